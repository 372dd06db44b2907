/* eslint-disable @typescript-eslint/no-require-imports --
   The help of every command is needed at once, their code is not: a static import would load TensorFlow.js for
   `losslab --help`. tsc leaves `import()` to Node's ESM loader, which Jest does not have. */
import * as path from 'node:path';
import {losslabVersion} from '../node/environment';
import {languageOfLocale, languages, render, type Language} from '../lab/language/language';
import {DataUnavailableError, UnwritableError} from '../errors';
import {t, type Text} from '../text';
import {visible} from '../visibleText';
import {commands, everywhere, type CommandName, type OptionsOf} from './commands';
import type {CliContext, Library} from './context';
import {EndedBySignal, endingSignals, exitCodeOf, exitCodes, isToldToUser, textOfError} from './exitCodes';
import {completionScript, shellOf} from './completionScript';
import {completions, helpText} from './helpText';
import {modelNames} from './shippedModels';
import {assertKnownVariables, readConfigFile} from './options/optionSources';
import type {OptionSpecs} from './options/optionSpec';
import {flagName, refuseIgnored, resolveOptions} from './options/resolveOptions';
import {parseArguments} from './parseArguments';

/**
 * What a command does. Its options are its own, its language is that of its context, and the library is the real one unless a test
 * hands over another.
 *
 * @returns The exit code. Errors are thrown; `runCli` turns them into sentences and codes.
 */
export type Action<C extends CommandName> = (
  options: OptionsOf<C>,
  context: CliContext,
  library?: Library,
) => Promise<number>;

/** How to get at the code of each command. */
export const actions: {readonly [C in CommandName]: () => Action<C>} = {
  experiment: () => (require('./experiment') as typeof import('./experiment')).experiment,
  merge: () => (require('./merge') as typeof import('./merge')).merge,
  train: () => (require('./train') as typeof import('./train')).train,
  evaluate: () => (require('./evaluate') as typeof import('./evaluate')).evaluate,
  gradcheck: () => (require('./gradcheck/gradcheck') as typeof import('./gradcheck/gradcheck')).gradcheck,
  report: () => (require('./report') as typeof import('./report')).report,
  compare: () => (require('./compare') as typeof import('./compare')).compare,
  data: () => (require('./data') as typeof import('./data')).data,
  doctor: () => (require('./doctor') as typeof import('./doctor')).doctor,
  native: () => (require('./native/native') as typeof import('./native/native')).native,
};

/**
 * Runs one command line.
 *
 * @param args What stands behind `losslab`.
 * @param fakes In place of the library, in a test.
 * @returns The exit code; nothing is thrown.
 *
 * @example
 * await runCli(['--version'], context);  // 0
 */
export async function runCli(args: readonly string[], context: CliContext, fakes?: Library): Promise<number> {
  const run: Run = {language: languageOfArguments(args, context.env), places: new Map()};
  try {
    // A shell that asks for completions hands over a line that is not finished.
    const isCompletion = args.includes('--get-yargs-completions');
    const parsed = isCompletion ? undefined : parseArguments(args);
    if (parsed?.ask === 'run') return await runCommand(parsed, {run, context, fakes});
    const output =
      parsed === undefined ? completions(args, namesFor) : answerTo(parsed, run.language, context);
    context.stdout.write(`${output}\n`);
    return exitCodes.ok;
  } catch (error) {
    return reportError(error, run, context);
  }
}

/** The text for a command line that runs no command. */
function answerTo(
  parsed: Exclude<ReturnType<typeof parseArguments>, {ask: 'run'}>,
  language: Language,
  {env}: CliContext,
): string {
  if (parsed.ask === 'completion') return completionScript(parsed.shell ?? shellOf(env));
  return parsed.ask === 'help' ? helpText(parsed.command, language) : losslabVersion();
}

/** The names that there are for a command's argument. Those of experiments are known where these are loaded. */
function namesFor(command: CommandName): readonly string[] {
  if (command === 'evaluate') return modelNames();
  if (command !== 'experiment') return [];
  const {experiments} = require('../lab/experiments') as typeof import('../lab/experiments');
  return experiments.map(({id}) => id);
}

/** What is known of a command line so far. */
interface Run {
  language: Language;
  /** The absolute paths among the options, and what an error calls them: whoever named them, or else the option. */
  readonly places: Map<string, {readonly name: string; readonly isGiven: boolean}>;
}

