import {CorruptDataError} from '../../../src/errors';
import {pageTools} from '../../../src/node/pageTools';
import {
  countSeeds,
  formatSeeds,
  outcomeOverSeeds,
  parseResults,
  renderAppendix,
  reproduceCommand,
  SeedTally,
  serializeResults,
} from '../../../src/lab/report';
import {compareResults} from '../../../src/lab/report/compareResults';
import {sayAll} from '../../../src/lab/report/spoken';
import {sampleClaim, sampleExperiment, sampleResults} from './sampleResults';

const tally = new SeedTally();
for (const [seed, holds] of [
  [1, true],
  [2, false],
  [3, true],
  [9, true],
] as const) {
  const claims = [
    sampleClaim({holds, measured: seed === 2 ? NaN : seed / 4}),
    sampleClaim({id: 'mnist', statement: 'On MNIST', holds: 'skipped', reason: 'needs MNIST'}),
    sampleClaim({id: 'sure', statement: 'It is sure'}),
  ];
  tally.add(seed, [sampleExperiment({claims})]);
}
const table = tally.table();
const results = sampleResults({seeds: table});
const page = renderAppendix(results, pageTools());

test('SeedTally keeps the outcome and the measurement of every claim for every seed', () => {
  expect(table.seeds).toEqual([1, 2, 3, 9]);
  expect(table.claims.map(({experiment, id, outcomes}) => [experiment, id, outcomes])).toEqual([
    ['accuracy', 'zeros', [true, false, true, true]],
    ['accuracy', 'mnist', Array(4).fill('skipped')],
    ['accuracy', 'sure', Array(4).fill(true)],
  ]);
  expect(table.claims[0]!.measured).toEqual([0.25, NaN, 0.75, 2.25]);
  expect(table.claims.map(({reason}) => reason)).toEqual([undefined, 'needs MNIST', undefined]);
});

test('a claim that a seed does not make is skipped for it', () => {
  const uneven = new SeedTally();
  uneven.add(1, [sampleExperiment()]);
  uneven.add(2, [sampleExperiment({claims: [sampleClaim({id: 'new'})]})]);
  expect(uneven.table().claims.map(({id, outcomes}) => [id, outcomes])).toEqual([
    ['zeros', [true, 'skipped']],
    ['new', ['skipped', true]],
  ]);
});

test('a claim that fails for one seed has failed, and one that is skipped for all is skipped', () => {
  expect(table.claims.map(outcomeOverSeeds)).toEqual([
    {holds: false},
    {holds: 'skipped', reason: 'needs MNIST'},
    {holds: true},
  ]);
  expect(countSeeds(table.claims[0]!, table.seeds)).toEqual({held: 3, judged: 4, failed: [2]});
});

test.each([
  [[1, 2, 3, 7], '1-3,7'],
  [[7], '7'],
  [[4, 3, 2], '4,3,2'],
  [[1, 2], '1-2'],
])('formatSeeds(%j) is %s', (seeds, text) => {
  expect(formatSeeds(seeds)).toBe(text);
});

test('the page has all claims and seeds in one table, the failures above it, and a headline over all seeds', () => {
  const text = page
    .replace(/<style>[^]*<\/style>/, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');
  expect(text).toContain('✗ Over 4 seeds: 1 of 3 claims failed, 1 holds, 1 skipped (needs MNIST: 1).');
  expect(text).toContain('claim holds 1 2 3 9 Every entry is 0 3/4 ✓ ✗ ✓ ✓');
  expect(text).toContain('On MNIST – – – – – It is sure 4/4 ✓ ✓ ✓ ✓');
  expect(text).toContain('seed 2: Every entry is 0 measured NaN');
  expect(text).toContain('--seeds 1-3,9');
});

test('a run with several seeds is repeated and compared with all of them', () => {
  expect(reproduceCommand(results)).toContain(' --seeds 1-3,9 ');
  expect(sayAll(compareResults(sampleResults(), results).settings)).toEqual([
    {name: 'seed', a: '1', b: '1-3,9'},
  ]);
});

test('results.json keeps the table, and gives the same page again', () => {
  const read = parseResults(serializeResults(results), 'a.json');
  expect(read.seeds).toEqual(table);
  expect(renderAppendix(read, pageTools())).toBe(page);
});

test.each([
  [
    {outcomes: [true, false, 'maybe', true]},
    'a.json: expected seeds.claims[0].outcomes[2] to be true, false or "skipped", got "maybe"',
  ],
  [{outcomes: [true]}, 'a.json: expected seeds.claims[0] to have 4 outcomes and measurements, got 1 and 4'],
  [{measured: {}}, 'a.json: expected seeds.claims[0].measured to be a list, got {}'],
])('parseResults() refuses a table with %j', (change, sentence) => {
  const [first, ...rest] = table.claims;
  const broken = {...results, seeds: {...table, claims: [{...first, ...change}, ...rest]}};
  expect(() => parseResults(serializeResults(broken as unknown as typeof results), 'a.json')).toThrow(
    new CorruptDataError(sentence),
  );
});
