import type {ExperimentResult, Profile} from '../../results';
import type {SeedTable} from './seedTable';
import {CorruptDataError} from '../../errors';
import {array, number, object, oneOf, optional, text, type Check} from './resultsChecks';

/** One run of the experiments: what `results.json` holds and the page shows. */
export interface ResultsDocument {
  /** Raised when a key changes its meaning or goes; new keys leave it alone. */
  readonly schemaVersion: 1;
  /** Versions of this package, of TensorFlow.js and of Node. */
  readonly losslab: string;
  readonly tfjs: string;
  readonly node: string;
  readonly seed: number;
  readonly profile: Profile;
  /** The tfjs backend, by its registered name. */
  readonly backend: string;
  readonly data: DataRecord;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  /** Wall time of the whole run. */
  readonly seconds: number;
  readonly experiments: readonly ExperimentRecord[];
  /** Where several seeds ran: every claim for each; `seed` and `experiments` are then those of the first. */
  readonly seeds?: SeedTable;
}

/** The data a run used. */
export interface DataRecord {
  readonly kind: 'mnist' | 'idx' | 'synthetic';
  readonly origin: string;
  /** SHA-256, hexadecimal, over the images and labels. */
  readonly digest: string;
  /** How many images. */
  readonly train: number;
  readonly test: number;
  /** Why these data and not MNIST. */
  readonly note?: string;
  /** Whose data they are, where a licence asks for that. */
  readonly attribution?: string;
}

/** One experiment of a run. */
export interface ExperimentRecord extends ExperimentResult {
  readonly id: string;
  readonly question: string;
  readonly seconds: number;
}

/**
 * The document as JSON text. NaN and the infinities, which JSON lacks (`JSON.stringify` writes `null`), become the
 * strings `"NaN"`, `"Infinity"` and `"-Infinity"`.
 *
 * @example
 * serializeResults({...results, seconds: NaN}).includes('"seconds": "NaN"');  // true
 */
export function serializeResults(results: ResultsDocument): string {
  return JSON.stringify(results, (_key, value: unknown) => nameNonFinite(value), 2) + '\n';
}

function nameNonFinite(value: unknown): unknown {
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
}

/**
 * Reads a results document back: the reverse of `serializeResults`. Keys that this version does not know are kept.
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
  const value = parseJson(json, name);
  const version = isRecord(value) ? value.schemaVersion : undefined;
  if (version !== 1) {
    throw new CorruptDataError(`${name}: expected results of schemaVersion 1, got ${describe(version)}`);
  }
  const wrong = document(value);
  if (wrong !== undefined) {
    throw new CorruptDataError(
      `${name}: expected ${wrong.path.slice(1)} to be ${wrong.expected}, got ${describe(wrong.got)}`,
    );
  }
  const results = value as ResultsDocument; // what `document` looks at is what the type says
  assertEachOnce(results, name);
  assertEverySeed(results, name);
  return results;
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

function parseJson(json: string, name: string): unknown {
  try {
    return JSON.parse(json, (key, value: unknown) =>
      texts.has(key) ? value : (nonFinite.get(value) ?? value),
    );
  } catch (error) {
    throw new CorruptDataError(`${name}: expected JSON, got ${(error as Error).message}`, {cause: error});
  }
}

/** What JSON has no numbers for is written as words. */
const nonFinite = new Map<unknown, number>([
  ['NaN', NaN],
  ['Infinity', Infinity],
  ['-Infinity', -Infinity],
]);

/** Keys whose values are texts even where they read `NaN`. */
const texts = new Set([
  'id',
  'statement',
  'expected',
  'label',
  'unit',
  'name',
  'title',
  'answer',
  'reason',
  'experiment',
  'spoken',
  'tex',
]);

const cell: Check = oneOf('a text or a number', text, number);
const axis = object({
  label: text,
  unit: optional(text),
  scale: oneOf('linear, log or category', ...['linear', 'log', 'category'].map(exactly)),
  include: optional(array(number)),
});
const mark = object({
  type: oneOf('a mark', ...['line', 'step', 'dot', 'bar', 'rule', 'level'].map(exactly)),
  name: text,
  points: array(object({x: cell, x2: optional(number), y: number})),
  emphasis: optional(exactly('context')),
  panel: optional(text),
});
const timed = optional(exactly(true));
const figure = object({id: text, title: text, alt: text, x: axis, y: axis, marks: array(mark), timed});
const table = object({id: text, title: text, columns: array(text), rows: array(array(cell)), timed});
const outcome = oneOf('true, false or "skipped"', exactly(true), exactly(false), exactly('skipped'));
const claim = object({
  id: text,
  statement: text,
  expected: cell,
  measured: cell,
  holds: outcome,
  reason: optional(text),
  timed,
});
const experiment = object({
  ...{id: text, question: text, answer: text, seconds: number},
  claims: array(claim),
  metrics: recordOf(number),
  highlights: array(object({label: text, metric: text, unit: optional(text)})),
  tables: array(table),
  figures: array(figure),
  formulas: optional(array(object({spoken: text, tex: text}))),
  slider: optional(array(text)),
  lead: optional(exactly(true)),
});
const data = object({
  kind: oneOf('mnist, idx or synthetic', ...['mnist', 'idx', 'synthetic'].map(exactly)),
  ...{origin: text, digest: text, train: number, test: number},
  ...{note: optional(text), attribution: optional(text)},
});
const seedClaim = object({
  ...{experiment: text, id: text, statement: text, reason: optional(text), timed},
  ...{outcomes: array(outcome), measured: array(cell)},
});
const seedTable = object({seeds: array(number), claims: array(seedClaim)});
const document = object({
  ...{losslab: text, tfjs: text, node: text, backend: text, startedAt: text},
  ...{seed: number, seconds: number, data},
  profile: oneOf('quick or full', exactly('quick'), exactly('full')),
  experiments: array(experiment),
  seeds: optional(seedTable),
});

function exactly(wanted: unknown): Check {
  return value => (value === wanted ? undefined : {path: '', expected: JSON.stringify(wanted), got: value});
}

function recordOf(check: Check): Check {
  return value =>
    isRecord(value)
      ? object(Object.fromEntries(Object.keys(value).map(key => [key, check])))(value)
      : {path: '', expected: 'an object', got: value};
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function describe(value: unknown): string {
  const words = JSON.stringify(value) as string | undefined;
  return words === undefined ? 'nothing' : words.slice(0, 40);
}
