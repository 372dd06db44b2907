/**
 * A test runner for Stryker that loads TensorFlow.js and the tests once for all mutants.
 *
 * Stryker's own runner for Jest starts Jest for every mutant, which loads TensorFlow.js once for each test file: ten seconds a mutant. All
 * mutants are in the code together, each behind a switch, so that one process can try them one after the other, in a fraction of a second.
 * The tests are read by Jest's own `jest-circus`, `expect` and `jest-mock`; running them is a walk through the tree that these make.
 *
 * What a mutant leaves behind must not condemn the next one: a test that fails counts only if it passes right afterwards without the
 * mutant. Where it does not, the mutant is tried once more in a fresh process.
 *
 * @see https://stryker-mutator.io/docs/stryker-js/guides/create-a-plugin
 */
import {createRequire} from 'node:module';
import * as path from 'node:path';

/** What the instrumented code reads, by the name that Stryker gives it. */
interface Switchboard {
  activeMutant?: string | undefined;
  currentTestId?: string | undefined;
  hitCount?: number | undefined;
  hitLimit?: number | undefined;
  mutantCoverage?: unknown;
}

interface MutantRun {
  readonly activeMutant: {readonly id: string};
  readonly testFilter?: readonly string[];
  readonly hitLimit?: number;
}

/** The tree of jest-circus, as far as it is used here. */
interface Block {
  readonly type: 'describeBlock';
  readonly name: string;
  readonly hooks: readonly {readonly type: string; readonly fn: () => unknown}[];
  readonly children: readonly (Block | Test)[];
}

interface Test {
  readonly type: 'test';
  readonly name: string;
  readonly mode?: string | null;
  readonly fn: () => unknown;
}

interface Found {
  readonly id: string;
  readonly test: Test;
  /** The blocks around it, outermost first. */
  readonly blocks: readonly Block[];
}

interface Failure {
  readonly found: Found;
  readonly message: string;
}

const switchboard = ((globalThis as {__stryker__?: Switchboard}).__stryker__ ??= {});

class TestRunner {
  static readonly inject = [] as const;
  /** How long each test took, so that the quick ones come first. */
  private readonly durations = new Map<string, number>();
  private tests: readonly Found[] | undefined;
  private triedMutants = 0;
  private isSpoilt = false;

  capabilities() {
    return {reloadEnvironment: false};
  }

  async dryRun() {
    const results = [];
    for (const found of await this.load()) {
      switchboard.currentTestId = found.id;
      const start = performance.now();
      const failure = await firstFailure([found]);
      const timeSpentMs = performance.now() - start;
      this.durations.set(found.id, timeSpentMs);
      const {id} = found;
      // Stryker counts success as 0 and failure as 1.
      const verdict = failure ? {status: 1, failureMessage: failure.message} : {status: 0};
      results.push({id, name: id, timeSpentMs, ...verdict});
    }
    switchboard.currentTestId = undefined;
    return {status: 'complete', tests: results, mutantCoverage: switchboard.mutantCoverage};
  }

  async mutantRun({activeMutant, testFilter, hitLimit}: MutantRun) {
    // Stryker answers with a fresh process, and this mutant once more.
    if (this.isSpoilt) throw new Error('an earlier mutant has left something behind');
    const isFirst = this.triedMutants++ === 0;
    const tests = (await this.load()).filter(({id}) => testFilter?.includes(id) ?? true);
    tests.sort((a, b) => (this.durations.get(a.id) ?? 0) - (this.durations.get(b.id) ?? 0));
    Object.assign(switchboard, {activeMutant: activeMutant.id, hitLimit, hitCount: hitLimit ? 0 : undefined});
    const failure = await firstFailure(tests);
    const isEndless = (switchboard.hitCount ?? 0) > (hitLimit ?? Infinity);
    Object.assign(switchboard, {activeMutant: undefined, hitLimit: undefined, hitCount: undefined});
    if (isEndless) return {status: 'timeout', reason: 'ran too often'};
    if (!failure) return {status: 'survived', nrOfTests: tests.length};
    if (await firstFailure([failure.found])) {
      this.isSpoilt = true;
      if (!isFirst) throw new Error(`${failure.found.id} fails without a mutant, too`);
    }
    const {found, message} = failure;
    return {status: 'killed', killedBy: [found.id], failureMessage: message, nrOfTests: tests.length};
  }

  private async load(): Promise<readonly Found[]> {
    this.tests ??= await loadTests((process.env['LOSSLAB_MUTATION_TESTS'] ?? '').split(','));
    return this.tests;
  }
}

/** In the current directory, which is Stryker's copy of the project. */
async function loadTests(files: readonly string[]): Promise<readonly Found[]> {
  const load = createRequire(path.resolve('package.json'));
  const ofJest = createRequire(load.resolve('jest'));
  const circus = createRequire(ofJest.resolve('jest-cli'))('jest-circus') as Record<string, unknown> & {
    getState: () => {rootDescribeBlock: Block};
    describe: (name: string, define: () => void) => void;
  };
  const {afterAll, afterEach, beforeAll, beforeEach, describe, it, test} = circus;
  const {ModuleMocker} = load('jest-mock') as {ModuleMocker: new (scope: object) => object};
  const {expect} = load('expect') as {expect: unknown};
  Object.assign(globalThis, {afterAll, afterEach, beforeAll, beforeEach, describe, it, test, expect});
  Object.assign(globalThis, {testedBackend: 'cpu', jest: new ModuleMocker(globalThis)});
  // A counterexample is not made smaller: nobody reads it.
  (load('fast-check') as typeof import('fast-check')).configureGlobal({endOnFailure: true, seed: 1});
  await (load('./test/setup.ts') as () => Promise<void>)();
  for (const file of files) circus.describe(file, () => void load(path.resolve(file)));
  return testsIn(circus.getState().rootDescribeBlock, [], '');
}

function testsIn(block: Block, around: readonly Block[], prefix: string): Found[] {
  const blocks = [...around, block];
  return block.children.flatMap((child, n) => {
    const id = `${prefix} ${child.name}`;
    if (child.type === 'describeBlock') return testsIn(child, blocks, id);
    return child.mode === 'skip' || child.mode === 'todo' ? [] : [{id: `${id} #${n}`, test: child, blocks}];
  });
}

/** Runs tests, each with the hooks around it, up to the first that fails. */
async function firstFailure(tests: readonly Found[]): Promise<Failure | undefined> {
  for (const found of tests) {
    try {
      await runOne(found);
    } catch (error) {
      return {found, message: error instanceof Error ? error.message : String(error)};
    }
  }
  return undefined;
}

async function runOne({test, blocks}: Found): Promise<void> {
  const hooks = (type: string) => blocks.flatMap(block => block.hooks.filter(hook => hook.type === type));
  try {
    for (const {fn} of [...hooks('beforeAll'), ...hooks('beforeEach')]) await fn();
    await test.fn();
  } finally {
    for (const {fn} of [...hooks('afterEach').reverse(), ...hooks('afterAll').reverse()]) await fn();
  }
}

export const strykerPlugins = [{kind: 'TestRunner', name: 'one-process', injectableClass: TestRunner}];
