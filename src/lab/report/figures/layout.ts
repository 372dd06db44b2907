/**
 * About how wide a text is drawn, on the safe side: no font is at hand, and every reader has another.
 *
 * @param size The font size in pixels.
 * @returns Pixels.
 *
 * @example
 * textWidth('한', 10);  // 10.5
 */
export function textWidth(text: string, size: number): number {
  let ems = 0;
  for (const character of text) ems += widthOf(character);
  return ems * size;
}

function widthOf(character: string): number {
  if (/[\u1100-\u11ff\u2e80-\ud7ff\uf900-\ufaff\uff00-\uffef]/.test(character)) return 1.05;
  if (/[iljtfrI.,:;'’|()[\] ⁰¹²³⁴⁵⁶⁷⁸⁹⁻]/.test(character)) return 0.42;
  if (/[mwMW%@—∂Σ]/.test(character)) return 0.92;
  if (/[A-Z&]/.test(character)) return 0.74;
  return 0.6;
}

/**
 * Breaks a text at its blanks into lines of at most `width` pixels; a longer word stands alone, and no line begins with a lone letter.
 *
 * @example
 * wrapToWidth('to be or not', 40, 10);  // ['to be', 'or not']
 */
export function wrapToWidth(text: string, width: number, size: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/ +(?![a-zA-Zα-ω](?: |$))/)) {
    const longer = lines.length === 0 ? word : `${lines.at(-1)!} ${word}`;
    if (lines.length > 0 && textWidth(longer, size) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** Something along a line: where it would like its middle to be, and how much room it takes. */
interface Wish {
  readonly at: number;
  readonly size: number;
}

/**
 * Moves things along a line no further than needed for none to overlap, in the order of their wishes.
 *
 * @param from The line's beginning.
 * @param to Its end. Where there is too little room they run over it: `fits` says so beforehand.
 * @returns The middle of each, in the order of `wishes`.
 *
 * @example
 * spread([{at: 5, size: 10}, {at: 6, size: 10}], 0, 100);  // [5, 15]
 */
export function spread(wishes: readonly Wish[], from: number, to: number): number[] {
  const order = wishes.map((_, i) => i).sort((a, b) => wishes[a]!.at - wishes[b]!.at || a - b);
  const middles = wishes.map(({at}) => at);
  let end = from;
  for (const i of order) {
    const {at, size} = wishes[i]!;
    middles[i] = Math.max(at, end + size / 2);
    end = middles[i] + size / 2;
  }
  let start = to;
  for (const i of order.reverse()) {
    const {size} = wishes[i]!;
    middles[i] = Math.min(middles[i]!, start - size / 2);
    start = middles[i] - size / 2;
  }
  return middles;
}

/** Whether things find room on a line. */
export function fits(wishes: readonly Wish[], length: number): boolean {
  return wishes.reduce((sum, {size}) => sum + size, 0) <= length;
}
