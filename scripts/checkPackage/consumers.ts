import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import * as vm from 'node:vm';
import {devDependencies} from '../../package.json';
import {attempt, CheckFailure, npm, run} from './run';

/** What the consumers need beside losslab, in the versions that the project itself is tested with. */
const companions = [
  ...['@tensorflow/tfjs', '@tensorflow/tfjs-backend-wasm', '@types/jest', '@types/node'],
  ...['esbuild', 'jest', 'typescript', 'vite', 'vitest', 'webpack'],
] as const;

/** Somebody's project, with the tarball and all that the consumers need installed. */
export async function makeProject(root: string, folder: string, tarball: string): Promise<void> {
  const dependencies = {
    losslab: `file:${tarball}`,
    ...Object.fromEntries(companions.map(name => [name, devDependencies[name]])),
  };
  await fs.writeFile(path.join(folder, 'package.json'), JSON.stringify({private: true, dependencies}));
  await npm(
    ['install', '--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts', '--silent'],
    folder,
  );
  await fs.cp(path.join(__dirname, 'consumers'), folder, {recursive: true});
  for (const example of ['jest', 'node']) {
    await fs.cp(path.join(root, 'examples', example), path.join(folder, 'examples', example), {
      recursive: true,
    });
  }
}

export async function fromNode(folder: string): Promise<void> {
  await run(process.execPath, ['node/commonjs.cjs'], folder);
  await run(process.execPath, ['node/esm.mjs'], folder);
}

export async function fromCommandLine(folder: string): Promise<void> {
  const bin = path.join(folder, 'node_modules/.bin/losslab');
  const args = ['evaluate', 'node_modules/losslab/models/convolution', '--dataset', 'synthetic', '--json'];
  const {test} = JSON.parse(await run(bin, args, folder)) as {test: {accuracy: number}};
  if (!(test.accuracy > 0.8)) throw new CheckFailure(`expected an accuracy above 0.8, got ${test.accuracy}`);
}

/** Both of TypeScript's ways of finding a package, and both of Node's kinds of module. */
export async function fromTypeScript(folder: string): Promise<void> {
  const source = path.join(folder, 'typescript/consumer.ts');
  // Declarations are checked once; it takes long, and they are the same for both.
  for (const [module, moduleResolution, extensions, skipLibCheck] of [
    ['node16', 'node16', ['mts', 'cts'], false],
    ['esnext', 'bundler', ['ts'], true],
  ] as const) {
    const project = path.join(folder, 'typescript', moduleResolution);
    await fs.mkdir(project);
    for (const extension of extensions)
      await fs.copyFile(source, path.join(project, `consumer.${extension}`));
    const compilerOptions = {
      ...{module, moduleResolution, target: 'es2022', lib: ['es2023', 'dom'], types: ['jest', 'node']},
      ...{strict: true, noEmit: true, skipLibCheck},
    };
    await fs.writeFile(path.join(project, 'tsconfig.json'), JSON.stringify({compilerOptions}));
    await compile(folder, project);
  }
}

/** With the declarations checked too; those of others, of which tfjs's do not compile, are theirs to mend. */
async function compile(folder: string, project: string): Promise<void> {
  const tsc = path.join(folder, 'node_modules/typescript/bin/tsc');
  const {status, output} = await attempt(process.execPath, [tsc, '-p', project, '--pretty', 'false'], folder);
  const ours = output
    .split('\n')
    .filter(line => line.includes('error TS') && !/^node_modules\/(?!losslab\/)/.test(line));
  if (ours.length > 0) throw new CheckFailure(`expected TypeScript to compile it, got\n${ours.join('\n')}`);
  if (status !== 0 && !output.includes('error TS')) throw new CheckFailure(`tsc: ${output}`);
}

/** Bundled by Vite and run where there is no Node: no `process`, no `require`, no `Buffer`. */
export async function fromVite(folder: string): Promise<string> {
  const project = path.join(folder, 'vite');
  await run(process.execPath, [path.join(folder, 'node_modules/vite/bin/vite.js'), 'build'], project);
  const page = await fs.readFile(path.join(project, 'dist/page.iife.js'), 'utf8');
  const context = vm.createContext(browserLike());
  vm.runInContext(page, context);
  const {accuracy, check} = await (context.proof as Promise<{accuracy: number; check: string}>);
  if (!(accuracy > 0.8))
    throw new CheckFailure(`expected an accuracy above 0.8 in the bundle, got ${accuracy}`);
  return `${page.length} bytes with tfjs; checkGradients says ${check.split('\n', 1)[0]!}`;
}

/** The example of a stranger's tests, and the same with a mistake in the gradient. */
export async function fromJest(folder: string): Promise<void> {
  const project = path.join(folder, 'examples/jest');
  const jest = [path.join(folder, 'node_modules/jest/bin/jest.js'), '--rootDir', project, '-i'];
  await run(process.execPath, jest, project);
  const file = path.join(project, 'focalLoss.js');
  const right = await fs.readFile(file, 'utf8');
  const wrong = right.replace('.mul(2).sub(', '.mul(3).sub(');
  if (wrong === right) throw new CheckFailure('expected a factor of 2 to change in focalLoss.js, got none');
  await fs.writeFile(file, wrong);
  const {status, output} = await attempt(process.execPath, jest, project);
  if (status === 0 || !output.includes('expected correct gradients, got')) {
    throw new CheckFailure(`expected a wrong gradient to fail the test, got\n${output}`);
  }
}

/** The matchers in Vitest, and a test that forgets to await one. */
export async function fromVitest(folder: string): Promise<void> {
  const project = path.join(folder, 'vitest');
  const vitest = [path.join(folder, 'node_modules/vitest/vitest.mjs'), 'run', '--root', project];
  await run(process.execPath, vitest, project);
  const file = path.join(project, 'gradients.test.ts');
  const right = await fs.readFile(file, 'utf8');
  await fs.writeFile(
    file,
    right.replace('await expect((x: tf.Tensor) => x.sin()', 'void expect((x: tf.Tensor) => x.sin()'),
  );
  const {status, output} = await attempt(process.execPath, vitest, project);
  if (status === 0 || !output.includes('expected the matcher to be awaited')) {
    throw new CheckFailure(`expected a forgotten await to fail the test, got\n${output}`);
  }
}

export async function fromPlainTfjs(folder: string): Promise<void> {
  const example = path.join(folder, 'examples/node');
  const args = ['classify.mjs', path.join(folder, 'node_modules/losslab/models/convolution'), 'seven.pgm'];
  const output = await run(process.execPath, args, example);
  if (!output.startsWith('7,')) throw new CheckFailure(`expected a 7, got ${output}`);
}

/** As much of a page as tfjs looks for. */
function browserLike(): Record<string, unknown> {
  const nothing = () => undefined;
  const element = {getContext: () => null, addEventListener: nothing};
  const page: Record<string, unknown> = {
    ...{console, setTimeout, clearTimeout, queueMicrotask, performance, TextEncoder, TextDecoder, fetch},
    ...{AbortController, AbortSignal, Event, EventTarget, URL},
    document: {createElement: () => element},
    navigator: {userAgent: 'checkPackage', platform: ''},
    location: {href: 'http://localhost/'},
    addEventListener: nothing,
  };
  return Object.assign(page, {window: page, self: page});
}
