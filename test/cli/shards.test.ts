import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import {runCli} from '../../src/cli/runCli';
import {mergeShards, seedsOf, type ResultsDocument} from '../../src/lab/report';
import {sampleClaim} from '../lab/report/sampleResults';
import {fakeContext, fakeExperiment, fakeLibrary} from './fakes';

let cwd: string;
beforeEach(() => (cwd = fs.mkdtempSync(path.join(os.tmpdir(), 'losslab-'))));
afterEach(() => fs.rmSync(cwd, {recursive: true, force: true}));

/** A claim that fails for one seed, one that is skipped for some, and one that only some seeds make. */
const experiments = [
  fakeExperiment('accuracy', ({seed}) => ({
    claims: [
      sampleClaim({holds: seed !== 4, measured: seed / 3}),
      sampleClaim({id: 'accuracy.skipped', ...(seed > 5 ? {holds: 'skipped', reason: 'too late'} : {})}),
      ...(seed > 2 ? [sampleClaim({id: 'accuracy.some', measured: `of seed ${seed}`})] : []),
    ],
  })),
  fakeExperiment('step', () => ({claims: [sampleClaim({id: 'step.zeros'})]})),
];

async function losslab(...args: string[]) {
  const context = fakeContext({cwd});
  const code = await runCli(args, context, fakeLibrary({experiments}));
  return {code, stdout: context.stdout.text, stderr: context.stderr.text};
}

function resultsIn(out: string): ResultsDocument {
  const [directory] = fs.readdirSync(path.join(cwd, out));
  const file = path.join(cwd, out, directory!, 'results.json');
  return JSON.parse(fs.readFileSync(file, 'utf8')) as ResultsDocument;
}

/** As text, so that the order of the keys counts; without the times. */
function withoutTimes(results: ResultsDocument): string {
  const isTime = (key: string) => key === 'startedAt' || key === 'seconds';
  return JSON.stringify(results, (key, value: unknown) => (isTime(key) ? 0 : value));
}

async function runParts(seeds: string, count: number): Promise<string[]> {
  const parts = Array.from({length: count}, (_, i) => i + 1);
  for (const part of parts) {
    const {stderr} = await losslab(
      'experiment',
      '--seeds',
      seeds,
      '--shard',
      `${part}/${count}`,
      '--out',
      `part-${part}`,
    );
    expect(stderr).toBe('');
  }
  return parts.map(part => path.join(`part-${part}`, fs.readdirSync(path.join(cwd, `part-${part}`))[0]!));
}

describe('losslab merge', () => {
  test.each([
    ['1-7', 3],
    ['1-7', 7],
    ['9,4,1', 2],
    ['1-3', 1],
  ])('makes of the parts of %s in %i what one process makes, whatever their order', async (seeds, count) => {
    const whole = await losslab('experiment', '--seeds', seeds, '--out', 'whole');
    const merged = await losslab('merge', ...(await runParts(seeds, count)).reverse(), '--out', 'merged');
    expect(merged.stderr).toBe('');
    expect(merged.code).toBe(whole.code);
    expect(withoutTimes(resultsIn('merged'))).toBe(withoutTimes(resultsIn('whole')));
    expect(resultsIn('merged').seconds).toBeGreaterThan(0);
  });

  test('refuses parts that are missing, twice there, of another run or of none', async () => {
    const [one, two] = await runParts('1-4', 2);
    await losslab('experiment', '--seeds', '1-4', '--profile', 'full', '--shard', '2/2', '--out', 'other');
    await losslab('experiment', '--out', 'alone');
    const refused = async (...parts: string[]) => {
      const {code, stderr} = await losslab('merge', ...parts);
      expect(code).toBe(2);
      return stderr;
    };
    const other = path.join('other', fs.readdirSync(path.join(cwd, 'other'))[0]!);
    const alone = path.join('alone', fs.readdirSync(path.join(cwd, 'alone'))[0]!);
    expect(await refused(one!)).toBe('losslab: merge: expected all 2 parts, got none of 2\n');
    expect(await refused(one!, two!, two!)).toBe('losslab: merge: expected each part once, got 1, 2, 2\n');
    expect(await refused(one!, other)).toContain(
      'expected parts of one run, got parts 1 and 2 with other settings',
    );
    expect(await refused(one!, alone)).toContain('got 1 without a part');
    expect(await refused()).toContain('expected results of experiment --shard');
  });
});

describe('losslab experiment --shard', () => {
  test.each(['0/3', '4/3', '2', '1/0', 'a/b', '1/2/3'])('refuses %s', async shard => {
    const {code, stderr} = await losslab('experiment', '--seeds', '1-9', '--shard', shard);
    expect([code, stderr]).toEqual([
      2,
      `losslab: --shard: expected a part like 2/5, the second of five, got "${shard}"\n`,
    ]);
  });

  test('wants seeds, and no more parts than seeds', async () => {
    expect((await losslab('experiment', '--shard', '1/2')).stderr).toContain(
      '--shard: expected --seeds beside it',
    );
    expect((await losslab('experiment', '--seeds', '1-2', '--shard', '1/3')).stderr).toContain(
      'expected at most as many parts as seeds, 2, got 3',
    );
  });
});

test('the parts of a run have each seed once, in order, and differ by one seed at most', () => {
  for (const [size, count] of [
    [1000, 7],
    [20, 3],
    [5, 5],
  ] as const) {
    const seeds = Array.from({length: size}, (_, i) => 3 * i);
    const parts = Array.from({length: count}, (_, i) => seedsOf({index: i + 1, count, seeds}));
    expect(parts.flat()).toEqual(seeds);
    const sizes = parts.map(part => part.length);
    expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
  }
  expect(mergeShards([]).problem).toBeDefined();
});
