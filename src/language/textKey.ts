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
