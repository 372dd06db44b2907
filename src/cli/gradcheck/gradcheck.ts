import * as path from 'node:path';
import {DataUnavailableError} from '../../errors';
import type {GradientCheck, GradientCheckOptions} from '../../index';
import type {Language} from '../../lab/language/language';
import {nameOfPlace} from '../../node/loadUserModule';
import {runInChild} from '../../node/runInChild';
import {t, type Text} from '../../text';
import {visible} from '../../visibleText';
import type {OptionsOf} from '../commands';
import type {CliContext} from '../context';
import {exitCodes, UsageError} from '../exitCodes';
import type {Origins} from '../options/resolveOptions';

type Options = OptionsOf<'gradcheck'>;

/** What the command asks the process in which the user's module runs. */
export interface Job {
  /** An absolute path, with or without `#export`. */
  readonly place: string;
  /** Only those that somebody gave: they go before the module's own. */
  readonly options: GradientCheckOptions;
  /** A tfjs backend to compare on, as `selectBackend` takes it. */
  readonly backend: string | undefined;
  /** Whether tfjs's own gradients are corrected first. */
  readonly corrected: boolean;
  /** Of the text that comes back. */
  readonly language: Language;
}

/** What comes back: a check that was made, or the error in its place. */
export type Outcome =
  | {
      readonly name: string;
      /** Without its method, which cannot go from one process to another. */
      readonly check: Omit<GradientCheck, 'toString'>;
      readonly text: string;
    }
  | {readonly error: ErrorRecord};

/** An error on its way from one process to another, where classes get lost. */
export interface ErrorRecord {
  readonly name: string;
  readonly text: Text;
  readonly stack?: string | undefined;
  readonly code?: string | undefined;
  /** What it would end the command with. */
  readonly exitCode: number;
}

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
  const {origins = {}, language = 'en', stdout, stderr} = context;
  const job: Job = {place, backend, corrected, options: givenOptions(options, origins), language};
  const childFile = path.join(__dirname, `child${path.extname(__filename)}`);
  const end = await withinBudget(options, context.signal, signal =>
    runInChild<Outcome>(childFile, job, {...context, signal, onOutput: text => stderr.write(text)}),
  );
  if (!('answer' in end)) {
    const {code, killer} = end;
    const got = killer === null ? t`an exit with code ${String(code)}` : t`an end by ${killer}`;
    throw new UsageError(t`${nameOfPlace(place)}: expected a module that lets the check finish, got ${got}`);
  }
  if ('error' in end.answer) throw revive(end.answer.error);
  const {name, check, text} = end.answer;
  // JSON has no NaN: what was not compared comes out as null.
  const document = () => JSON.stringify({function: name, ...check}, null, 2);
  stdout.write(`${visible(json ? document() : `${name}\n${text}`)}\n`);
  return check.ok ? exitCodes.ok : exitCodes.claimFailed;
}

/** Seconds that a check may take beyond its budget: the module is loaded before it begins, and its first looks are made in any case. */
const grace = 60;

/**
 * Ends what outlasts its budget. The checker looks at the clock between two calls, and so cannot end a function that never returns.
 *
 * @throws {UsageError} If it had to.
 */
async function withinBudget<T>(
  {file: place, budgetSeconds}: Options,
  interrupt: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  if (budgetSeconds === undefined) return work(interrupt);
  const timeout = AbortSignal.timeout(Math.min((budgetSeconds + grace) * 1000, 2 ** 31 - 1));
  try {
    return await work(AbortSignal.any([interrupt, timeout]));
  } catch (error) {
    if (!timeout.aborted || interrupt.aborted) throw error;
    throw new UsageError(
      t`${nameOfPlace(place)}: expected a check within ${budgetSeconds} s, got none in ${grace} s more`,
      {cause: error},
    );
  }
}

/** A default is not to go before what the module says itself. */
function givenOptions(options: Options, origins: Origins): GradientCheckOptions {
  const {budgetEvaluations: evaluations, budgetSeconds: seconds} = options;
  const names = ['vector', 'tolerance', 'entries', 'order', 'seed'] as const;
  const given = names.filter(name => origins[name] !== undefined).map(name => [name, options[name]]);
  const isCapped = evaluations !== undefined || seconds !== undefined;
  const budget = {...(evaluations !== undefined && {evaluations}), ...(seconds !== undefined && {seconds})};
  return {...(Object.fromEntries(given) as GradientCheckOptions), ...(isCapped && {budget})};
}

function revive({name, text, stack, code, exitCode}: ErrorRecord): Error {
  if (exitCode === exitCodes.dataUnavailable) return new DataUnavailableError(text);
  const error = new UsageError(text);
  return exitCode === exitCodes.usage ? error : Object.assign(new Error(error.message), {name, stack, code});
}
