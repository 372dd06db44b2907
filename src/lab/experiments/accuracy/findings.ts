import type {Alternative} from './alternatives';
import type {Ascent, Staircase} from './differenceQuotients';
import type {Control} from './descendControl';
import type {Flatness} from './flatness';
import type {GradientHistogram} from './gradientHistogram';
import type {Mechanisms, StraightThrough} from './mechanisms';
import type {objectives} from './objectives';

/** Non-zero difference quotients of one objective at one state of the net. */
export interface Count {
  state: 'start' | 'trained';
  objective: keyof typeof objectives;
  nonZero: number;
  histogram: GradientHistogram;
}

/** Accuracy's difference quotients for one h. */
export interface StepSize {
  h: number;
  nonZero: number;
  /** The least absolute value that is not 0; NaN if all are. */
  least: number;
  /** 1/(2hN): what one image that changes sides is worth. */
  quantum: number;
}

export interface AccuracyFindings {
  mechanisms: Mechanisms;
  parameters: number;
  /** Pixels that are black in every image of the batch. */
  deadPixels: number;
  hidden: number;
  counts: readonly Count[];
  sweep: readonly StepSize[];
  staircases: readonly Staircase[];
  /** At the start and after training. */
  flatness: readonly Flatness[];
  ascents: readonly Ascent[];
  control: Control;
  straightThrough: StraightThrough;
  alternatives: readonly Alternative[];
}
