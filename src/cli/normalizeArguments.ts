import type {Command} from './commands';
import {type OptionSpec} from './options/optionSpec';
import {flagName} from './options/resolveOptions';
import {UsageError} from './exitCodes';

/**
 * Refuses what yargs would ignore, take for something else or stumble over, and writes the rest in the form that yargs
 * takes as it is meant: `--json=1` as `--json`, and what stands behind `--` as arguments.
 *
 * @returns Arguments for yargs, which checks all else.
 * @throws {UsageError} If a flag is not the command's, is given twice, or is a switch with another value than true or false.
 *
 * @example
 * normalizeArguments(['data', '--json=false', '--seed', '3'], commands);  // ['data', '--no-json', '--seed', '3']
 */
export function normalizeArguments(args: readonly string[], commands: readonly Command[]): string[] {
  const end = args.includes('--') ? args.indexOf('--') : args.length;
  const word = args.find(arg => commands.some(({name}) => name === arg));
  const command = commands.find(({name}) => name === word);
  const flags = flagsOf(command);
  const seen = new Set<string>();
  const normalized: string[] = [];
  for (let at = 0; at < end; at++) {
    const flag = readFlag(args[at]!);
    if (flag === undefined) {
      normalized.push(args[at]!);
      continue;
    }
    const option = flags.get(flag.name);
    if (option === undefined) {
      // Without a command yargs has the better sentence; but it takes the names of Object's own methods for options.
      if (command !== undefined || flag.name in {})
        throw unknown(flag.negated ? `no-${flag.name}` : flag.name, args);
      normalized.push(args[at]!);
      continue;
    }
    const name = flagName(camelCase(flag.name));
    if (seen.has(name)) throw new UsageError(`${name}: expected once, got it twice`);
    seen.add(name);
    normalized.push(rewrite(args[at]!, flag, {name, option, args}));
    // Its value may look like anything, but for the flags that yargs refuses there.
    if (option.placeholder !== undefined && flag.value === undefined && at + 1 < end)
      normalized.push(args[++at]!);
  }
  return [...normalized, ...argumentsBehind(args.slice(end + 1), args)];
}

/** The end of a sentence on a wrong command line. */
export function helpHint([command]: readonly string[]): string {
  const help = command === undefined || command.startsWith('-') ? '' : `${command} `;
  return `(see losslab ${help}--help)`;
}

interface Flag {
  /** Without dashes and `no-`. */
  readonly name: string;
  readonly negated: boolean;
  readonly value: string | undefined;
}

/** A flag with a long name; undefined for all else. */
function readFlag(arg: string): Flag | undefined {
  const [, no, name, value] = /^--(no-)?([^=]+)(?:=([^]*))?$/.exec(arg) ?? [];
  return name === undefined ? undefined : {name, negated: no !== undefined, value};
}

/** The part of an option that its flag needs. */
type FlagSpec = Pick<OptionSpec<unknown>, 'placeholder' | 'parse' | 'expected'>;

const bare: FlagSpec = {expected: 'no value', parse: () => undefined};

function flagsOf(command: Command | undefined): Map<string, FlagSpec> {
  const own = Object.entries(command?.options ?? {}).filter(([, option]) => !option.positional);
  const named = own.flatMap(([name, option]) => [
    [name, option] as const,
    [flagName(name).slice(2), option] as const,
  ]);
  return new Map<string, FlagSpec>([...named, ['help', bare], ['version', bare]]);
}

function rewrite(
  arg: string,
  {name: given, negated, value}: Flag,
  {name, option, args}: {name: string; option: FlagSpec; args: readonly string[]},
): string {
  const isSwitch = option.placeholder === undefined && option !== bare;
  if (negated && !isSwitch) throw unknown(`no-${given}`, args);
  if (value === undefined || option.placeholder !== undefined) return arg;
  const on = negated ? undefined : option.parse(value);
  if (on === undefined)
    throw new UsageError(`${name}: expected ${option.expected}, got ${JSON.stringify(value)}`);
  return on === true ? name : name.replace('--', '--no-');
}

function argumentsBehind(rest: readonly string[], args: readonly string[]): readonly string[] {
  const flag = rest.find(arg => arg.startsWith('-'));
  if (flag !== undefined) throw unknown(flag, args);
  return rest;
}

function unknown(name: string, args: readonly string[]): UsageError {
  return new UsageError(`unknown argument: ${name} ${helpHint(args)}`);
}

function camelCase(name: string): string {
  return name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}
