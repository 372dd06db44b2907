import {correctGradients} from '../../corrections';
import {formatCheck} from '../../gradients/checking/formatCheck';
import {render} from '../../lab/language/language';
import {
  checkGradients,
  checkModelGradients,
  type GradientCheck,
  type GradientCheckOptions,
} from '../../index';
import {selectBackend} from '../../node';
import {exitCodeOf, exitCodes, UsageError} from '../exitCodes';
import {firstLines} from '../../node/loadUserModule';
import {t} from '../../text';
import type {Job, Outcome} from './gradcheck';
import {readQuestion, type Question} from './readQuestion';

/**
 * Reads the question in the user's module and has it checked, in the process that the module may do with as it likes.
 *
 * @throws {DataUnavailableError} If there is no such file.
 * @throws {UsageError} If the module, the export or what it gives cannot be used, or its function throws.
 */
export async function askChecker({place, options, backend, corrected, language}: Job): Promise<Outcome> {
  // The check itself is in float64; this is for tensors that the user's module makes while it is loaded.
  await selectBackend('cpu');
  if (corrected) correctGradients(); // the process ends with the check
  const question = await readQuestion(place, options.seed ?? 1);
  // Each of its two parts goes before the module's own.
  const budget = options.budget && {budget: {...question.options.budget, ...options.budget}};
  const named = backend === undefined ? {} : {backends: [await openBackend(backend)]};
  const all: GradientCheckOptions = {seed: 1, ...question.options, ...options, ...budget, ...named};
  for (const name of ['wasm', 'tensorflow']) {
    if (all.backends?.includes(name)) await openBackend(name);
  }
  await selectBackend('cpu');
  const check = await ask(question, all);
  const numbers = {...check, toString: undefined};
  return {name: question.name, check: numbers, text: formatCheck(check, said => render(said, language))};
}

/** A backend whose package nobody may have imported yet, with its own kernels. */
function openBackend(name: string): Promise<string> {
  return selectBackend(name, {stock: true});
}

async function ask(question: Question, options: GradientCheckOptions): Promise<GradientCheck> {
  let thrown: {error: unknown} | undefined;
  const watch =
    <A extends unknown[], R>(fn: (...values: A) => R) =>
    (...values: A): R => {
      try {
        return fn(...values);
      } catch (error) {
        thrown = {error};
        throw error;
      }
    };
  try {
    if ('fn' in question) return await checkGradients(watch(question.fn), question.inputs, options);
    const {model, loss, xs, ys} = question;
    return await checkModelGradients(model, watch(loss), xs, ys, options);
  } catch (error) {
    // An error of the user's own function is not a bug of losslab.
    const own = 'model' in question || (thrown !== undefined && error === thrown.error);
    if (!own || exitCodeOf(error) === exitCodes.usage) throw error;
    throw new UsageError(
      t`${question.name}: expected a function that runs on its inputs, got ${firstLines(error)}`,
      {cause: error},
    );
  }
}
