import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import {devDependencies} from '../../package.json';
import {attempt, CheckFailure, run} from '../checkPackage/run';
import {runGlobal} from './globalCommand';
import {runNext} from './nextServer';
import {addTour, consumers, install, makeProject} from './project';

/** A project that is being looked at. */
interface Trial {
  readonly project: string;
  /** Where pnpm, Yarn, Bun and Deno are. */
  readonly tools: string;
}

interface Integration {
  /** Beside losslab and tfjs. */
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly type?: 'module';
  /** Brings the packages; npm where it is left out. */
  readonly install?: (trial: Trial) => Promise<unknown>;
  /** @returns What ran, for the table. */
  readonly run: (trial: Trial) => Promise<string>;
  /** The version of what it is about. */
  readonly version: (trial: Trial) => Promise<string>;
}

const walk = 'losses, training, saving, float64, wasm kernels';
const toolVersions = {pnpm: '10', bun: '1', deno: '2', '@yarnpkg/cli-dist': '4'};

/** As docs/integrations.md has them: tfjs requires a package that it does not declare. */
const yarnSettings = `nodeLinker: pnp
enableTelemetry: false
packageExtensions:
  '@tensorflow/tfjs@*':
    dependencies: {long: '4'}
`;

/** How losslab is used, by name: each is tried in a project of its own. */
export const integrations: Readonly<Record<string, Integration>> = {
  pnpm: {
    install: ({project, tools}) =>
      run(process.execPath, [path.join(tools, 'pnpm/bin/pnpm.cjs'), 'install'], project),
    run: trial => takeTour(trial.project, process.execPath),
    version: versionOfTool('pnpm'),
  },
  'Yarn, Plug’n’Play': {
    install: async ({project, tools}) => {
      await fs.writeFile(path.join(project, '.yarnrc.yml'), yarnSettings);
      await fs.writeFile(path.join(project, 'yarn.lock'), '');
      return yarn(tools, project, 'install');
    },
    run: async ({project, tools}) => assertTour(await yarn(tools, project, 'node', 'tour.cjs')),
    version: versionOfTool('@yarnpkg/cli-dist'),
  },
  Bun: {
    run: async ({project, tools}) => takeTour(project, path.join(tools, '.bin/bun')),
    version: versionOfTool('bun'),
  },
  Deno: {
    run: async ({project, tools}) => takeTour(project, path.join(tools, '.bin/deno'), ['run', '-A']),
    version: versionOfTool('deno'),
  },
  'Next.js': {
    dependencies: {next: 'latest', react: 'latest', 'react-dom': 'latest'},
    run: ({project}) => runNext(project),
    version: versionOfPackage('next'),
  },
  'Jest, ES modules': {
    dependencies: {jest: devDependencies.jest},
    type: 'module',
    run: async ({project}) => {
      await copy('jestEsm/gradients.test.js', project);
      const jest = path.join(project, 'node_modules/jest/bin/jest.js');
      await run(process.execPath, ['--experimental-vm-modules', jest], project);
      return 'matchers';
    },
    version: versionOfPackage('jest'),
  },
  Mocha: {
    dependencies: {mocha: '11'},
    run: async ({project}) => {
      await copy('nodeTest/gradients.test.mjs', project);
      const mocha = path.join(project, 'node_modules/mocha/bin/mocha.js');
      const output = await run(
        process.execPath,
        [mocha, '--timeout', '60000', 'gradients.test.mjs'],
        project,
      );
      if (!output.includes('2 passing')) throw new CheckFailure(`expected two tests to pass, got ${output}`);
      return '`checkGradients` with `assert`';
    },
    version: versionOfPackage('mocha'),
  },
  'node:test': {
    run: async ({project}) => {
      await copy('nodeTest/gradients.test.mjs', project);
      const output = await run(
        process.execPath,
        ['--test', '--test-reporter=tap', 'gradients.test.mjs'],
        project,
      );
      if (!/^# pass 2$/m.test(output)) throw new CheckFailure(`expected two tests to pass, got ${output}`);
      return '`checkGradients` with `assert`';
    },
    version: () => Promise.resolve(process.versions.node),
  },
  'npm, global': {run: ({project}) => runGlobal(project), version: versionOfPackage('losslab')},
};

/** @returns The row of the table: what, its version, the day, the result. */
export async function tryOut(name: string, folder: string, tarball: string): Promise<string[]> {
  const {dependencies, type, run: runIt, version, ...own} = integrations[name]!;
  const tfjs = devDependencies['@tensorflow/tfjs'];
  const project = await makeProject(folder, name.replace(/\W+/g, '-'), {
    ...(type && {type}),
    dependencies: {
      ...{losslab: `file:${tarball}`, '@tensorflow/tfjs': tfjs, '@tensorflow/tfjs-backend-wasm': tfjs},
      // pnpm and Yarn let nobody use what the project does not name.
      ...{'@tensorflow/tfjs-core': tfjs, '@tensorflow/tfjs-backend-cpu': tfjs},
      ...dependencies,
    },
  });
  const trial = {project, tools: path.join(folder, 'tools/node_modules')};
  const day = new Date().toISOString().slice(0, 10);
  try {
    await (own.install ?? (each => install(each.project)))(trial);
    const result = await runIt(trial);
    return [name, await version(trial), day, result];
  } catch (error) {
    if (!(error instanceof CheckFailure)) throw error;
    console.error(`${name}: ${error.message}`);
    return [
      name,
      await version(trial).catch(() => ''),
      day,
      `FAILED: ${error.message.trim().split('\n').at(-1)!}`,
    ];
  }
}

export async function installTools(folder: string): Promise<void> {
  await install(await makeProject(folder, 'tools', {dependencies: toolVersions}));
}

async function takeTour(project: string, program: string, args: readonly string[] = []): Promise<string> {
  await addTour(project);
  return assertTour((await attempt(program, [...args, 'tour.cjs'], project)).output);
}

/** Everything on the tour is `ok`, but for what it runs on. */
function assertTour(output: string): string {
  const line = output.split('\n').find(text => text.startsWith('{'));
  if (line === undefined) throw new CheckFailure(output);
  const results = Object.entries(JSON.parse(line) as Record<string, string>);
  const off = results.filter(([part, result]) => !['node', 'tfjs'].includes(part) && result !== 'ok');
  if (off.length > 0) throw new CheckFailure(off.map(entry => entry.join(': ')).join('; '));
  return walk;
}

async function yarn(tools: string, project: string, ...args: string[]): Promise<string> {
  await addTour(project);
  const program = path.join(tools, '@yarnpkg/cli-dist/bin/yarn.js');
  const env = {...process.env, YARN_ENABLE_IMMUTABLE_INSTALLS: 'false'};
  const {status, output} = await attempt(process.execPath, [program, ...args], project, env);
  if (status !== 0) throw new CheckFailure(output);
  return output;
}

function copy(file: string, project: string): Promise<void> {
  return fs.copyFile(path.join(consumers, file), path.join(project, path.basename(file)));
}

function versionOfTool(name: string): Integration['version'] {
  return ({tools}) => readVersion(path.join(tools, name));
}

function versionOfPackage(name: string): Integration['version'] {
  return ({project}) => readVersion(path.join(project, 'node_modules', name));
}

async function readVersion(folder: string): Promise<string> {
  return (JSON.parse(await fs.readFile(path.join(folder, 'package.json'), 'utf8')) as {version: string})
    .version;
}
