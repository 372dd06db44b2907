import {checkGradients, type DifferentiableFunction, type GradientCheck} from '../index';
import type {CliContext} from './context';
import {exitCodes} from './exitCodes';
import {readQuestion, type Question} from './gradcheck/readQuestion';
import type {Library} from './library';
import type {gradcheckOptions} from './options/commandOptions';
import type {OptionValues} from './options/optionSpec';
import {asUsage, UsageError} from './usageError';

/**
 * `losslab gradcheck`: checks the gradient of a function from the user's own module.
 *
 * @returns 0, or 5 if the gradient is not right.
 * @throws {UsageError} If the module, the export or what it gives cannot be used, or the function itself throws.
 */
export async function gradcheck(
  {file: place, json, seed, vector}: OptionValues<typeof gradcheckOptions>,
  {stdout}: CliContext,
  library: Library,
): Promise<number> {
  // The check itself is in float64; this is for tensors that the user's module makes while it is loaded.
  await library.selectBackend('cpu');
  const question = await readQuestion(place, seed);
  const check = await ask(question, {seed, ...(vector && {vector})});
  const text = json
    ? JSON.stringify(documentOf(question.name, check), null, 2)
    : `${question.name}\n${String(check)}`;
  stdout.write(`${text}\n`);
  return check.ok ? exitCodes.ok : exitCodes.claimFailed;
}

async function ask(
  {name, fn, inputs, options}: Question,
  flags: {seed: number; vector?: boolean},
): Promise<GradientCheck> {
  let thrown: unknown;
  const watched: DifferentiableFunction = (...tensors) => {
    try {
      return fn(...tensors);
    } catch (error) {
      thrown = error;
      throw error;
    }
  };
  try {
    return await asUsage(() => checkGradients(watched, inputs, {...options, ...flags}));
  } catch (error) {
    // An error of the user's own function is not a bug of losslab.
    if (thrown === undefined || error !== thrown) throw error;
    throw new UsageError(`${name}: expected a function that runs on its inputs, got ${String(error)}`, {
      cause: error,
    });
  }
}

/** JSON has no NaN: what was not compared comes out as null. It has no functions either, so `toString` stays out. */
function documentOf(name: string, check: GradientCheck): object {
  return {function: name, ...check};
}
