import {Random} from '../src/random';

test('Random: the same seed gives the same numbers, another seed others', () => {
  const draws = (seed: number) => {
    const random = new Random(seed);
    return Array.from({length: 100}, () => random.uniform());
  };
  expect(draws(7)).toEqual(draws(7));
  expect(draws(7)).not.toEqual(draws(8));
  expect(draws(1)).not.toEqual(draws(1 + 2 ** 32));
});

test('Random.state takes a generator up where it was', () => {
  const random = new Random(3);
  random.normal();
  const resumed = new Random(JSON.parse(JSON.stringify(random.state)) as [number, number, number, number]);
  expect([resumed.bits(), resumed.normal()]).toEqual([random.bits(), random.normal()]);
});

test('Random.uniform and Random.normal have the moments of their distributions', () => {
  const random = new Random(11);
  const size = 100_000;
  const moments = (draw: () => number) => {
    const values = Array.from({length: size}, draw);
    const mean = values.reduce((a, b) => a + b, 0) / size;
    return {mean, deviation: Math.sqrt(values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / size)};
  };
  const uniform = moments(() => random.uniform());
  const normal = moments(() => random.normal());
  // Five standard errors: σ/√n of a mean, about σ/√(2n) of a deviation.
  expect(Math.abs(uniform.mean - 0.5)).toBeLessThan((5 * Math.sqrt(1 / 12)) / Math.sqrt(size));
  expect(Math.abs(uniform.deviation - Math.sqrt(1 / 12))).toBeLessThan(0.004);
  expect(Math.abs(normal.mean)).toBeLessThan(5 / Math.sqrt(size));
  expect(Math.abs(normal.deviation - 1)).toBeLessThan(5 / Math.sqrt(2 * size));
});

test('Random.integer is uniform: chi-square over ten cells', () => {
  const random = new Random(5);
  const counts = new Array<number>(10).fill(0);
  for (let i = 0; i < 50_000; i++) counts[random.integer(10)]!++;
  const chiSquare = counts.reduce((sum, count) => sum + (count - 5000) ** 2 / 5000, 0);
  // 9 degrees of freedom: 27.9 is exceeded once in a thousand.
  expect(chiSquare).toBeLessThan(27.9);
});

test('Random.permutation holds every number once', () => {
  const order = new Random(1).permutation(1000);
  expect([...order].sort((a, b) => a - b)).toEqual(Array.from({length: 1000}, (_, i) => i));
});

test('Random.fork gives unrelated generators that do not disturb their parent', () => {
  const random = new Random(9);
  const expected = new Random(9).bits();
  const forks = [0, 1, 2].map(label => random.fork(label).bits());
  expect(new Set(forks).size).toBe(3);
  expect(random.bits()).toBe(expected);
});

test('Random refuses seeds and bounds that are no whole numbers', () => {
  for (const seed of [-1, 0.5, NaN, 2 ** 53]) expect(() => new Random(seed)).toThrow(/expected a whole seed/);
  for (const bound of [0, NaN, 2.5])
    expect(() => new Random(1).integer(bound)).toThrow(/expected a whole bound/);
});
