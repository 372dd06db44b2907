import {constant, isNear, kink, smooth, unclear, type Dual} from '../Dual';
import {mapEntries, type DualArray} from '../DualArray';
import {drawScale, pick, type Application, type Op} from './Op';

/** A function of straight or smooth pieces that hangs together: at each of `kinks` its slopes differ. */
interface Pieces {
  readonly value: (x: number) => number;
  /** The slope at `x`, which is no kink, or just beside it on the given side. */
  readonly slope: (x: number, side: -1 | 0 | 1) => number;
  readonly kinks: readonly number[];
}

const SELU_SCALE = 1.0507009873554805;
const SELU_ALPHA = 1.6732632423543772;

/** Kinked functions of one number, and staircases. */
export const kinkedOps: readonly Op[] = [
  op('abs', () => pieces('tf.abs($0)', bent(-1, 1))),
  op('relu', () => pieces('tf.relu($0)', bent(0, 1))),
  op('relu6', () => pieces('tf.relu6($0)', clipped(0, 6))),
  op('leakyRelu', random => {
    const alpha = pick(random, [0.25, 0.5, 0.0625]);
    return pieces(`tf.leakyRelu($0, ${alpha})`, bent(alpha, 1));
  }),
  op('selu', () =>
    pieces('tf.selu($0)', {
      value: x => SELU_SCALE * (x < 0 ? SELU_ALPHA * Math.expm1(x) : x),
      slope: (x, side) => SELU_SCALE * (x < 0 || (x === 0 && side < 0) ? SELU_ALPHA * Math.exp(x) : 1),
      kinks: [0],
    }),
  ),
  op('clipByValue', random => {
    const bound = pick(random, [0.5, 1, 2, drawScale(random, 1e-3, 1e3)]);
    const low = pick(random, [0, -bound, -2 * bound]);
    return pieces(`tf.clipByValue($0, ${low}, ${bound})`, clipped(low, bound));
  }),
  op('step', () =>
    staircase(
      'tf.step($0)',
      x => Number(x > 0),
      x => (x > -0.5 && x < 0.5 ? 0 : NaN),
    ),
  ),
  op('sign', () => staircase('tf.sign($0)', Math.sign, x => (x > -0.5 && x < 0.5 ? 0 : NaN))),
  op('floor', () => staircase('tf.floor($0)', Math.floor, Math.round)),
  op('ceil', () => staircase('tf.ceil($0)', Math.ceil, Math.round)),
  op('round', () => staircase('tf.round($0)', Math.round, x => Math.floor(x) + 0.5)),
  op('cast', () => ({
    ...staircase("tf.cast(tf.cast($0, 'int32'), 'float32')", Math.trunc, Math.round),
    fault: 'cast to int32 is a staircase; tfjs passes dy through',
  })),
];

function op(name: string, draw: Op['draw']): Op {
  const takes = (x: DualArray) => name !== 'cast' || x.entries.every(e => Math.abs(e.value) < 1e6);
  return {name, operands: 1, draw: (random, x) => (takes(x) ? draw(random, x) : undefined)};
}

function bent(left: number, right: number): Pieces {
  const slope = (x: number, side: number) => (x < 0 || (x === 0 && side < 0) ? left : right);
  return {value: x => slope(x, 1) * x, slope, kinks: [0]};
}

function clipped(low: number, high: number): Pieces {
  return {
    value: x => Math.min(Math.max(x, low), high),
    slope: (x, side) => {
      const above = x > low || (x === low && side > 0);
      const below = x < high || (x === high && side < 0);
      return Number(above && below);
    },
    kinks: [low, high],
  };
}

function pieces(call: string, {value, slope, kinks}: Pieces): Application {
  return {call, apply: x => mapEntries(x, entry)};

  function entry(x: Dual): Dual {
    const y = value(x.value);
    if (!kinks.includes(x.value)) {
      return unclear(
        smooth(y, slope(x.value, 0), x),
        kinks.some(at => isNear(x, at)),
      );
    }
    const [left, right] = [slope(x.value, -1), slope(x.value, 1)];
    const steepest = Math.max(Math.abs(left), Math.abs(right));
    return kink(y, ([t]) => (t! > 0 ? right * t! : left * t!), [x], steepest);
  }
}

/** Slope 0, but for the jumps, where there is none. */
function staircase(
  call: string,
  value: (x: number) => number,
  nearestJump: (x: number) => number,
): Application {
  const entry = (x: Dual): Dual => {
    const jump = nearestJump(x.value);
    const flat = {...constant(value(x.value)), kinked: x.kinked, unclear: x.unclear};
    // Whole numbers are exact where no seed reaches them; a ½ that was computed may be one on either side.
    const isExact = x.seeds.length === 0 && x.value === jump && Number.isInteger(jump);
    return unclear(flat, !isExact && (x.value === jump || isNear(x, jump)));
  };
  return {call, apply: x => mapEntries(x, entry)};
}
