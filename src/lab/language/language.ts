import {korean} from './ko';

/** The languages of page, terminal and help. */
export const languages = ['en', 'ko'] as const;

export type Language = (typeof languages)[number];

/** Gives a text in another language; in its own where it is not known. */
export type Translate = (text: string) => string;

/**
 * What says English texts in a language.
 *
 * @example
 * translator('ko')('All 52 claims hold.');  // '주장 52개가 모두 성립합니다.'
 */
export function translator(language: Language): Translate {
  if (language === 'en') return text => text;
  return text => {
    const {key, numbers} = textKey(text);
    const translation = Object.hasOwn(korean, key) ? korean[key] : undefined;
    return translation?.replace(/\{(\d+)\}/g, (_, index: string) => numbers[Number(index)] ?? '') ?? text;
  };
}

/** The language that a locale of the environment asks for: `ko_KR.UTF-8` is Korean, and what is not known English. */
export function languageOfLocale(locale: string | undefined): Language {
  return languages.find(language => locale?.toLowerCase().startsWith(language)) ?? 'en';
}

let language: Language = 'en';
let translate: Translate = translator(language);

/**
 * Runs `work` with {@link say} speaking a language. Rendering is synchronous, so that nobody else can speak meanwhile; passing the
 * language to every function that writes a word would tell the reader of that function nothing.
 */
export function inLanguage<T>(chosen: Language, work: () => T): T {
  const [outerLanguage, outerTranslate] = [language, translate];
  [language, translate] = [chosen, translator(chosen)];
  try {
    return work();
  } finally {
    [language, translate] = [outerLanguage, outerTranslate];
  }
}

/** An English text in the language that is spoken now. */
export function say(text: string): string {
  return translate(text);
}

export function spokenLanguage(): Language {
  return language;
}

/** A number in a sentence: with its sign, thousands' commas, decimals and exponent; not the 2 of conv2d. */
const number = /(?<![\p{L}\p{N}_.])[−-]?\d+(?:,\d{3})*(?:\.\d+)?(?:e[-+−]?\d+)?(?![\p{N}])/gu;

/** A sentence without its numbers, and these. */
export interface TextKey {
  /** The sentence with `{}` for each number: what a catalogue is looked up by. */
  readonly key: string;
  readonly numbers: readonly string[];
}

/**
 * Takes a sentence apart, so that one translation serves every run.
 *
 * @example
 * textKey('reaches 94.56 % in 10,000 steps');  // {key: 'reaches {} % in {} steps', numbers: ['94.56', '10,000']}
 */
export function textKey(text: string): TextKey {
  const numbers = text.match(number) ?? [];
  return {key: text.replace(number, '{}'), numbers};
}
