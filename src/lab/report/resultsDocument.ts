import * as v from 'valibot';
import {CorruptDataError} from '../../errors';
import {parseJson} from '../../parseJson';
import {type ResultsDocument, resultsSchema} from '../../results';
import {allVisible, visible} from '../../visibleText';

/**
 * The document as JSON text. NaN and the infinities, which JSON lacks (`JSON.stringify` writes `null`), become the
 * strings `"NaN"`, `"Infinity"` and `"-Infinity"`.
 *
 * @example
 * serializeResults({...results, seconds: NaN}).includes('"seconds": "NaN"');  // true
 */
export function serializeResults(results: ResultsDocument): string {
  return visible(JSON.stringify(results, (_key, value: unknown) => nameNonFinite(value), 2)) + '\n';
}

function nameNonFinite(value: unknown): unknown {
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
}

/**
 * Reads a results document back: the reverse of `serializeResults`. Keys that this version does not know are kept, and so
 * is the order of all keys: written again it is the same text.
 *
 * @param json The text of a `results.json`.
 * @param name What messages call it.
 * @throws {CorruptDataError} If it is not JSON, of another schema version, or not as a results document is, or has an
 *     experiment twice.
 *
 * @example
 * parseResults(serializeResults(results), 'results.json').seed === results.seed;  // true
 */
export function parseResults(json: string, name: string): ResultsDocument {
  const value = readJson(json, name);
  const version = (value as {readonly schemaVersion?: unknown} | null)?.schemaVersion;
  if (version !== 1 && version !== 2) {
    throw new CorruptDataError(`${name}: expected results of schemaVersion 1 or 2, got ${describe(version)}`);
  }
  const parsed = v.safeParse(resultsSchema, value, {abortEarly: true});
  if (!parsed.success) {
    const [{path = [], message, input}] = parsed.issues;
    const place = path.map(({key}) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
    throw new CorruptDataError(
      `${name}: expected ${place.slice(1)} to be ${message}, got ${describe(input)}`,
    );
  }
  assertEachOnce(parsed.output, name);
  assertEverySeed(parsed.output, name);
  return inOrderOf(value, parsed.output);
}

/** The same data with the keys of each object in the order of `model`'s. */
function inOrderOf<T>(model: unknown, value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  const ordered = model as object;
  const entry = (key: string) => [key, inOrderOf(ordered[key as never], value[key as keyof T])] as const;
  if (Array.isArray(value)) return value.map((each, i) => inOrderOf<unknown>(ordered[i as never], each)) as T;
  return Object.fromEntries(
    Object.keys(ordered)
      .filter(key => Object.hasOwn(value, key))
      .map(entry),
  ) as T;
}

/** Scripts and the page's links know an experiment by its id. */
function assertEachOnce({experiments}: ResultsDocument, name: string): void {
  const ids = experiments.map(({id}) => id);
  const twice = ids.find((id, i) => ids.indexOf(id) !== i);
  if (twice === undefined) return;
  throw new CorruptDataError(`${name}: expected every experiment once, got ${twice} twice`);
}

/** A table has a cell for each claim and seed. */
function assertEverySeed({seeds: table}: ResultsDocument, name: string): void {
  if (table === undefined) return;
  const {seeds, claims} = table;
  claims.forEach(({outcomes, measured}, i) => {
    if (outcomes.length === seeds.length && measured.length === seeds.length) return;
    throw new CorruptDataError(
      `${name}: expected seeds.claims[${i}] to have ${seeds.length} outcomes and measurements, ` +
        `got ${outcomes.length} and ${measured.length}`,
    );
  });
}

function readJson(json: string, name: string): unknown {
  try {
    return allVisible(parseJson(json));
  } catch (error) {
    throw new CorruptDataError(`${name}: expected JSON, got ${(error as Error).message}`, {cause: error});
  }
}

function describe(value: unknown): string {
  const words = JSON.stringify(value) as string | undefined;
  return words === undefined ? 'nothing' : words.slice(0, 40);
}
