/**
 * `losslab/corrections`: right gradients for what tfjs gets wrong or lacks. Short because it only names; the
 * table is in corrections.ts, with a line for each of the other files.
 */
import {corrections as table} from './corrections';

export {correctGradients, type CorrectGradientsOptions} from './correctGradients';

/**
 * What `correctGradients` corrects: the op, what tfjs does wrong, and the version of tfjs in which that was
 * seen.
 */
export const corrections: readonly {readonly op: string; readonly fault: string; readonly since: string}[] =
  Object.freeze(table.map(({op, fault, since}) => Object.freeze({op, fault, since})));
