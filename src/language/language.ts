import {korean} from './korean';
import {textKey} from './textKey';

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
