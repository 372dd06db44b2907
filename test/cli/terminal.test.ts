import * as fc from 'fast-check';
import {experimentText, runHeading, runSummary} from '../../src/cli/terminal/runText';
import {choosePalette, wrapText, ProgressLine} from '../../src/cli/terminal/wrapText';
import {sampleClaim, sampleExperiment, sampleResults} from '../lab/report/sampleResults';
import {FakeStream} from './fakes';

const plain = choosePalette({stdout: new FakeStream(false), env: {}});

describe('wrapText()', () => {
  test('breaks at blanks and indents', () => {
    expect(wrapText('to be or not', {indent: '  ', width: 8})).toBe('  to be\n  or not');
    expect(wrapText('to be', {indent: '    ', first: '  ✓ '})).toBe('  ✓ to be');
  });

  test('does not part a number from its per cent', () => {
    expect(wrapText('reach 86.2 %.', {width: 10})).toBe('reach\n86.2 %.');
  });

  test('keeps all words in order, and every line of more than one word in its width', () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[a-z]{1,12}$/)),
        fc.integer({min: 5, max: 40}),
        (words, width) => {
          const lines = wrapText(words.join(' '), {width}).split('\n');
          expect(lines.flatMap(line => line.split(' ')).filter(Boolean)).toEqual(words);
          for (const line of lines) expect(line.includes(' ') ? line.length : 0).toBeLessThanOrEqual(width);
        },
      ),
    );
  });
});

describe('choosePalette()', () => {
  const paint = (isTTY: boolean, env: Record<string, string>) =>
    choosePalette({stdout: new FakeStream(isTTY), env}).good('ok');

  test('colours on a terminal only, and not against NO_COLOR', () => {
    expect(paint(true, {})).toBe('\x1b[32mok\x1b[0m');
    expect(paint(false, {})).toBe('ok');
    expect(paint(true, {NO_COLOR: '1'})).toBe('ok');
    expect(paint(true, {TERM: 'dumb'})).toBe('ok');
  });
});

describe('ProgressLine', () => {
  function drawn(stream: FakeStream, times: readonly number[]): FakeStream {
    let now = 0;
    const line = new ProgressLine(stream, {now: () => now});
    for (const time of times) {
      now = time;
      line.update(time / 4000, 'training');
    }
    line.clear();
    return stream;
  }

  test('says nothing of the first second, then how far it is, then takes itself away', () => {
    expect(drawn(new FakeStream(true), [0, 500, 999]).text).toBe('');
    expect(drawn(new FakeStream(true), [0, 2000]).text).toBe(
      `\r${'━'.repeat(12)}${'·'.repeat(12)}  50 %  2.0 s left  training\x1b[K\r\x1b[K`,
    );
  });

  test('redraws at most ten times a second', () => {
    const {text} = drawn(new FakeStream(true), [1000, 1001, 1050, 1099, 1100, 1150]);
    expect(text.match(/training/g)).toHaveLength(2);
  });

  test('fits into a narrow terminal', () => {
    const {text} = drawn(new FakeStream(true, 20), [2000]);
    expect(text.split('\x1b[K')[0]!.slice(1).length).toBeLessThan(20);
  });

  test('writes nothing where there is no terminal', () => {
    expect(drawn(new FakeStream(false), [0, 2000]).text).toBe('');
  });

  test('shows an unknown fraction without a number', () => {
    const stream = new FakeStream(true);
    let now = 0;
    const line = new ProgressLine(stream, {now: () => now});
    now = 2000;
    line.update(NaN, 'downloading');
    expect(stream.text).toContain('downloading');
    expect(stream.text).not.toContain('%');
  });
});

describe('experimentText()', () => {
  test('shows question, answer, numbers and what became of each claim', () => {
    const claims = [
      sampleClaim(),
      sampleClaim({holds: false, statement: 'It is near', measured: 0.25}),
      sampleClaim({holds: 'skipped', statement: 'MNIST'}),
      sampleClaim({holds: 'skipped', statement: 'CEE', reason: 'needs MNIST'}),
    ];
    expect(experimentText(sampleExperiment({claims}), plain, {allClaims: true})).toBe(
      [
        `accuracy${' '.repeat(67)}1.3 s`,
        'Why not maximise accuracy itself?',
        '  Its derivative is 0.',
        '',
        '    weights  39,760',
        '',
        '  1 of 4 claims failed, 1 holds, 2 skipped.',
        '  ✓ Every entry is 0',
        '  ✗ It is near',
        '      expected 0, measured 0.25',
        '  – MNIST (skipped)',
        '  – CEE (skipped: needs MNIST)',
        '',
        '',
      ].join('\n'),
    );
  });

  test('counts the claims that hold, and shows only the others in full', () => {
    const held = [1, 2, 3].map(() => sampleClaim());
    const skipped = sampleClaim({holds: 'skipped', statement: 'CEE', reason: 'needs MNIST'});
    const lines = (claims: Parameters<typeof sampleExperiment>[0] & object) =>
      experimentText(sampleExperiment(claims), plain).trimEnd().split('\n').slice(6);
    expect(lines({claims: held})).toEqual(['  All 3 claims hold.']);
    expect(lines({claims: [...held, skipped]})).toEqual([
      '  3 of 4 claims hold, 1 skipped.',
      '  – CEE (skipped: needs MNIST)',
    ]);
    expect(lines({claims: []})).toEqual([]);
  });

  test('stays within 80 characters', () => {
    const long = 'a rather long sentence '.repeat(20);
    const claims = [sampleClaim({statement: long, expected: long, holds: false})];
    const text = experimentText(sampleExperiment({question: long, answer: long, claims}), plain);
    expect(Math.max(...text.split('\n').map(line => line.length))).toBeLessThanOrEqual(80);
  });
});

test('runHeading() and runSummary() name data, backend, seed, profile and the page', () => {
  const results = sampleResults({data: {...sampleResults().data, note: 'Not what you asked for.'}});
  expect(runHeading({...results, seeds: [results.seed]}, plain)).toBe(
    'losslab 0.1.0 · MNIST, 60,000 + 10,000 images · wasm · seed 1 · quick\nMNIST is not available: synthetic digits instead (losslab data says why).\n\n',
  );
  expect(runSummary(results, 'reports/x/index.html', plain)).toBe(
    [
      '1 experiment. The one claim holds.',
      'data  MNIST, 60,000 + 10,000 images (~/mnist)',
      'run   wasm · seed 1 · quick · 1 min 01 s',
      'page  reports/x/index.html',
      '',
    ].join('\n'),
  );
});
