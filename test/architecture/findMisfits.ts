import type {Source} from './sources';

/** Files over 250 lines, and why: tables and catalogues, which are read by the entry. */
const long: Readonly<Record<string, string>> = {
  'cli/commands.ts': 'a table: an entry a command and its options',
  'lab/experiments/known-gradients/configurations.ts': 'a table: an entry an op and its arguments',
  'lab/experiments/known-gradients/knownBugs.ts': 'a table: an entry a bug',
};

/** Files under 30 lines, by path or pattern, and why. Another says so itself: "Short because …", "A file of its own: …". */
const short: readonly (readonly [RegExp, string])[] = [
  [/(^|\/)index\.ts$/, 'names what a folder has'],
  [/^node\/pageTools\.ts$/, 'not yet folded'],
];

/**
 * One sentence for every module that is too long or too short, and every folder of one file.
 *
 * @param files The paths of all files, modules or not.
 */
export function findMisfits(
  sources: readonly Source[],
  files: readonly string[] = sources.map(source => source.path),
): string[] {
  return [
    ...sources.flatMap(judgeLength),
    ...loneFolders(files).map(folder => `${folder}: expected more than one file`),
  ];
}

/** One sentence for every exception that nothing in `sources` needs. */
export function findNeedlessExceptions(sources: readonly Source[]): string[] {
  const isLong = (path: string) => sources.some(source => source.path === path && linesOf(source) > 250);
  const isShort = (pattern: RegExp) =>
    sources.some(source => pattern.test(source.path) && linesOf(source) < 30);
  return [
    ...Object.keys(long).filter(path => !isLong(path)),
    ...short.filter(([pattern]) => !isShort(pattern)).map(([pattern]) => String(pattern)),
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

/** The folders with nothing in them but one file or folder. */
function loneFolders(files: readonly string[]): string[] {
  const entries = new Map<string, Set<string>>();
  for (const file of files) {
    const parts = file.split('/');
    for (let depth = 1; depth < parts.length; depth++) {
      const folder = parts.slice(0, depth).join('/');
      entries.set(folder, (entries.get(folder) ?? new Set()).add(parts[depth]!));
    }
  }
  return [...entries].filter(([, names]) => names.size === 1).map(([folder]) => folder);
}
