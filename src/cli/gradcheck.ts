import {DataUnavailableError} from '../errors';
import type {CliContext} from './context';
import {exitCodes, UsageError} from './exitCodes';
import {checkInChild} from './gradcheck/checkInChild';
import type {CheckOptions, ErrorRecord} from './gradcheck/messages';
import type {gradcheckOptions} from './options/commandOptions';
import type {OptionValues} from './options/optionSpec';
import type {Origins} from './options/resolveOptions';

type Options = OptionValues<typeof gradcheckOptions>;

/**
 * `losslab gradcheck`: checks the gradient of a function or a model from the user's own module.
 *
 * @returns 0 if a check was made and the gradient is right, 5 if it is not.
 * @throws {DataUnavailableError} If there is no such module.
 * @throws {UsageError} If the module, the export or what it gives cannot be used, its function throws, or it keeps the
 *     check from being made.
 */
export async function gradcheck(options: Options, context: CliContext): Promise<number> {
  const {file: place, backend, corrected, json} = options;
  const outcome = await checkInChild(
    {
      place,
      backend,
      corrected,
      options: givenOptions(options, context.origins ?? {}),
      language: context.language ?? 'en',
    },
    context,
  );
  if ('error' in outcome) throw revive(outcome.error);
  const {name, check, text} = outcome;
  // JSON has no NaN: what was not compared comes out as null.
  context.stdout.write(
    json ? `${JSON.stringify({function: name, ...check}, null, 2)}\n` : `${name}\n${text}\n`,
  );
  return check.ok ? exitCodes.ok : exitCodes.claimFailed;
}

/** A default is not to go before what the module says itself. */
function givenOptions(options: Options, origins: Origins): CheckOptions {
  const {budgetEvaluations: evaluations, budgetSeconds: seconds} = options;
  const names = ['vector', 'tolerance', 'entries', 'order', 'seed'] as const;
  const given = names.filter(name => origins[name] !== undefined).map(name => [name, options[name]]);
  const budget = {
    ...(evaluations !== undefined && {evaluations}),
    ...(seconds !== undefined && {seconds}),
  };
  const isCapped = Object.keys(budget).length > 0;
  return {...(Object.fromEntries(given) as CheckOptions), ...(isCapped && {budget})};
}

function revive({name, message, stack, code, exitCode}: ErrorRecord): Error {
  if (exitCode === exitCodes.usage) return new UsageError(message);
  if (exitCode === exitCodes.dataUnavailable) return new DataUnavailableError(message);
  return Object.assign(new Error(message), {name, stack, code});
}
