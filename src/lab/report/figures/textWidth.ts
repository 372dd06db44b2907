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
 * Breaks a text at its blanks into lines of at most `width` pixels; a longer word stands alone.
 *
 * @example
 * wrapToWidth('to be or not', 40, 10);  // ['to be', 'or not']
 */
export function wrapToWidth(text: string, width: number, size: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/ +/)) {
    const longer = lines.length === 0 ? word : `${lines.at(-1)!} ${word}`;
    if (lines.length > 0 && textWidth(longer, size) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
