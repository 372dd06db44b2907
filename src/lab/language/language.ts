import {fill, type Message, type Text} from '../../text';
import {visible} from '../../visibleText';
import english from './en.json';
import korean from './ko.json';

/**
 * What the keys of messages become in a language. A key that is missing stays as it is. In a sentence with a word that
 * depends on a number, `count` is the place of the argument that decides, and the forms are those of `Intl.PluralRules`.
 */
export type Catalogue = Readonly<
  Record<string, string | {readonly count: number; readonly one?: string; readonly other: string}>
>;

/**
 * The translations, in the order of the source. A language is a file and a line here, and may have a part of the keys: the rest is
 * said in English. English is its own key, but for words that depend on a count.
 */
export const catalogues = {en: english, ko: korean} satisfies Record<string, Catalogue>;

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
  // A name or a message from outside; what stands in the source has no such characters.
  if (typeof text === 'string') return visible(text);
  const args = text.args.map(arg => (typeof arg === 'number' ? String(arg) : render(arg, language)));
  return fill(lookUp(text, language), args);
}

/** The sentence for a message, its arguments not yet put in. */
function lookUp(message: Message, language: Language): string {
  const {key, args} = message;
  const catalogue: Catalogue = catalogues[language];
  // By its own keys only: a text may read `constructor`.
  const found = [key, shortKey(key)].find(each => Object.hasOwn(catalogue, each));
  // What a language lacks is said in English, whose catalogue has the words that depend on a count.
  if (found === undefined) return language === 'en' ? key : lookUp(message, 'en');
  const entry = catalogue[found]!;
  if (typeof entry === 'string') return entry;
  const form = new Intl.PluralRules(language).select(Number(args[entry.count]));
  return form === 'one' ? (entry.one ?? entry.other) : entry.other;
}

/**
 * What stands for a key in the catalogues of the built package: the English is in the code already, and need not be packed
 * twice. The build refuses two keys that come out alike; it is short because digests do not compress.
 *
 * @see Fowler, Noll, Vo: FNV-1a, of 32 bits.
 */
export function shortKey(key: string): string {
  let bits = 0x811c9dc5;
  for (let i = 0; i < key.length; i++) bits = Math.imul(bits ^ key.charCodeAt(i), 0x01000193);
  return `#${(bits >>> 0).toString(36)}`;
}

/** The language that a locale of the environment asks for: `ko_KR.UTF-8` is Korean, and what is not known English. */
export function languageOfLocale(locale: string | undefined): Language {
  // Not by its beginning: `kok_IN` is Konkani.
  const code = locale?.toLowerCase().split(/[^a-z]/)[0];
  return languages.find(language => language === code) ?? 'en';
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