/** The language of a command line that is not parsed yet, for help and errors; else that of the locale, found as POSIX has it. */
export function languageOfArguments(args: readonly string[], env: CliContext['env']): Language {
  const flag = args.findIndex(arg => /^--lang(=|$)/.test(arg));
  const named = flag < 0 ? env['LOSSLAB_LANG'] : (args[flag]!.split('=')[1] ?? args[flag + 1]);
  const locale = env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'];
  return languages.find(language => language === named) ?? languageOfLocale(locale);
}

async function runCommand(
  {command, flags}: {command: CommandName; flags: Readonly<Record<string, unknown>>},
  {run, context, fakes}: {run: Run; context: CliContext; fakes: Library | undefined},
): Promise<number> {
  const {env, cwd} = context;
  assertKnownVariables(env);
  const {values: first, origins: named} = resolveOptions({config: everywhere.config}, {flags, env, cwd});
  if (first.config !== undefined) run.places.set(first.config, {name: named.config!.where, isGiven: true});
  const sources = {flags, env, cwd, config: readConfigFile(first.config, cwd)};
  // Before all others, as it is the language of what is said of them.
  run.language = resolveOptions({lang: everywhere.lang}, sources).values.lang ?? run.language;
  const specs: OptionSpecs = commands[command].options;
  const {values: options, origins} = resolveOptions(specs, sources);
  for (const [name, value] of Object.entries(options)) {
    if (typeof value !== 'string' || specs[name]?.positional) continue;
    run.places.set(value, {name: origins[name]?.where ?? flagName(name), isGiven: name in origins});
  }
  refuseIgnored(options, origins);
  const stderr = options.quiet ? withoutTerminal(context.stderr) : context.stderr;
  const own = {...context, stderr, origins, language: run.language};
  const action = actions[command]() as (...args: unknown[]) => Promise<number>; // the options are those of this command
  return await action(options, own, fakes);
}

/** Progress and messages go to terminals only; this is none. */
function withoutTerminal(stream: CliContext['stderr']): CliContext['stderr'] {
  return {write: text => stream.write(text), isTTY: false};
}

/** The one place where an error becomes a sentence and an exit code. */
function reportError(error: unknown, {language, places}: Run, {stderr, signal}: CliContext): number {
  const code = exitCodeOf(error);
  const isKnown = isToldToUser(error);
  // A name may hold a line's end, and what follows would read as another sentence of losslab's.
  const line = (sentence: Text) => render(sentence, language).replace(/\s*\n\s*/g, ' ');
  const write = (sentence: Text) => stderr.write(`losslab: ${line(sentence)}\n`);
  // Where the last checkpoint could not be written, whoever interrupted has to know.
  if (isKnown) write(sentenceOf(error, places));
  if (signal.aborted) {
    const ender = signal.reason instanceof EndedBySignal ? signal.reason.signal : 'SIGINT';
    write(ender === 'SIGINT' ? t`interrupted` : t`ended by ${ender}`);
    return endingSignals[ender];
  }
  if (isKnown) return code;
  const missing = missingPackage(error);
  if (missing !== undefined) {
    write(t`expected ${missing} to be installed; run npm install ${missing}`);
    return code;
  }
  stderr.write(`${visible(error instanceof Error ? (error.stack ?? error.message) : String(error))}\n\n`);
  write(t`this is a bug. Please report the lines above, the command, and what losslab doctor prints.`);
  return code;
}

/** An error's sentence; of a place that cannot be read or written it begins with the option that named it. */
function sentenceOf(error: Error, places: Run['places']): Text {
  if (error instanceof UnwritableError) {
    const sentence =
      error.kind === 'file'
        ? t`expected a file that can be written, got ${error.message}`
        : t`expected a directory that can be written, got ${error.message}`;
    const option = places.get(error.directory);
    return option === undefined ? sentence : t`${option.name}: ${sentence}`;
  }
  const text = textOfError(error);
  if (!(error instanceof DataUnavailableError) || error.place === undefined) return text;
  const {place} = error;
  const inside = (named: string) => place === named || place.startsWith(named + path.sep);
  const [, giver] = [...places].find(([named, {isGiven}]) => isGiven && inside(named)) ?? [];
  return giver === undefined ? text : t`${giver.name}: ${text}`;
}

/** TensorFlow.js is a peer dependency: the user installs it. */
function missingPackage(error: unknown): string | undefined {
  if ((error as NodeJS.ErrnoException | null)?.code !== 'MODULE_NOT_FOUND') return undefined;
  const peer = '@tensorflow/tfjs';
  try {
    require.resolve(peer);
    return undefined;
  } catch {
    return peer;
  }
}
