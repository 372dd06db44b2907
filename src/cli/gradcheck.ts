import {
  checkGradients,
  type DifferentiableFunction,
  type GradientCheck,
  type GradientCheckOptions,
} from '../index';
import type {CliContext} from './context';
import {exitCodes} from './exitCodes';
import {firstLines} from './gradcheck/firstLines';
import {readQuestion, type Question} from './gradcheck/readQuestion';
import type {Library} from './library';
import type {gradcheckOptions} from './options/commandOptions';
import type {OptionValues} from './options/optionSpec';
import {withConsoleOn} from './gradcheck/withConsoleOn';
import {asUsage, UsageError} from './usageError';

/**
 * `losslab gradcheck`: checks the gradient of a function from the user's own module.
 *
 * @returns 0, or 5 if the gradient is not right.
 * @throws {UsageError} If the module, the export or what it gives cannot be used, or the function itself throws.
 */
export async function gradcheck(
  {file: place, json, seed, vector}: OptionValues<typeof gradcheckOptions>,
  {stdout, stderr}: CliContext,
  library: Library,
): Promise<number> {
  // The check itself is in float64; this is for tensors that the user's module makes while it is loaded.
  await library.selectBackend('cpu');
  // What the user's code prints is not the command's output.
  const {name, check} = await withConsoleOn(stderr, async () => {
    const question = await readQuestion(place, seed);
    await registerBackends(question.options.backends ?? [], library);
    return {
      name: question.name,
      check: await ask(question, {seed, ...question.options, ...(vector && {vector})}),
    };
  });
  const text = json ? JSON.stringify(documentOf(name, check), null, 2) : `${name}\n${String(check)}`;
  stdout.write(`${text}\n`);
  return check.ok ? exitCodes.ok : exitCodes.claimFailed;
}

/** Backends of packages that nobody has imported yet, with their own kernels; a name that nobody knows is left to `checkGradients`. */
async function registerBackends(names: readonly string[], {selectBackend}: Library): Promise<void> {
  for (const name of ['wasm', 'tensorflow']) {
    if (names.includes(name)) await asUsage(() => selectBackend(name, {stock: true}));
  }
  await selectBackend('cpu');
}

async function ask({name, fn, inputs}: Question, options: GradientCheckOptions): Promise<GradientCheck> {
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
    return await asUsage(() => checkGradients(watched, inputs, options));
  } catch (error) {
    // An error of the user's own function is not a bug of losslab.
    if (thrown === undefined || error !== thrown) throw error;
    throw new UsageError(`${name}: expected a function that runs on its inputs, got ${firstLines(error)}`, {
      cause: error,
    });
  }
}

/** JSON has no NaN: what was not compared comes out as null. It has no functions either, so `toString` stays out. */
function documentOf(name: string, check: GradientCheck): object {
  return {function: name, ...check};
}
