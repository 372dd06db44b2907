import * as errors from '../../src/errors';

const own: readonly (new (...args: never[]) => Error)[] = Object.values(errors);

/**
 * Why an error is none that a caller can act on: its class is no promise of ours, or its sentence is not one of ours.
 *
 * @returns undefined for a good one.
 */
export function complaintAbout(error: unknown): string | undefined {
  if (!(error instanceof Error)) return `threw ${typeof error}`;
  const known = own.some(each => error instanceof each);
  const plain = [TypeError, RangeError, Error].some(each => error.constructor === each);
  const said = error.message.replaceAll('\n', '\\n').slice(0, 160);
  if (!known && !plain) return `threw a ${error.constructor.name}: ${said}`;
  // Of a plain class only our wording tells our errors from those of the engine or of tfjs.
  if (!/^[\w .()/:[\]-]*: (?:.*: )?(?:expected|unknown|has no|the|[\w.]* has no)/.test(error.message)) {
    return known && /expected|unknown|loss of step|download/.test(error.message)
      ? undefined
      : `threw ${error.constructor.name}, not in our words: ${said}`;
  }
  return error.message.includes('\n') ? `said more than a sentence: ${said}` : undefined;
}
