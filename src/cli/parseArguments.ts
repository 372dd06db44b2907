import yargs from 'yargs';
import type {Argv, Options} from 'yargs';
import type {Command} from './commands';
import {type OptionSpec, type OptionSpecs} from './options/optionSpec';
import {flagName} from './options/resolveOptions';
import {render, type Language} from '../lab/language/language';
import {t, type Text} from '../text';
import {helpHint, normalizeArguments} from './normalizeArguments';
import {wrapText} from './terminal/wrapText';
import {UsageError} from './exitCodes';

/** Either text to print, or a command to run. */
export type ParsedArguments =
  | {readonly output: string}
  | {
      readonly output?: undefined;
      readonly command: Command;
      readonly flags: Readonly<Record<string, unknown>>;
    };

/**
 * Splits a command line into a command and its flags' texts, or makes the help or the completions that were asked for.
 * Values are not looked at here. yargs has `choices`, `coerce`, `env` and `config` too, but would check flags alone, and forget who
 * gave a value: `resolveOptions` checks all sources with one sentence, which names where the value came from.
 *
 * @param language Of the help.
 * @throws {UsageError} If there is no such command or flag, or a flag lacks its value.
 */
export function parseArguments(
  args: readonly string[],
  commands: readonly Command[],
  version: string,
  language: Language = 'en',
): ParsedArguments {
  // A shell that asks for completions hands over a line that is not finished.
  const normalized = args.includes('--get-yargs-completions')
    ? [...args]
    : normalizeArguments(args, commands);
  const say = (text: Text) => render(text, language);
  let chosen: ParsedArguments | undefined;
  const parser = commands.reduce(
    (all, command) => addCommand(all, command, {say, choose: flags => (chosen = {command, flags})}),
    newParser(version, language, say),
  );
  let failure: string | undefined;
  let output = '';
  parser.fail((message, error) => (failure ??= message || error.message));
  // With a callback yargs hands over what it would otherwise print.
  void parser.parse(normalized, {}, (_error: unknown, _flags: unknown, text: string): void => {
    output = text;
  });
  if (failure !== undefined) throw new UsageError(sentence(failure, args));
  return chosen ?? {output};
}

const epilogue = [
  t`Every option also comes from the environment (LOSSLAB_SEED=7) or from losslab.config.json ({"seed": 7}); a flag goes before both.`,
  t`Exit codes: 0 ok, 1 unexpected, 2 usage, 3 data not to be had, 4 data or model corrupt, 5 a claim or check failed, 130 interrupted, 141 nobody reads the output.`,
];

function newParser(version: string, language: Language, say: Say): Argv {
  return yargs()
    .scriptName('losslab')
    .usage(`$0 <command>\n\n${say(t`The loss and gradient laboratory for TensorFlow.js.`)}`)
    .version(version)
    .help()
    .alias('help', 'h')
    .locale(language)
    .wrap(80)
    .strict()
    .demandCommand(1, say(t`expected a command`))
    .recommendCommands()
    .completion('completion', say(t`Print what makes bash or zsh complete commands and options`))
    .parserConfiguration({'parse-positional-numbers': false, 'dot-notation': false})
    .epilogue(epilogue.map(paragraph => wrapText(say(paragraph), {width: 76})).join('\n\n'));
}

type Say = (text: Text) => string;

interface Adding {
  readonly say: Say;
  readonly choose: (flags: Record<string, unknown>) => void;
}

function addCommand(parser: Argv, command: Command, {say, choose}: Adding): Argv {
  const {name, describe, options} = command;
  const positionals = Object.entries(options).filter(([, option]) => option.positional);
  const usage = [name, ...positionals.map(each => argumentUsage(...each))].join(' ');
  return parser.command(
    usage,
    say(describe),
    sub => addOptions(sub, options, say),
    flags => choose(flags),
  );
}

function argumentUsage(name: string, {positional}: OptionSpec<unknown>): string {
  return positional === 'many' ? `[${name}..]` : `<${name}>`;
}

function addOptions(parser: Argv, options: OptionSpecs, say: Say): Argv {
  return Object.entries(options).reduce((all, [name, option]) => {
    if (option.positional) return all.positional(name, {type: 'string', describe: describeIn(say, option)});
    return all.option(flagName(name).slice(2), describeOption(option, say));
  }, parser);
}

/** The description, and what there is to choose from. */
function describeIn(say: Say, {describe, choices}: OptionSpec<unknown>): string {
  return choices === undefined ? say(describe) : `${say(describe)}: ${choices.join(', ')}`;
}

function describeOption(option: OptionSpec<unknown>, say: Say): Options {
  const {placeholder, fallback} = option;
  const describe = describeIn(say, option);
  if (placeholder === undefined) return {type: 'boolean', describe};
  const tellable = typeof fallback === 'string' || typeof fallback === 'number';
  const usual = tellable ? {defaultDescription: String(fallback)} : {};
  return {type: 'string', requiresArg: true, describe, ...usual};
}

/** yargs speaks in labels ("Unknown argument: x"); this makes one sentence with a way on. */
function sentence(failure: string, args: readonly string[]): string {
  const words = failure.trim().replace(/\s*\n\s*/g, '; ');
  return `${words.charAt(0).toLowerCase()}${words.slice(1)} ${helpHint(args)}`;
}
