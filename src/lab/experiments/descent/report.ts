import {t} from '../../../text';
import type {Claim, Table} from '../experiment';
import {byName, claim, recordOf, significant, table} from '../reporting';
import type {DescentFindings} from './net';
import {noise} from './noise';

export type Numbers = ReturnType<typeof numbersOf>;

/** What claims, answer and scripts read of the findings. */
export function numbersOf({gradients, steepest, rates, noisy, net}: DescentFindings) {
  const steps = net.firstOrder.steps;
  const ratioAt = (rate: number) => steps.find(step => Math.abs(step.rate / rate - 1) < 1e-6)!.ratio;
  // Below it a difference of two losses is rounding.
  const sloped = net.signs.filter(({derivative}) => Math.abs(derivative) > 1e-6);
  const lowered = sloped.filter(({loss, against}) => against < loss).length;
  const raised = sloped.filter(({loss, along}) => along > loss).length;
  const endOf = (rate: number, method: 'central' | 'exact') => {
    const [x0, x1] = rates.find(each => each.rate === rate && each.method === method)!.end;
    return {x0, x1};
  };
  return {
    gradient: byName(gradients, ({place, numerical: [x0, x1]}) => [`at${place.join('_')}`, {x0, x1}]),
    steepest,
    sign: {places: sloped.length, lowered, raised, wrong: 2 * sloped.length - lowered - raised},
    rates: {
      ...{
        central: endOf(0.1, 'central'),
        central10: endOf(10, 'central'),
        central1e10: endOf(1e-10, 'central'),
      },
      ...{exact: endOf(0.1, 'exact'), exact10: endOf(10, 'exact'), exact1e10: endOf(1e-10, 'exact')},
    },
    firstOrder: {
      small: ratioAt(1e-5),
      middle: ratioAt(0.1),
      large: ratioAt(1),
      squaredNorm: net.firstOrder.squaredNorm,
    },
    noisy: byName(noisy, ({name, spread, stepLength, onPaper}) => [
      name,
      {spread, stepLength, onPaper: onPaper.spread},
    ]),
    arrows: {
      places: net.fields.arrows.cee.length,
      smallStep: net.fields.smallStep,
      ...recordOf(['cee', 'sse', 'accuracy'], objective => {
        const lengths = net.fields.arrows[objective].map(({gradient}) => Math.hypot(...gradient));
        return {longest: Math.max(...lengths), nonZero: lengths.filter(length => length > 0).length};
      }),
    },
  };
}

/** What the numbers show, or do not. */
export function claimsOf(found: DescentFindings, n: Numbers): Claim[] {
  return [...surfaceClaims(found), ...rateClaims(found, n), ...noiseClaims(found), ...netClaims(n)];
}

function surfaceClaims({gradients, steepest}: DescentFindings): Claim[] {
  const off = gradients.flatMap(({numerical, exact}) =>
    numerical.map((value, i) => Math.abs(value - exact[i]!)),
  );
  const [x0, x1] = gradients[0]!.numerical;
  return [
    claim('descent.partials', x0 === 6.00000000000378 && x1 === 7.999999999999119)`
      The book's partial derivatives of x₀² + x₁² at (3, 4), with h = 1e-4, come out to the last digit
      → 6.00000000000378 and 7.999999999999119
      → ${x0} and ${x1}`,
    // 2^-52 of a value up to 25, over 2h: 3e-11.
    claim('descent.gradients', Math.max(...off) <= 3e-11)`
      At (3, 4), (0, 2) and (3, 0) the gradient is (6, 8), (0, 4) and (6, 0): twice the place itself
      → the same to 3e-11
      → ${Math.max(...off)}`,
    // The best of 360 directions is half a degree off at most.
    claim('descent.steepest', steepest <= 0.5)`
      Of 360 directions, a degree apart, a short step lowers f most in the one nearest to −∇f
      → at most half a degree from it
      → ${significant(steepest, 2)} degrees`,
  ];
}

/** As the book prints them. */
const bookEnds = '(−6.1e-10, 8.1e-10), (−2.58984e13, −1.29525e12), (−2.99999994, 3.99999992)';

function rateClaims({rates}: DescentFindings, {rates: ends}: Numbers): Claim[] {
  const {central, central10, central1e10, exact, exact10} = ends;
  const stuck = rates.find(({rate, method}) => rate === 10 && method === 'central')!;
  const isBook =
    near(central, [-6.1e-10, 8.1e-10], 0.01) &&
    near(central10, [-2.58984e13, -1.29525e12], 1e-5) &&
    near(central1e10, [-2.99999994, 3.99999992], 1e-9);
  // Each step multiplies the place by 1 − 2η: 0.8 and −19.
  const isPower =
    near(exact, [-3 * 0.8 ** 100, 4 * 0.8 ** 100], 1e-11) &&
    near(exact10, [-3 * 19 ** 100, 4 * 19 ** 100], 1e-11);
  const isStill = stuck.gradientThere.every(entry => entry === 0) && Math.hypot(...stuck.end) > 1e12;
  const show = ({x0, x1}: {x0: number; x1: number}) => `(${[x0, x1].map(x => significantE(x)).join(', ')})`;
  return [
    claim('descent.book', isBook)`
      From (−3, 4) a hundred steps with central differences end where the book says, for η = 0.1, 10 and 1e-10
      → ${bookEnds}
      → ${show(central)}, ${show(central10)}, (${central1e10.x0.toFixed(8)}, ${central1e10.x1.toFixed(8)})`,
    claim('descent.exact', isPower)`
      With the exact gradient each step multiplies the place by 1 − 2η
      → (−3, 4) times 0.8 and 19 to the 100
      → ${show(exact)} and ${show(exact10)}`,
    claim('descent.rounding', isStill)`
      The book's end for η = 10 is rounding and not the method: there x ± h is x, the difference quotient is 0
      and the descent stops
      → a quotient of (0, 0) more than 1e12 from the minimum
      → (${stuck.gradientThere.join(', ')}) at ${show(central10)}`,
  ];
}

