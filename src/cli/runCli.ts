import * as path from 'node:path';
import {environment, losslabVersion} from '../node/environment';
import type {Language} from '../lab/language/language';
import {chooseLanguage, languageOfArguments} from './chooseLanguage';
import {DataUnavailableError, UnwritableError} from '../errors';
import {commands, type Command} from './commands';
import type {CliContext, Library} from './context';
import {exitCodeOf, exitCodes} from './exitCodes';
import {readConfigFile, type ConfigFile} from './options/configFile';
import {everywhere} from './options/commandOptions';
import {
  flagName,
  originsOf,
  refuseIgnored,
  resolveOptions,
  type OptionSources,
} from './options/resolveOptions';
import {parseArguments} from './parseArguments';

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
  const places: Places = new Map();
  try {
    const parsed = parseArguments(args, commands, losslabVersion(), languageOfArguments(args, context.env));
    if (parsed.output !== undefined) {
      context.stdout.write(`${parsed.output}\n`);
      return exitCodes.ok;
    }
    return await runCommand(parsed.command, parsed.flags, {context, places, fakes});
  } catch (error) {
    return reportError(error, places, context);
  }
}

/** The absolute paths among a command's options, and what an error calls them: whoever named them, or else the option. */
type Places = Map<string, {readonly name: string; readonly isGiven: boolean}>;

async function runCommand(
  command: Command,
  flags: Readonly<Record<string, unknown>>,
  {context, places, fakes}: {context: CliContext; places: Places; fakes: Library | undefined},
): Promise<number> {
  const {env, cwd} = context;
  const config = openConfig({flags, env, cwd}, places);
  const sources = {flags, env, config, cwd};
  const options = resolveOptions(command.options, sources);
  const origins = originsOf(command.options, sources);
  for (const [name, value] of Object.entries(options)) {
    if (typeof value !== 'string' || command.options[name]?.positional) continue;
    places.set(value, {name: origins[name]?.where ?? flagName(name), isGiven: origins[name] !== undefined});
  }
  refuseIgnored(options, origins);
  const stderr = options.quiet === true ? withoutTerminal(context.stderr) : context.stderr;
  const language = chooseLanguage(options.lang as Language | undefined, env); // as its own option checks
  const own = {...context, stderr, origins, language};
  const action = command.load();
  if (command.standalone) return await action(options, own, undefined as never); // it takes none
  return await action(options, own, fakes ?? loadLibrary());
}

function openConfig(sources: OptionSources, places: Places): ConfigFile | undefined {
  const specs = {config: everywhere.config};
  const known = new Set(
    commands.flatMap(({options}) => Object.keys(options).filter(key => !options[key]?.positional)),
  );
  const {config: place} = resolveOptions(specs, sources);
  const origin = originsOf(specs, sources).config;
  if (place !== undefined && origin !== undefined) places.set(place, {name: origin.where, isGiven: true});
  return readConfigFile(place, sources.cwd, known);
}

function loadLibrary(): Library {
  // Loaded late for the same reason as the commands themselves.
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- see commands.ts
  return (require('./openData') as typeof import('./openData')).library;
}

/** Progress and messages go to terminals only; this is none. */
function withoutTerminal(stream: CliContext['stderr']): CliContext['stderr'] {
  return {write: text => stream.write(text), isTTY: false};
}

/** The one place where an error becomes a sentence and an exit code. */
function reportError(error: unknown, places: Places, {stderr, signal}: CliContext): number {
  const code = exitCodeOf(error);
  const isKnown = code !== exitCodes.unexpected;
  // Where the last checkpoint could not be written, whoever interrupted has to know.
  if (isKnown) stderr.write(`losslab: ${sentenceOf(error as Error, places)}\n`);
  if (signal.aborted) {
    stderr.write('losslab: interrupted\n');
    return exitCodes.interrupted;
  }
  if (!isKnown) stderr.write(describeBug(error));
  return code;
}

/** An error's sentence; of a place that cannot be had or written it begins with the option that named it. */
function sentenceOf(error: Error, places: Places): string {
  if (error instanceof UnwritableError) {
    const sentence = `expected a directory that can be written, got ${error.message}`;
    const option = places.get(error.directory);
    return option === undefined ? sentence : `${option.name}: ${sentence}`;
  }
  if (!(error instanceof DataUnavailableError) || error.place === undefined) return error.message;
  const {place} = error;
  const inside = (named: string) => place === named || place.startsWith(named + path.sep);
  const [, giver] = [...places].find(([named, {isGiven}]) => isGiven && inside(named)) ?? [];
  return giver === undefined ? error.message : `${giver.name}: ${error.message}`;
}

function describeBug(error: unknown): string {
  const missing = missingPackage(error);
  if (missing !== undefined)
    return `losslab: expected ${missing} to be installed; run npm install ${missing}\n`;
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `${stack}\n\nlosslab: this is not your fault. Please report the lines above, the command, and what losslab doctor prints.\n`;
}

/** TensorFlow.js is a peer dependency: the user installs it. */
function missingPackage(error: unknown): string | undefined {
  if ((error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND') return undefined;
  return environment().tfjs === 'not installed' ? '@tensorflow/tfjs' : undefined;
}
