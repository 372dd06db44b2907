/** checkGradients() against dual numbers, on random compositions of which half are spoiled. `npm run fuzz` has more. */
import type {GradientCheck} from '../../../src/gradients/GradientCheck';
import {compose} from './compose';
import {describeTrial} from './describeTrial';
import {foulOf, tryOut, type Trial} from './referee';
import {sourceOf} from './runnable';
import {drawSpoil, spoilKinds} from './spoils';
import {formatTally, Tally} from './Tally';

const SEEDS = Array.from({length: 300}, (_, i) => i);

describe('checkGradients() on 300 random compositions', () => {
  const trials: Trial[] = [];
  const tally = new Tally();

  beforeAll(async () => {
    for (const seed of SEEDS) {
      trials.push(await tryOut(seed));
      tally.add(trials.at(-1)!);
    }
  });

  test('calls no right gradient wrong and no wrong one right', () => {
    expect(trials.filter(({foul}) => foul !== undefined).map(describeTrial)).toEqual([]);
  });

  test('is asked about at least 40 ops, every kind of spoil, kinks, and large inputs', () => {
    const ops = new Set(trials.flatMap(({composition}) => composition.steps.map(({op}) => op)));
    expect(ops.size).toBeGreaterThan(60);
    expect([...new Set(trials.flatMap(({spoil}) => spoil?.kind ?? []))].sort()).toEqual(
      [...spoilKinds].sort(),
    );
    expect(trials.filter(({composition}) => composition.result.kinked).length).toBeGreaterThan(10);
    expect(trials.some(({composition}) => composition.result.seeds.length >= 1000)).toBe(true);
  });

  test('has something to find: most spoils change the gradient', () => {
    const spoiled = trials.filter(({spoil}) => spoil);
    const changed = spoiled.filter(({deviation}) => (deviation?.relative ?? Infinity) > 1e-2);
    expect({
      of: spoiled.length > 120,
      changed: changed.length / spoiled.length > 0.5,
      tally: formatTally(tally),
    }).toEqual({of: true, changed: true, tally: expect.any(String) as string});
  });

  test.each<[Partial<GradientCheck>, string]>([
    [{ok: true, verdict: 'pass'}, 'false pass'],
    [{ok: true, verdict: 'flat'}, 'false pass'],
    [{ok: false, verdict: 'wrong'}, 'false alarm'],
  ])('would not go unnoticed if it always said %o', (says, foul) => {
    const fouls = trials.map(trial => foulOf({...trial, check: {...trial.check!, ...says}}));
    expect(fouls.filter(found => found === foul).length).toBeGreaterThan(60);
  });
});

test('compose() and drawSpoil() make the same of the same seed, and another of another', () => {
  const sources = [7, 7, 8].map(seed => {
    const composition = compose(seed);
    return sourceOf(composition, drawSpoil(composition));
  });
  expect(sources[0]).toBe(sources[1]);
  expect(sources[0]).not.toBe(sources[2]);
});
