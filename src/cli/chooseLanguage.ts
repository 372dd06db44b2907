import {languageOfLocale, languages, type Language, inLanguage} from '../lab/language/language';
import type {CliContext} from './context';

type Environment = Readonly<Record<string, string | undefined>>;

/** The language that was asked for, or else that of the locale, found as POSIX has it. */
export function chooseLanguage(asked: Language | undefined, env: Environment): Language {
  return asked ?? languageOfLocale(env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG']);
}

/** A text that is made in the language of a command. */
export function spoken({language = 'en'}: Pick<CliContext, 'language'>, text: () => string): string {
  return inLanguage(language, text);
}

/** The language of a command line that is not parsed yet: help has one, too. */
export function languageOfArguments(args: readonly string[], env: Environment): Language {
  const flag = args.findIndex(arg => arg === '--lang' || arg.startsWith('--lang='));
  const named = flag < 0 ? env['LOSSLAB_LANG'] : (args[flag]!.split('=')[1] ?? args[flag + 1]);
  return chooseLanguage(
    languages.find(language => language === named),
    env,
  );
}
