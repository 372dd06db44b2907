import {translator, type Language, type Translate} from './language';

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
