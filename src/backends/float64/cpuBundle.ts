import {cpuBundleDigests} from '../../tfjs/provenVersions';
import {sha256} from './sha256';

/** The text of the cpu backend's CommonJS bundle, and what its `require` returns for anything but the core. */
export interface CpuBundle {
  source: string;
  load: (id: string) => unknown;
}

/** The file whose text a caller passes, in the installed package. */
const BUNDLE_FILE = '@tensorflow/tfjs-backend-cpu/dist/tf-backend-cpu.node.js';

/**
 * A bundle that the caller has read, as a page can.
 *
 * The text is going to be evaluated, so only the very text that was released is accepted: any change is refused, as are
 * another version, a page that a server sends in place of a missing file, and a truncated download.
 *
 * @param version The installed tfjs's, a proven one.
 * @throws {RangeError} If the text is not that version's.
 */
export function bundleOfText(source: string, version: string): CpuBundle {
  assertProven('prepareFloat64: expected source to be the text of', source, version);
  const modules = new Map<string, unknown>([['seedrandom', {alea}]]);
  return {source, load: id => modules.get(id)};
}

/** @throws {RangeError} If a text is not the one that was released, to which losslab was proven; `sentence` begins the error. */
function assertProven(sentence: string, source: string, version: string): void {
  const [expected, got] = [cpuBundleDigests[version]!, sha256(source)];
  if (got === expected) return;
  throw new RangeError(
    `${sentence} ${BUNDLE_FILE} ${version}, with SHA-256 ${brief(expected)}, ` +
      `got ${source.length} characters with SHA-256 ${brief(got)}`,
  );
}

/**
 * The bundle that the installed tfjs itself would load, from its file.
 *
 * @param version The installed tfjs's, a proven one.
 * @throws {Error} Outside Node 20.16 or newer, or where the file cannot be found.
 * @throws {RangeError} If it is not that version's: a patched one may do anything.
 */
export function installedBundle(version: string): CpuBundle {
  const {createRequire, readFileSync} = nodeBuiltins();
  const file = installedFile(createRequire);
  const source = readFileSync(file, 'utf8');
  assertProven('float64: expected the installed', source, version);
  return {
    source: `${source}\n//# sourceURL=${file}?float64`,
    load: createRequire(file),
  };
}

/** @throws {Error} In a server's bundle, which has taken tfjs out of its folder. */
function installedFile(createRequire: (file: string) => NodeJS.Require): string {
  try {
    const tfjs = createRequire(__filename).resolve('@tensorflow/tfjs');
    return createRequire(tfjs).resolve('@tensorflow/tfjs-backend-cpu');
  } catch (error) {
    throw new Error(
      'float64: expected to find the files of @tensorflow/tfjs beside losslab, got none, as in a bundle; keep both out of it ' +
        "(Next.js: serverExternalPackages: ['losslab', '@tensorflow/tfjs']), or call prepareFloat64({source})",
      {cause: error},
    );
  }
}

/** Node's own modules, without an import that would break a browser bundle. */
function nodeBuiltins() {
  const load = (globalThis as {process?: Partial<NodeJS.Process>}).process?.getBuiltinModule;
  if (load === undefined) {
    throw new Error(
      'float64: expected Node 20.16 or newer, which can read the installed tfjs, or else its cpu bundle ' +
        'as prepareFloat64({source}), got neither',
    );
  }
  return {createRequire: load('node:module').createRequire, readFileSync: load('node:fs').readFileSync};
}

function brief(digest: string): string {
  return `${digest.slice(0, 12)}…`;
}

/**
 * Baagøe's generator Alea, as in the package `seedrandom`, of which the cpu backend uses nothing else, and which a
 * browser does not have. The same seed gives the same numbers.
 *
 * @returns Numbers in [0, 1), one a call.
 *
 * @see J. Baagøe, "Better random numbers for JavaScript", 2010, under the MIT licence.
 */
export function alea(seed: string): () => number {
  const mash = mashing();
  let states = [mash(' '), mash(' '), mash(' ')];
  let carry = 1;
  states = states.map(state => {
    const next = state - mash(seed);
    return next < 0 ? next + 1 : next;
  });
  return () => {
    const product = 2091639 * states[0]! + carry * 2 ** -32;
    carry = Math.trunc(product);
    states = [states[1]!, states[2]!, product - carry];
    return states[2]!;
  };
}

/** A hash of all texts given so far, as a fraction of 2^32. */
function mashing(): (text: string) => number {
  let n = 0xefc8249d;
  return text => {
    for (const unit of text.split('')) {
      n += unit.charCodeAt(0);
      let h = 0.02519603282416938 * n;
      n = h >>> 0;
      h = (h - n) * n;
      n = h >>> 0;
      n += (h - n) * 2 ** 32;
    }
    return (n >>> 0) * 2 ** -32;
  };
}
