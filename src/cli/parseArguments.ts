import {parseArgs} from 'node:util';
import {t, type Text} from '../text';
import {commandNames, commands, everywhere, type Command, type CommandName} from './commands';
import {UsageError} from './exitCodes';
import {shells, type Shell} from './completionScript';
import type {OptionSpec} from './options/optionSpec';
import {flagName, unknownName, wrongValue} from './options/resolveOptions';

/** What a command line asks for. */
export type ParsedArguments =
  | {readonly ask: 'help' | 'version'; readonly command: CommandName | undefined}
  | {readonly ask: 'completion'; readonly shell: Shell | undefined}
  | {readonly ask: 'run'; readonly command: CommandName; readonly flags: Readonly<Record<string, unknown>>};

/**
 * Splits a command line into a command and its flags' texts. Values are not looked at here: `resolveOptions` checks those of
 * all sources with one sentence. Node's own parser does the splitting, and yargs the help and the completions (`helpText.ts`): yargs
 * would take the names of Object's methods for options, the last of two flags, and `--json=maybe` for true, would check flags
 * alone, and knows no nearest option.
 *
 * @throws {UsageError} If there is no such command or option, an option is given twice or lacks its value, or the arguments
 *   are too few or too many.
 *
 * @example
 * parseArguments(['data', '--no-json', '--seed', '3']);  // {ask: 'run', command: 'data', flags: {json: false, seed: '3'}}
 */
export function parseArguments(args: readonly string[]): ParsedArguments {
  const {tokens} = parseArgs({
    args: [...args],
    options: allFlags(),
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const words = tokens.flatMap(token => (token.kind === 'positional' ? [token.value] : []));
  const [name, ...rest] = words;
  const isCompletion = name === 'completion';
  const command = commandNames.find(known => known === name);
  const hint = command === undefined ? t`see losslab --help` : t`see losslab ${command} --help`;
  const fail = (error: UsageError) => new UsageError(t`${error.text} (${hint})`);
  if (name !== undefined && command === undefined && !isCompletion) {
    throw fail(unknownName(t`unknown command ${name}`, name, [...commandNames, 'completion']));
  }
  const options = command === undefined ? everywhere : commands[command].options;
  const flags: Record<string, unknown> = {};
  for (const token of tokens) {
    if (token.kind === 'option') readFlag(token, {options, flags, fail});
  }
  if (flags['version']) return {ask: 'version', command};
  if (flags['help']) return {ask: 'help', command};
  if (isCompletion) return {ask: 'completion', shell: readShell(rest, fail)};
  // Nothing asked for, nothing wrong: who types the name alone wants to know what there is.
  if (command === undefined && args.length === 0) return {ask: 'help', command};
  if (command === undefined) throw fail(new UsageError(t`expected a command`));
  return {ask: 'run', command, flags: {...flags, ...readPositionals(rest, {options, fail})}};
}

type OptionToken = Extract<NonNullable<ReturnType<typeof parseArgs>['tokens']>[number], {kind: 'option'}>;

interface Reading {
  readonly options: Command['options'];
  /** Of the command line, with where to get help. */
  readonly fail: (error: UsageError) => UsageError;
}

function readFlag(
  token: OptionToken,
  {options, flags, fail}: Reading & {flags: Record<string, unknown>},
): void {
  const {name, rawName, value, inlineValue} = token;
  const own = {...options, ...general};
  const known = Object.keys(own).filter(key => !own[key]?.positional);
  const find = (flag: string) => known.find(key => key === flag || flagName(key) === `--${flag}`);
  const negated = find(name) === undefined && name.startsWith('no-') ? find(name.slice(3)) : undefined;
  const key = find(name) ?? negated;
  const option = key === undefined ? undefined : own[key];
  const isSwitch = option?.placeholder === undefined;
  if (key === undefined || option === undefined || (negated && (!isSwitch || negated in general))) {
    const names = known.map(each => flagName(each).slice(2));
    throw fail(unknownName(t`unknown option ${rawName}`, name, names, nearest => `--${nearest}`));
  }
  if (key in flags) throw new UsageError(t`${flagName(key)}: expected once, got it twice`);
  if (isSwitch) {
    const on = value === undefined ? true : option.parse(value);
    if (on === undefined) throw wrongValue(flagName(key), option.expected, value);
    flags[key] = on !== (negated !== undefined);
    return;
  }
  if (value === undefined || (!inlineValue && value.startsWith('--'))) {
    throw fail(new UsageError(t`${flagName(key)}: expected a value, got none`));
  }
  flags[key] = value;
}

function readPositionals(words: readonly string[], {options, fail}: Reading): Record<string, unknown> {
  const wanted = Object.keys(options).filter(name => options[name]?.positional);
  if (options[wanted[0]!]?.positional === 'many') return {[wanted[0]!]: words};
  if (words.length > wanted.length) throw fail(new UsageError(unknownArgument(words[wanted.length]!)));
  if (words.length < wanted.length) {
    const got = words.length === 0 ? t`none` : words.join(' ');
    throw fail(new UsageError(t`expected ${wanted.map(name => `<${name}>`).join(' ')}, got ${got}`));
  }
  return Object.fromEntries(wanted.map((name, i) => [name, words[i]]));
}

/** The shell whose script is wanted; undefined for that of the environment. */
function readShell([name, ...others]: readonly string[], fail: Reading['fail']): Shell | undefined {
  if (name === undefined) return undefined;
  const shell = shells.find(known => known === name);
  const wrong = shell === undefined ? name : others[0];
  if (wrong === undefined) return shell;
  throw fail(
    shell === undefined
      ? unknownName(t`unknown shell ${wrong}`, wrong, shells)
      : new UsageError(unknownArgument(wrong)),
  );
}

function unknownArgument(word: string): Text {
  return t`unknown argument ${word}`;
}

const bare: OptionSpec<unknown> = {
  describe: '',
  fallback: undefined,
  expected: t`no value`,
  parse: () => undefined,
  check: () => undefined,
};

/** Flags of every command that are no options: nothing else may give them. */
const general: Readonly<Record<string, OptionSpec<unknown>>> = {help: bare, version: bare};

/** Whether a flag takes a value, whichever command it is of: the command is not known before the flags are told from the words. */
function allFlags() {
  const all = commandNames.flatMap((name): [string, OptionSpec<unknown>][] =>
    Object.entries(commands[name].options),
  );
  const flags: Record<string, {type: 'boolean' | 'string'; short?: string}> = {
    help: {type: 'boolean', short: 'h'},
  };
  for (const [name, {placeholder, positional}] of all) {
    if (positional) continue;
    const type = placeholder === undefined ? 'boolean' : 'string';
    flags[name] = flags[flagName(name).slice(2)] = {type};
  }
  return flags;
}
