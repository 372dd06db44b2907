/** What a page, a terminal or a file says, as data: it becomes a sentence of some language where it is shown. */

/** A sentence by its key, which is the English with `{0}`, `{1}` … where its arguments go. */
export interface Message {
  readonly key: string;
  readonly args: readonly (Text | number)[];
}

/** A message, or a string where there is nothing to translate: a name, a number that is written already. */
export type Text = string | Message;

/**
 * A template tag that takes a sentence apart into key and arguments. Only what stands in the source is the key, so a
 * catalogue has one entry for all numbers.
 *
 * @example
 * t`reaches ${94.56} % in ${'10,000'} steps`;
 * // {key: 'reaches {0} % in {1} steps', args: [94.56, '10,000']}
 */
export function t(parts: TemplateStringsArray, ...args: readonly (Text | number)[]): Message {
  return {key: joinKey(parts), args};
}

/** The key of a template's parts. A line that ends within them is a blank, so that long sentences have lines of their own. */
export function joinKey(parts: readonly string[]): string {
  return parts.reduce((key, part, i) => `${key}{${i - 1}}${part}`).replace(/\s*\n\s*/g, ' ');
}

/**
 * Several texts in a row, as one.
 *
 * @example
 * listed(['a', 'b']);  // {key: '{0}, {1}', args: ['a', 'b']}
 */
export function listed(texts: readonly (Text | number)[], separator = ', '): Message {
  return {key: texts.map((_, i) => `{${i}}`).join(separator), args: texts};
}

/** A text in English, as its keys are: for what is no page and no terminal, such as an error. */
export function inEnglish(text: Text): string {
  if (typeof text === 'string') return text;
  const args = text.args.map(arg => (typeof arg === 'number' ? String(arg) : inEnglish(arg)));
  return fill(text.key, args);
}

/** A sentence with its arguments in their places. */
export function fill(sentence: string, args: readonly string[]): string {
  return sentence.replace(/\{(\d+)\}/g, (place, i: string) => args[Number(i)] ?? place);
}

/** Whether a value is a message: an object with a key and arguments. */
export function isMessage(value: unknown): value is Message {
  return typeof value === 'object' && value !== null && 'key' in value && 'args' in value;
}
