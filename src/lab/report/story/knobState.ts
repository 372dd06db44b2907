import type {Knob} from '../spoken';

/** Where the images stand when the weight has some value. */
export interface KnobState {
  readonly weight: number;
  /** Of each image: its label's logit minus the greatest other. */
  readonly margins: readonly number[];
  /** How many margins are above 0. */
  readonly right: number;
  /** Mean cross entropy in nats, from the logits. */
  readonly loss: number;
}

/** Positions of the knob to either side of the value. */
export const halfPositions = 100;

/** The weight at a position, −{@link halfPositions} to {@link halfPositions}. */
export function weightAt({value, reach}: Pick<Knob, 'value' | 'reach'>, position: number): number {
  return value + (reach * position) / halfPositions;
}

/**
 * Moves one logit of each image by its unit times the change of the weight; nothing else of the net changes.
 *
 * @example
 * const digits = [{label: 0, unit: 1, logits: [1, 0]}];
 * knobState({...knob, value: 0, logit: 1, digits}, 3).margins;  // [-2]
 */
export function knobState(
  {value, logit, digits}: Pick<Knob, 'value' | 'logit' | 'digits'>,
  weight: number,
): KnobState {
  let [right, sum] = [0, 0];
  const margins = digits.map(({label, unit, logits}) => {
    const moved = logits.map((z, k) => (k === logit ? z + (weight - value) * unit : z));
    const own = moved[label]!;
    const margin = own - Math.max(...moved.filter((_, k) => k !== label));
    if (margin > 0) right++;
    // Relative to the label's logit, so that the exponentials stay small where the loss is.
    sum += Math.log(moved.reduce((total, z) => total + Math.exp(z - own), 0));
    return margin;
  });
  return {weight, margins, right, loss: sum / digits.length};
}

/** Both curves over the weight: a state at every position. */
export function knobCurves(knob: Omit<Knob, 'weight'>): KnobState[] {
  const positions = Array.from({length: 2 * halfPositions + 1}, (_, i) => i - halfPositions);
  return positions.map(position => knobState(knob, weightAt(knob, position)));
}
