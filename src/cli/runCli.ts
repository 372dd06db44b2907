import {losslabVersion} from '../node/environment';
import type {Language} from '../lab/language/language';
import {chooseLanguage, languageOfArguments} from './chooseLanguage';
import {commands, type Command} from './commands';
import type {CliContext} from './context';
import {exitCodeOf, exitCodes} from './exitCodes';
import type {Library} from './library';
import {namingWho} from './namingWho';
import {readConfigFile, type ConfigFile} from './options/configFile';
import {everywhere} from './options/commandOptions';
import {refuseIgnored} from './options/refuseIgnored';
import {originsOf, resolveOptions} from './options/optionSpec';
import {parseArguments} from './parseArguments';
import {UsageError} from './usageError';

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
  try {
    const parsed = parseArguments(args, commands, losslabVersion(), languageOfArguments(args, context.env));
    if (parsed.output !== undefined) {
      context.stdout.write(`${parsed.output}\n`);
      return exitCodes.ok;
    }
    return await runCommand(parsed.command, parsed.flags, context, fakes);
  } catch (error) {
    return reportError(error, context);
  }
}

async function runCommand(
  command: Command,
  flags: Readonly<Record<string, unknown>>,
  context: CliContext,
  fakes?: Library,
): Promise<number> {
  const {env, cwd} = context;
  const config = openConfig(flags, context);
  const sources = {flags, env, config, cwd};
  const options = resolveOptions(command.options, sources);
  const origins = originsOf(command.options, sources);
  refuseIgnored(options, origins);
  const stderr = options.quiet === true ? withoutTerminal(context.stderr) : context.stderr;
  const language = chooseLanguage(options.lang as Language | undefined, env); // as its own option checks
  const own = {...context, stderr, origins, language};
  const action = command.load();
  if (command.standalone) return await action(options, own, undefined as never); // it takes none
  return await action(options, own, fakes ?? loadLibrary());
}

function openConfig(
  flags: Readonly<Record<string, unknown>>,
  {env, cwd}: CliContext,
): ConfigFile | undefined {
  const specs = {config: everywhere.config};
  const known = new Set(
    commands.flatMap(({options}) => Object.keys(options).filter(key => !options[key]?.positional)),
  );
  try {
    return readConfigFile(resolveOptions(specs, {flags, env, cwd}).config, cwd, known);
  } catch (error) {
    throw namingWho(error, originsOf(specs, {flags, env, cwd}).config);
  }
}

function loadLibrary(): Library {
  // Loaded late for the same reason as the commands themselves.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return (require('./library') as typeof import('./library')).library;
}

/** Progress and messages go to terminals only; this is none. */
function withoutTerminal(stream: CliContext['stderr']): CliContext['stderr'] {
  return {write: text => stream.write(text), isTTY: false};
}

function reportError(error: unknown, {stderr, signal}: CliContext): number {
  if (signal.aborted) {
    // Where the last checkpoint could not be written, whoever interrupted has to know.
    if (error instanceof UsageError) stderr.write(`losslab: ${error.message}\n`);
    stderr.write('losslab: interrupted\n');
    return exitCodes.interrupted;
  }
  const code = exitCodeOf(error);
  stderr.write(code === exitCodes.unexpected ? describeBug(error) : `losslab: ${(error as Error).message}\n`);
  return code;
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
  const {code, message} = error as NodeJS.ErrnoException;
  if (code !== 'MODULE_NOT_FOUND') return undefined;
  return /'(@tensorflow\/tfjs[\w-]*)'/.exec(message)?.[1];
}
