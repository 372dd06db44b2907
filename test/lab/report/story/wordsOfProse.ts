/**
 * How many words of prose a story has: headings, paragraphs, lists, questions. Pictures with their titles, tables, code, options and the way on
 * are looked at and not read through.
 */
export function wordsOfProse(page: string): number {
  let body = page.replace(/[^]*<body>/, '').replace(/<footer[^]*/, '');
  // A picture may hold pictures: the innermost go first.
  for (let before = ''; before !== body;) {
    before = body;
    body = body.replace(/<svg\b(?:(?!<svg\b)[^])*?<\/svg>/g, ' ');
  }
  const prose = body
    .replace(/<figcaption>[^<]*<\/figcaption>/g, ' ')
    .replace(/<(table|pre|script|summary|label)\b[^]*?<\/\1>/g, ' ')
    .replace(/<p class="(evidence|aside|pages|small)[^]*?<\/p>/g, ' ')
    .replace(/<math[^]*?<\/math>/g, ' x ')
    .replace(/<\/?(?:span|sub|sup|i|dfn|code)\b[^>]*>/g, '')
    .replace(/<[^>]*>/g, ' ');
  return prose.split(/\s+/).filter(word => /[\p{L}\d]/u.test(word)).length;
}
