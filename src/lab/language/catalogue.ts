import type {Message} from '../../text';

/** What the keys of messages become in a language. A key that is missing stays as it is. */
export type Catalogue = Readonly<Record<string, string | Plural>>;

/** A sentence with a word that depends on a number: the forms of `Intl.PluralRules`. */
interface Plural {
  /** The place of the argument that decides. */
  readonly count: number;
  readonly one?: string;
  readonly other: string;
}

/**
 * The sentence of a catalogue for a message, its arguments not yet put in.
 *
 * @param language As `Intl` calls it.
 */
export function lookUp({key, args}: Message, catalogue: Catalogue, language: string): string {
  // By its own keys only: a text may read `constructor`.
  const entry = Object.hasOwn(catalogue, key) ? catalogue[key]! : key;
  if (typeof entry === 'string') return entry;
  const form = new Intl.PluralRules(language).select(Number(args[entry.count]));
  return form === 'one' ? (entry.one ?? entry.other) : entry.other;
}
