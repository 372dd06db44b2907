/** How many words of paragraphs, lists and questions a reader of a story meets; pictures, tables, code and the way on are not read through. */
export function wordsOfProse(page: string): number {
  const body = page
    .replace(/[^]*<body>/, '')
    .replace(/<footer[^]*/, '')
    .replace(/<(svg|table|pre|script|summary)\b[^]*?<\/\1>/g, ' ')
    .replace(/<math[^]*?<\/math>/g, ' x ')
    .replace(/<p class="evidence">[^]*?<\/p>/g, ' ')
    .replace(/<\/?(?:span|sub|sup|i|dfn|code)\b[^>]*>/g, '')
    .replace(/<[^>]*>/g, ' ');
  return body.split(/\s+/).filter(word => /[\p{L}\d]/u.test(word)).length;
}
