import type {Source} from './sources';

/** Files over 250 lines, and why: tables and catalogues, which are read by the entry. */
const long: Readonly<Record<string, string>> = {
  'lab/language/ko.ts': 'a catalogue: an entry a text',
  'lab/experiments/known-gradients/configurations.ts': 'a table: an entry an op and its arguments',
  'lab/experiments/known-gradients/knownBugs.ts': 'a table: an entry a bug',
  'lab/report/figures/drawRows.ts': 'not yet split',
  'lab/report/renderExperiment.ts': 'not yet split',
};

/** Files under 30 lines, by path or pattern, and why. Another says so itself: "Short because …", "A file of its own: …". */
const short: readonly (readonly [RegExp, string])[] = [
  [/(^|\/)index\.ts$/, 'names what a folder has'],
  [/^lab\/language\/[a-z]+\.ts$/, 'a language is a file'],
  [/^testing\/vitest\.ts$/, 'an entry of the package'],
  [/^node\/pageTools\.ts$/, 'not yet folded'],
  [/^models\/activations\.ts$/, 'not yet folded'],
  [/^cli\/chooseLanguage\.ts$/, 'not yet folded'],
];

/** Folders of one file, and why. */
const lone: Readonly<Record<string, string>> = {};

/**
 * One sentence for every file that is too long or too short, every folder of one file, and every exception above that is
 * none any more.
 */
export function findMisfits(sources: readonly Source[]): string[] {
  const folders = filesByFolder(sources);
  return [
    ...sources.flatMap(judgeLength),
    ...[...folders].flatMap(([folder, count]) =>
      count === 1 && !(folder in lone) ? [`${folder}: expected more than one file`] : [],
    ),
  ];
}

/** One sentence for every exception that nothing in `sources` needs. */
export function findNeedlessExceptions(sources: readonly Source[]): string[] {
  const folders = filesByFolder(sources);
  const isLong = (path: string) => sources.some(source => source.path === path && linesOf(source) > 250);
  const isShort = (pattern: RegExp) =>
    sources.some(source => pattern.test(source.path) && linesOf(source) < 30);
  return [
    ...Object.keys(long).filter(path => !isLong(path)),
    ...short.filter(([pattern]) => !isShort(pattern)).map(([pattern]) => String(pattern)),
    ...Object.keys(lone).filter(folder => folders.get(folder) !== 1),
  ].map(name => `${name}: is an exception that nothing needs`);
}

function judgeLength(source: Source): string[] {
  const {path, text} = source;
  const lines = linesOf(source);
  if (lines > 250 && !(path in long)) return [`${path}: expected at most 250 lines, got ${lines}`];
  if (lines >= 30 || short.some(([pattern]) => pattern.test(path))) return [];
  return /\b(Short because|A file of its own:)/.test(text)
    ? []
    : [`${path}: expected at least 30 lines or a reason, got ${lines}`];
}

function linesOf({text}: Source): number {
  return text.replace(/\n$/, '').split('\n').length;
}

/** How many files and folders a folder has. */
function filesByFolder(sources: readonly Source[]): Map<string, number> {
  const entries = new Map<string, Set<string>>();
  for (const {path} of sources) {
    const parts = path.split('/');
    for (let depth = 1; depth < parts.length; depth++) {
      const folder = parts.slice(0, depth).join('/');
      entries.set(folder, (entries.get(folder) ?? new Set()).add(parts[depth]!));
    }
  }
  return new Map([...entries].map(([folder, names]) => [folder, names.size]));
}
