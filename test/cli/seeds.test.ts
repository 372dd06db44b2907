import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import stringWidth from 'string-width';
import {runCli} from '../../src/cli/runCli';
import {seedTableText} from '../../src/cli/terminal/seedText';
import {choosePalette} from '../../src/cli/terminal/wrapText';
import type {Lab} from '../../src/lab/experiments/experiment';
import {SeedTally, type ResultsDocument} from '../../src/lab/report';
import {sampleClaim, sampleExperiment} from '../lab/report/sampleResults';
import {fakeContext, fakeExperiment, fakeLibrary, fakeSplit} from './fakes';

let cwd: string;
beforeEach(() => (cwd = fs.mkdtempSync(path.join(os.tmpdir(), 'losslab-'))));
afterEach(() => fs.rmSync(cwd, {recursive: true, force: true}));

function resultsIn(): ResultsDocument {
  const reports = path.join(cwd, 'reports');
  const [directory] = fs.readdirSync(reports);
  return JSON.parse(
    fs.readFileSync(path.join(reports, directory!, 'results.json'), 'utf8'),
  ) as ResultsDocument;
}

const failsFor = (bad: number) =>
  fakeExperiment('accuracy', ({seed}) => ({claims: [sampleClaim({holds: seed !== bad, measured: seed})]}));

describe('losslab experiment --seeds', () => {
  test('runs every seed in turn, and reports each claim for each of them', async () => {
    const seen: number[] = [];
    const experiments = [
      fakeExperiment('accuracy', ({seed}) => {
        seen.push(seed);
        return {};
      }),
    ];
    const context = fakeContext({cwd});
    expect(await runCli(['experiment', '--seeds', '1-3,7'], context, fakeLibrary({experiments}))).toBe(0);
    expect(seen).toEqual([1, 2, 3, 7]);
    expect(context.stdout.text).toContain('seeds 1-3, 7 · quick');
    expect(context.stdout.text).toContain('  zeros  ✓✓✓✓  4/4');
    expect(context.stdout.text).toContain('1 experiment. Over 4 seeds: The one claim holds.');
    const results = resultsIn();
    expect(results.seed).toBe(1);
    expect(results.seeds!.seeds).toEqual([1, 2, 3, 7]);
    expect(results.seeds!.claims[0]!.outcomes).toEqual([true, true, true, true]);
  });

  test('exits with 5 where a claim fails for one seed that is not the first, and names it', async () => {
    const context = fakeContext({cwd});
    const library = fakeLibrary({experiments: [failsFor(2)]});
    expect(await runCli(['experiment', '--seeds', '1-3'], context, library)).toBe(5);
    expect(context.stdout.text).toContain('  zeros  ✓✗✓  2/3');
    expect(context.stdout.text).toContain('expected 0, measured 2');
    expect(context.stdout.text).toContain('Over 3 seeds: 1 of 1 claim failed, 0 hold.');
    expect(resultsIn().seeds!.claims[0]!.measured).toEqual([1, 2, 3]);
  });

  test('reads files once, gives each seed splits of its own over the same bytes, and keeps none of its results', async () => {
    const labs: Lab[] = [];
    let loads = 0;
    const loadMnist = () => {
      loads++;
      const source = {kind: 'mnist', origin: '', digest: ''} as const;
      return Promise.resolve({train: fakeSplit(30), test: fakeSplit(10), source});
    };
    const experiments = [
      fakeExperiment('accuracy', lab => {
        labs.push(lab);
        return {};
      }),
    ];
    await runCli(['experiment', '--seeds', '1-3'], fakeContext({cwd}), fakeLibrary({experiments, loadMnist}));
    expect(loads).toBe(1);
    // Trained nets are remembered by their split: one that all seeds shared would hold on to the nets of all.
    expect(new Set(labs.map(({train}) => train)).size).toBe(3);
    expect(new Set(labs.map(({train}) => train.images)).size).toBe(1);
    expect(resultsIn().experiments).toHaveLength(1);
  });

  test('draws other synthetic digits for every seed', async () => {
    const drawn: unknown[] = [];
    const syntheticDigits: ReturnType<typeof fakeLibrary>['syntheticDigits'] = ({seed, split}) => {
      drawn.push([seed, split]);
      return fakeSplit(40);
    };
    const args = ['experiment', '--seeds', '4,5', '--dataset', 'synthetic'];
    await runCli(args, fakeContext({cwd}), fakeLibrary({syntheticDigits}));
    expect(drawn).toEqual([
      [4, 'train'],
      [4, 'test'],
      [5, 'train'],
      [5, 'test'],
    ]);
  });

  test('runs once what does not hang on the seed', async () => {
    let runs = 0;
    const counted = fakeExperiment('accuracy', () => {
      runs++;
      return {};
    });
    const experiments = [{...counted, seedless: true as const}];
    await runCli(['experiment', '--seeds', '1-3'], fakeContext({cwd}), fakeLibrary({experiments}));
    expect(runs).toBe(1);
    expect(resultsIn().seeds!.claims[0]!.outcomes).toHaveLength(3);
  });

  test.each(['3-1', '1,1', '1-3,2', 'a', '1-', '-1', '1.5', '1-2000', '1,,2', '9007199254740993'])(
    'refuses %s before anything runs',
    async seeds => {
      const context = fakeContext({cwd});
      expect(await runCli(['experiment', `--seeds=${seeds}`], context, fakeLibrary())).toBe(2);
      expect(context.stderr.text).toBe(
        `losslab: --seeds: expected different whole numbers like 1-20 or 1,3,7, at most 1,000, got "${seeds}"\n`,
      );
      expect(fs.readdirSync(cwd)).toEqual([]);
    },
  );

  test('refuses --seed beside it', async () => {
    const context = fakeContext({cwd});
    expect(await runCli(['experiment', '--seeds', '1-3', '--seed', '1'], context, fakeLibrary())).toBe(2);
    expect(context.stderr.text).toBe('losslab: --seed: expected either this or --seeds, got both\n');
  });

  test('takes a list out of a configuration file', async () => {
    fs.writeFileSync(path.join(cwd, 'losslab.config.json'), '{"seeds": [2, 5]}');
    expect(await runCli(['experiment'], fakeContext({cwd}), fakeLibrary())).toBe(0);
    expect(resultsIn().seeds!.seeds).toEqual([2, 5]);
  });
});

