import {fill, type Text} from '../../text';
import {lookUp} from './catalogue';
import {english} from './en';
import {korean} from './ko';

/** A language: its translations by key. A language is a file and a line here. */
const catalogues = {en: english, ko: korean};

export type Language = keyof typeof catalogues;

/** The languages of page, terminal and help. */
export const languages = Object.keys(catalogues) as readonly Language[];

/**
 * A text in a language.
 *
 * @example
 * render(t`All ${52} claims hold.`, 'ko');  // '주장 52개가 모두 성립합니다.'
 */
export function render(text: Text, language: Language): string {
  if (typeof text === 'string') return text;
  const args = text.args.map(arg => (typeof arg === 'number' ? String(arg) : render(arg, language)));
  return fill(lookUp(text, catalogues[language], language), args);
}

/** The language that a locale of the environment asks for: `ko_KR.UTF-8` is Korean, and what is not known English. */
export function languageOfLocale(locale: string | undefined): Language {
  return languages.find(language => locale?.toLowerCase().startsWith(language)) ?? 'en';
}

let language: Language = 'en';

/**
 * Runs `work` with {@link say} speaking a language. Rendering is synchronous, so that nobody else can speak meanwhile; passing the
 * language to every function that writes a word would tell the reader of that function nothing.
 */
export function inLanguage<T>(chosen: Language, work: () => T): T {
  const outer = language;
  language = chosen;
  try {
    return work();
  } finally {
    language = outer;
  }
}

/** A text in the language that is spoken now. */
export function say(text: Text): string {
  return render(text, language);
}

export function spokenLanguage(): Language {
  return language;
}
