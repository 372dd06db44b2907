/*
 * Characters that do something to what shows them and are not seen: control characters and escape sequences (a terminal's title, its
 * clipboard), NUL (which no page may hold), and the marks that turn the direction of writing (so that a name reads as another).
 */
// eslint-disable-next-line no-control-regex -- these are what is looked for
const unseen = /[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/**
 * A text from a file, the environment or a command line as a terminal or a page may show it: what is not seen is written as its
 * code. Within JSON the same code stands for the same character, so that a JSON text stays one, of the same value.
 *
 * @example
 * visible('a\x1b[31mb');  // 'a\\u001b[31mb'
 */
export function visible(text: string): string {
  return text.replace(unseen, character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/**
 * What somebody gave, as an error may show it: with nothing that is not seen, and no longer than a line or two.
 *
 * @example
 * shown('a\u202eb');  // 'a\\u202eb'
 */
export function shown(text: string): string {
  return visible(text.length > 200 ? `${text.slice(0, 200)}…` : text);
}

/**
 * The same for every string in a value that JSON can hold, and for the keys of its objects.
 *
 * @example
 * allVisible({a: ['\0']});  // {a: ['\\u0000']}
 */
export function allVisible(value: unknown): unknown {
  if (typeof value === 'string') return visible(value);
  if (Array.isArray(value)) return value.map(allVisible);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [visible(key), allVisible(part)]));
}
