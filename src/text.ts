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
 * The texts of a template that holds several, with an arrow before each but the first: what belongs together is read
 * together. What has no words of its own, such as `100` or a lone argument, is no message.
 *
 * @example
 * splitTexts(['It never repeats a value → ', ' values → 121'], [121]);
 * // [{key: 'It never repeats a value', args: []}, {key: '{0} values', args: [121]}, '121']
 */
export function splitTexts(parts: readonly string[], args: readonly (Text | number)[]): (Text | number)[] {
  const texts: {parts: string[]; args: (Text | number)[]}[] = [];
  parts.forEach((part, i) => {
    const [more, ...starts] = part.split('→');
    if (i === 0) texts.push({parts: [more!], args: []});
    else {
      texts.at(-1)!.args.push(args[i - 1]!);
      texts.at(-1)!.parts.push(more!);
    }
    texts.push(...starts.map(start => ({parts: [start], args: []})));
  });
  return texts.map(text => withoutWords({key: joinKey(text.parts).trim(), args: text.args}));
}

function withoutWords(message: Message): Text | number {
  const {key, args} = message;
  if (key === '{0}') return args[0]!;
  const named = args.filter(arg => typeof arg === 'string');
  return named.length === args.length && !/\p{L}/u.test(key) ? fill(key, named) : message;
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