function significantE(value: number): string {
  return value.toExponential(5).replace('e+', 'e');
}

function near(
  {x0, x1}: {x0: number; x1: number},
  [a, b]: readonly [number, number],
  tolerance: number,
): boolean {
  return Math.abs(x0 / a - 1) <= tolerance && Math.abs(x1 / b - 1) <= tolerance;
}

/** Three comparisons: chance puts one of them further off in 1 run of 500,000. */
const errorsOfThree = 5;

function noiseClaims({noisy}: DescentFindings): Claim[] {
  const off = noisy.map(({spread, onPaper}) => Math.abs(spread / onPaper.spread - 1) / onPaper.error);
  const [plain, momentum, slow] = noisy.map(({spread, stepLength}) => ({spread, stepLength}));
  const isWider = momentum!.spread > 2 * plain!.spread;
  const isSmoother = slow!.stepLength < plain!.stepLength / 3;
  return [
    claim('descent.noise', Math.max(...off) <= errorsOfThree)`
      With noise in its gradient SGD does not converge to the minimum: it spreads around it as far as η, β
      and the noise predict
      → within ${errorsOfThree} standard errors of
      ${noisy.map(({onPaper}) => significant(onPaper.spread)).join(', ')}
      → ${noisy.map(({spread}) => significant(spread)).join(', ')}`,
    claim('descent.momentum', isWider && isSmoother)`
      Momentum averages gradients: at the same rate it spreads further, at a rate of η(1 − β) its path is
      smoother
      → more than twice the spread, and steps of less than a third
      → ${significant(momentum!.spread / plain!.spread)} times, and
      ${significant(slow!.stepLength / plain!.stepLength)}`,
  ];
}

function netClaims({sign, firstOrder, arrows}: Numbers): Claim[] {
  const {small, large} = firstOrder;
  const isFirstOrder = Math.abs(small - 1) <= 0.01 && Math.abs(large - 1) > 10 * Math.abs(small - 1);
  return [
    claim('descent.sign', sign.wrong === 0 && sign.places > 0)`
      A short step against the sign of the derivative by one weight lowers the loss, one along it raises it
      → in each place with a derivative
      → lower in ${sign.lowered}, higher in ${sign.raised} of ${sign.places}`,
    claim('descent.first-order', isFirstOrder)`
      Δw = −η∇L changes the loss by −η‖∇L‖² where η is small, and by something else where it is not
      → within 1 % at η = 1e-5, and more than ten times as far off at η = 1
      → ${significant(small, 6)} and ${significant(large, 3)} of it`,
    claim(
      'descent.arrows',
      arrows.cee.nonZero === arrows.places &&
        arrows.sse.nonZero === arrows.places &&
        arrows.accuracy.nonZero === 0,
    )`
      Around the trained net CEE and SSE have an arrow for each of two weights' places, and accuracy has none
      → ${arrows.places}, ${arrows.places} and 0 arrows with a length
      → ${arrows.cee.nonZero}, ${arrows.sse.nonZero} and ${arrows.accuracy.nonZero}`,
  ];
}

const methodNames = {central: t`central differences`, exact: t`exact gradient`};

/** The ends of the descents, the gradients and the noise in numbers. */
export function tablesOf({gradients, rates, noisy, net}: DescentFindings): Table[] {
  return [
    table('gradients', t`The gradient of x₀² + x₁² in three places`, gradients, [
      [t`place`, ({place}) => `(${place.join(', ')})`],
      [t`∂f/∂x₀, central differences`, ({numerical}) => numerical[0]],
      [t`∂f/∂x₁, central differences`, ({numerical}) => numerical[1]],
      [t`exact`, ({exact}) => `(${exact.join(', ')})`],
    ]),
    table('rates', t`Where a hundred steps from (−3, 4) end`, rates, [
      ['η', ({rate}) => rate],
      [t`gradient`, ({method}) => methodNames[method]],
      ['x₀', ({end}) => end[0]],
      ['x₁', ({end}) => end[1]],
    ]),
    table('noise', t`How far SGD spreads around the minimum, with noise of σ = ${noise}`, noisy, [
      ['η', ({rate}) => rate],
      ['β', ({momentum}) => momentum],
      [t`spread`, ({spread}) => spread],
      [t`on paper`, ({onPaper}) => onPaper.spread],
      [t`length of a step`, ({stepLength}) => stepLength],
    ]),
    table('first-order', t`The change of the loss and −η‖∇L‖², on the trained net`, net.firstOrder.steps, [
      ['η', ({rate}) => Number(rate.toPrecision(3))],
      ['ΔL', ({change}) => change],
      ['−η‖∇L‖²', ({predicted}) => predicted],
      [t`quotient`, ({ratio}) => ratio],
    ]),
  ];
}
