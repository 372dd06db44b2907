/* eslint-disable @typescript-eslint/no-require-imports --
   yargs asks for the working directory as it is loaded, and one that has been deleted is to get a sentence. */
import type {Argv, Options} from 'yargs';
import {losslabVersion} from '../node/environment';
import {inLanguage, say, type Language} from '../lab/language/language';
import {t} from '../text';
import {commandNames, commands, type Command, type CommandName} from './commands';
import {shells} from './completionScript';
import type {OptionSpec} from './options/optionSpec';
import {flagName} from './options/resolveOptions';
import {padColumns, wrapText} from './terminal/wrapText';

/** The help of losslab or of one of its commands, at most 80 columns wide. */
export function helpText(command: CommandName | undefined, language: Language): string {
  return runYargs(command === undefined ? ['--help'] : [command, '--help'], language);
}

/**
 * What may stand at the end of a line that a shell asks about: commands, options, the choices of an option, the names that an argument
 * has.
 *
 * @param args `--get-yargs-completions` and the words so far, the last of them unfinished.
 * @param namesFor The names that there are for a command's argument.
 */
export function completions(
  args: readonly string[],
  namesFor: (command: CommandName) => readonly string[],
): string {
  const words = args.slice(args.indexOf('--get-yargs-completions') + 1).slice(1);
  const [first, ...rest] = words;
  const last = rest.at(-1) ?? '';
  if (first === 'completion') return shells.filter(shell => shell.startsWith(last)).join('\n');
  const command = commandNames.find(name => name === first);
  const isArgument = rest.length > 0 && !last.startsWith('-') && !takesValue(command, rest.at(-2));
  if (command !== undefined && isArgument) {
    const names = namesFor(command).filter(
      name => name.startsWith(last) && !rest.slice(0, -1).includes(name),
    );
    if (names.length > 0) return names.join('\n');
  }
  // The environment's SHELL would have yargs describe the words, which only zsh can read.
  const lines = runYargs(args, 'en').split('\n');
  return lines.map(line => line.replace(/^((?:\\:|[^:])+):.*$/, '$1').replaceAll('\\:', ':')).join('\n');
}

/** Whether a word is an option of a command that takes the next word. */
function takesValue(command: CommandName | undefined, word: string | undefined): boolean {
  if (command === undefined || !word?.startsWith('--')) return false;
  const options: Command['options'] = commands[command].options;
  const option = Object.entries(options).find(([key]) => flagName(key) === word);
  return option?.[1].placeholder !== undefined;
}

/** With a callback yargs hands over what it would otherwise print. */
function runYargs(args: readonly string[], language: Language): string {
  let output = '';
  const isCompletion = args.includes('--get-yargs-completions');
  inLanguage(language, () => {
    const parser = commandNames.reduce(
      (all, name) => addCommand(all, name, isCompletion),
      newParser(language),
    );
    void parser.parse([...args], {}, (_error: unknown, _flags: unknown, text: string): void => {
      output = text;
    });
  });
  return output;
}

function newParser(language: Language): Argv {
  const epilogue = [
    t`Every option also comes from the environment (LOSSLAB_SEED=7) or from losslab.config.json ({"seed": 7}); a flag goes before both.`,
    t`Exit codes: 0 ok, 1 unexpected, 2 usage, 3 data not available, 4 data or model corrupt, 5 a claim or check failed, 129, 130, 143 ended by a signal, 141 nobody reads the output.`,
  ];
  const yargs = require('yargs') as typeof import('yargs');
  return yargs()
    .scriptName('losslab')
    .usage(`$0 <command>\n\n${say(t`The loss and gradient laboratory for TensorFlow.js.`)}`)
    .version(losslabVersion())
    .help()
    .alias('help', 'h')
    .locale(language)
    .wrap(80)
    .example('$0 experiment accuracy', say(t`why accuracy has no gradient to follow`))
    .example('$0 train --loss sumSquaredError', say(t`another loss, the same net`))
    .completion('completion', say(t`Print what makes bash, zsh or fish complete commands, options and names`))
    .epilogue(epilogue.map(paragraph => wrapText(paragraph, {width: 76})).join('\n\n'));
}

function addCommand(parser: Argv, name: CommandName, isCompletion: boolean): Argv {
  const {describe, examples, options, table}: Command = commands[name];
  const own = Object.entries(options);
  const positionals = own
    .filter(([, option]) => option.positional)
    .map(([key, {positional}]) => (positional === 'many' ? `[${key}..]` : `<${key}>`));
  return parser.command([name, ...positionals].join(' '), say(describe), sub => {
    for (const [key, option] of own) {
      if (option.positional) sub.positional(key, {describe: say(option.describe)});
      else if (isCompletion) sub.option(flagName(key).slice(2), {choices: option.choices});
      // yargs shows an option by its name; the value's is a part of it here, where nothing is parsed.
      else sub.option([flagName(key).slice(2), option.placeholder].join(' ').trim(), describeOption(option));
    }
    for (const [rest, purpose] of examples) sub.example(`$0 ${name} ${rest}`, say(purpose));
    if (table === undefined) return;
    const width = Math.max(...table.rows.map(([term]) => term.length)) + 2;
    const rows = table.rows.map(([term, formula]) =>
      wrapText(formula, {first: `  ${padColumns(term, width)}`, indent: ' '.repeat(width + 2)}),
    );
    sub.epilogue([say(table.title), ...rows].join('\n'));
  });
}

function describeOption({describe, choices, inTable, fallback}: OptionSpec<unknown>): Options {
  const usual = typeof fallback === 'string' || typeof fallback === 'number';
  const listed = choices === undefined || inTable ? '' : `: ${choices.join(', ')}`;
  return {describe: say(describe) + listed, ...(usual && {defaultDescription: String(fallback)})};
}
