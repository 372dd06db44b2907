import stringWidth from 'string-width';

/** Nothing is set wider, however wide the terminal: long lines are hard to read. */
export const widestLine = 80;

/**
 * Breaks a text at its blanks into lines that fit. A word longer than a line stands alone and sticks out, because an
 * address or a path that is cut is of no use.
 *
 * A Korean syllable is two columns wide.
 *
 * @param indent What stands before every line.
 * @param first What stands before the first line instead; as wide as `indent`.
 *
 * @example
 * wrapText('to be or not', {indent: '  ', width: 8});  // '  to be\n  or not'
 */
export function wrapText(
  text: string,
  {indent = '', first = indent, width = widestLine}: {indent?: string; first?: string; width?: number} = {},
): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter(Boolean)) {
    if (line !== '' && stringWidth(indent) + stringWidth(line) + 1 + stringWidth(word) > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line].map((content, i) => (i === 0 ? first : indent) + content).join('\n');
}

/** Blanks after a text until it is so many columns wide. */
export function padColumns(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(columns - stringWidth(text), 0));
}
