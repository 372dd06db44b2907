import {Random} from '../../../random';
import {exactGradient, type Place} from './surface';

/** How a noisy descent is run: x ← x + v, v ← βv − η(∇f + noise). */
interface Method {
  readonly name: 'plain' | 'momentum' | 'slowMomentum';
  readonly rate: number;
  /** β; 0 is gradient descent without momentum. */
  readonly momentum: number;
}

/** With momentum at the same rate, and at the rate with which the way on average is the same: η(1 − β). */
const methods: readonly Method[] = [
  {name: 'plain', rate: 0.1, momentum: 0},
  {name: 'momentum', rate: 0.1, momentum: 0.9},
  {name: 'slowMomentum', rate: 0.01, momentum: 0.9},
];

/** The standard deviation of the noise in each partial derivative, as a mini-batch has it. */
export const noise = 2;

const [warmUp, measuredSteps, shownSteps] = [1000, 50_000, 60];

/** f's second derivative in every direction. */
const curvature = 2;

/**
 * SGD on the surface: the exact gradient plus noise, with and without momentum, from (−3, 4).
 *
 * @returns For each method the first steps of its way, and how it spreads around the minimum once it has
 * arrived, measured over
 *     many steps and on paper.
 */
export function noisyDescents(seed: number) {
  return methods.map((method, i) => {
    const random = new Random(seed).fork(100 + i);
    const walk = new Walk(method, random);
    const way: Place[] = [[-3, 4]];
    while (way.length <= shownSteps) way.push(walk.step());
    for (let step = shownSteps; step < warmUp; step++) walk.step();
    return {...method, way, ...measureSpread(walk), onPaper: spreadOnPaper(method)};
  });
}

class Walk {
  private x: Place = [-3, 4];
  private v: Place = [0, 0];

  constructor(
    private readonly method: Method,
    private readonly random: Random,
  ) {}

  step(): Place {
    const {rate, momentum} = this.method;
    const [g0, g1] = exactGradient(this.x);
    const [v0, v1] = this.v;
    this.v = [
      momentum * v0 - rate * (g0 + noise * this.random.normal()),
      momentum * v1 - rate * (g1 + noise * this.random.normal()),
    ];
    this.x = [this.x[0] + this.v[0], this.x[1] + this.v[1]];
    return this.x;
  }
}

/** Root mean squares of a coordinate and of its change in a step: the minimum is at 0. */
function measureSpread(walk: Walk): {spread: number; stepLength: number} {
  let [squares, changes] = [0, 0];
  let before = walk.step();
  for (let step = 0; step < measuredSteps; step++) {
    const x = walk.step();
    squares += x[0] ** 2 + x[1] ** 2;
    changes += (x[0] - before[0]) ** 2 + (x[1] - before[1]) ** 2;
    before = x;
  }
  return {
    spread: Math.sqrt(squares / (2 * measuredSteps)),
    stepLength: Math.sqrt(changes / (2 * measuredSteps)),
  };
}

/**
 * The same on paper. With a = f″ a coordinate is the autoregressive process x ← (1 + β − ηa)·x − β·x₋₁ −
 * η·noise, with variance
 *
 *     η σ² (1 + β) / (a (1 − β) (2(1 + β) − ηa))
 *
 * @returns Besides the spread the relative standard error of one that is measured: successive places are
 * alike, so that n of
 *     them tell as much as n / (1 + 2 Σ ρ_k²) that are not.
 */
export function spreadOnPaper({rate, momentum}: Omit<Method, 'name'>): {spread: number; error: number} {
  const stiffness = rate * curvature;
  const variance =
    (rate * noise ** 2 * (1 + momentum)) / (curvature * (1 - momentum) * (2 * (1 + momentum) - stiffness));
  const first = 1 + momentum - stiffness;
  let [before, now] = [1, first / (1 + momentum)];
  let sum = 1;
  for (let lag = 1; lag < 2000; lag++) {
    sum += 2 * now ** 2;
    [before, now] = [now, first * now - momentum * before];
  }
  // Of a variance √(2·sum/n), of its root half that; two coordinates.
  return {spread: Math.sqrt(variance), error: Math.sqrt((2 * sum) / (2 * measuredSteps)) / 2};
}
