import {onFloat64} from '../../../src/backends/float64';
import {checkGradients} from '../../../src/gradients/checkGradients';
import type {GradientCheck, Verdict} from '../../../src/gradients/GradientCheck';
import {chance} from './ops/Op';
import {Random} from '../../../src/random';
import {compose, type Composition} from './compose';
import {runnable, sourceOf} from './runnable';
import {drawSpoil, type Spoil} from './spoils';
import {analyticOf, largestDeviation, valueDeviation, type Deviation} from './truth';

/** What must not happen. */
export type Foul =
  | 'false alarm' // wrong is what the check says of a right gradient
  | 'false pass' // the check is ok, and an error above its resolution is there
  | 'unexplained' // tfjs's own gradient is wrong, and no op of the composition is known for it
  | 'crash' // the check throws
  | 'another value'; // tfjs and the dual numbers compute different things

/** One composition, checked, with what the dual numbers say of it. */
export interface Trial {
  readonly seed: number;
  readonly composition: Composition;
  readonly spoil?: Spoil;
  readonly source: string;
  /** Undefined if the check threw `crash`. */
  readonly check?: GradientCheck;
  readonly crash?: string;
  /** The largest error of the gradient that was checked; undefined where tfjs throws in place of a gradient. */
  readonly deviation?: Deviation;
  /** tfjs's known errors that are in it. */
  readonly faults: readonly string[];
  readonly foul?: Foul;
}

/** A right gradient agrees with the dual numbers to this; the checker tolerates a hundred times as much. */
const RIGHT = 1e-6;
/** Values agree to this, relative to what rounding can do. */
const SAME_VALUE = 1e-9;

/** Composes, spoils every second one, checks, and judges the check. */
export async function tryOut(seed: number): Promise<Trial> {
  const composition = compose(seed);
  const spoil = chance(new Random(seed).fork(1_000_002), 0.5) ? drawSpoil(composition) : undefined;
  const source = sourceOf(composition, spoil);
  const fn = runnable(source);
  const {value, gradients, error} = await onFloat64(() => analyticOf(fn, composition));
  const inputs = composition.inputs.map(({values, shape}) => nested(values, shape));
  const checked = await checkGradients(fn, inputs, {seed}).then(
    check => ({check}),
    (thrown: unknown) => ({crash: String(thrown)}),
  );
  const deviation = gradients && largestDeviation(composition, gradients);
  const faults = faultsOf(composition);
  const trial = {
    seed,
    composition,
    source,
    ...checked,
    faults,
    ...(spoil && {spoil}),
    ...(deviation && {deviation}),
  };
  const isAnother = valueDeviation(composition, value) > SAME_VALUE;
  const foul = isAnother ? 'another value' : foulOf(trial, error);
  return {...trial, ...(foul && {foul})};
}

/** The smallest relative error of one entry that the check promises to notice. */
function resolutionOf(check: GradientCheck): number {
  // Null where nothing was compared: then nothing may be called ok.
  return check.resolution ?? 0;
}

/** What is foul about the check of a trial; `error` is what tfjs throws in place of a gradient. */
export function foulOf(trial: Omit<Trial, 'foul'>, error?: string): Foul | undefined {
  const {check, deviation, faults, spoil, composition} = trial;
  if (!check) return 'crash';
  const relative = deviation?.relative ?? Infinity;
  if (check.ok && relative > resolutionOf(check)) return 'false pass';
  if (spoil) return undefined;
  const isExplained = faults.length > 0 || composition.result.kinked;
  if ((error !== undefined || relative > RIGHT) && !isExplained) return 'unexplained';
  return alarms.includes(check.verdict) && relative <= RIGHT ? 'false alarm' : undefined;
}

/** None of them is true of a right gradient of a pure, smooth or kinked function. */
const alarms: readonly Verdict[] = ['wrong', 'nondeterministic', 'refused', 'unsupported'];

function faultsOf({steps}: Composition): string[] {
  return [...new Set(steps.flatMap(({op, fault}) => (fault === undefined ? [] : [`${op}: ${fault}`])))];
}

type Nested = number | readonly Nested[];

/** Row by row as nested arrays, which keep the shape. */
function nested(values: ArrayLike<number>, shape: readonly number[]): Nested[] {
  const rows = values.length / shape[0]!;
  return Array.from({length: shape[0]!}, (_, i) => {
    if (shape.length === 1) return values[i]!;
    return nested(
      Array.from({length: rows}, (__, k) => values[i * rows + k]!),
      shape.slice(1),
    );
  });
}
