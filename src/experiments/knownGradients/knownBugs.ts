import type {KnownBug} from './KnownBug';
import {loudBugs} from './loudBugs';
import {secondBugs} from './secondBugs';
import {silentBugs} from './silentBugs';

/**
 * The bugs that the sweep is to find again, each with a derivative that was worked out by hand. The function's output
 * is summed, as `tf.grad` does it.
 */
export const knownBugs: readonly KnownBug[] = [...silentBugs, ...secondBugs, ...loudBugs];
