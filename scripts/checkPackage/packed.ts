import * as path from 'node:path';
import {CheckFailure, npm, run} from './run';

/** What users need, and no more. */
const wanted = [
  /^dist\/(.*\.(cjs|mjs|d\.[cm]ts)(\.map)?|licenses\.txt)$/,
  /^models\/[\w-]+\/(model\.json|weights\.bin|MODEL\.md)$/,
  /^(package\.json|README\.md|LICENSE)$/,
];

/** Bytes. The three models are 371,000 of it, which no packing makes smaller. */
const MOST_PACKED = 1_000_000;

/** Without these the package is none. */
const needed = [
  ...['index', 'node', 'wasm', 'corrections', 'jest', 'vitest'].flatMap(name =>
    ['cjs', 'mjs', 'd.cts', 'd.mts'].map(extension => `dist/${name}.${extension}`),
  ),
  ...['dist/cli/main.cjs', 'LICENSE', 'README.md', 'models/convolution/weights.bin'],
];

/** Builds and packs the project. @returns The tarball's path. */
export async function pack(root: string, into: string): Promise<{tarball: string; description: string}> {
  const output = await npm(['pack', '--json', '--silent', '--pack-destination', into], root);
  // The build's own output comes first.
  const [packed] = JSON.parse(output.slice(output.indexOf('['))) as [
    {filename: string; size: number; files: {path: string}[]},
  ];
  const files = packed.files.map(file => file.path);
  const strange = files.filter(file => !wanted.some(form => form.test(file)));
  if (strange.length > 0) throw new CheckFailure(`expected only what users need, got ${strange.join(', ')}`);
  const missing = needed.filter(file => !files.includes(file));
  if (missing.length > 0) throw new CheckFailure(`expected ${missing.join(', ')}, got a package without`);
  if (!(packed.size < MOST_PACKED)) {
    throw new CheckFailure(`expected less than ${MOST_PACKED} bytes packed, got ${packed.size}`);
  }
  return {
    tarball: path.join(into, packed.filename),
    description: `${files.length} files, ${packed.size} bytes`,
  };
}

/** publint: do the files and the fields of package.json agree? Its warnings count as failures too. */
export async function lintPackage(root: string, tarball: string): Promise<void> {
  const publint = path.join(root, 'node_modules/publint/src/cli.js');
  await run(process.execPath, [publint, 'run', tarball, '--strict'], root);
}

/** are-the-types-wrong, in every resolution, that of Node 10 (`typesVersions`) too. */
export async function lintTypes(root: string, tarball: string): Promise<void> {
  const attw = path.join(root, 'node_modules/@arethetypeswrong/cli/dist/index.js');
  await run(process.execPath, [attw, tarball, '--no-color', '--no-emoji'], root);
}