describe('seedTableText()', () => {
  const plain = choosePalette({stdout: {write: () => undefined}, env: {}});
  const tableOf = (count: number) => {
    const tally = new SeedTally();
    for (let seed = 1; seed <= count; seed++) {
      const claims = [
        sampleClaim({id: 'accuracy.a-name-as-long-as-any-other', holds: seed % 5 !== 0}),
        sampleClaim({id: 'accuracy.mnist', holds: 'skipped', reason: 'needs MNIST'}),
      ];
      tally.add(seed, [sampleExperiment({claims})]);
    }
    return seedTableText(tally.table(), plain);
  };

  test('writes the seeds above their columns, a digit a line', () => {
    const indent = ' '.repeat(31);
    expect(tableOf(12).split('\n')).toEqual([
      '',
      `${indent}         111`,
      `${indent}123456789012`,
      'accuracy',
      '  a-name-as-long-as-any-other  ✓✓✓✓✗✓✓✓✓✗✓✓  10/12',
      '  mnist                        ––––––––––––  skipped',
      '',
      '',
    ]);
  });

  test.each([1, 20, 36, 37, 200])('of %d seeds is at most 80 columns wide', count => {
    for (const line of tableOf(count).split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(80);
    expect(tableOf(count)).toContain(`${count - Math.floor(count / 5)}/${count}`);
  });
});
