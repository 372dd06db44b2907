import {renderFormulas} from '../../../src/lab/report/renderFormulas';

/** What stands in the MathML of one formula. */
function mathOf(tex: string): string {
  return /aria-label="x"><mrow>(.*)<\/mrow><\/math>/.exec(String(renderFormulas([{spoken: 'x', tex}])))![1]!;
}

test.each([
  ['CEE = 12', '<mi>CEE</mi><mo>=</mo><mn>12</mn>'],
  ['t_k x^2', '<msub><mi>t</mi><mi>k</mi></msub><msup><mi>x</mi><mn>2</mn></msup>'],
  ['{(y − t)}^2', '<msup><mrow><mo>(</mo><mi>y</mi><mo>−</mo><mi>t</mi><mo>)</mo></mrow><mn>2</mn></msup>'],
  ['\\frac{∂L}{2h}', '<mfrac><mrow><mo>∂</mo><mi>L</mi></mrow><mrow><mn>2</mn><mi>h</mi></mrow></mfrac>'],
  ['\\sum_k p', '<munder><mo>∑</mo><mi>k</mi></munder><mi>p</mi>'],
  ['\\sqrt{n}', '<msqrt><mrow><mi>n</mi></mrow></msqrt>'],
  ['\\ln y', '<mi>ln</mi><mo>&#x2061;</mo><mi>y</mi>'],
  [
    '\\cases{1 & x > 0 \\\\ 0}',
    '<mrow><mo>{</mo><mtable columnalign="left"><mtr><mtd><mn>1</mn></mtd><mtd><mi>x</mi><mo>&gt;</mo><mn>0</mn></mtd></mtr>' +
      '<mtr><mtd><mn>0</mn></mtd></mtr></mtable></mrow>',
  ],
])('renderFormulas() sets %s', (tex, math) => {
  expect(mathOf(tex)).toBe(math);
});

test.each(['\\frac{1', '\\cases{1 & ', '}{', 'a_', '\\unknown{x}', '\\cases', '<b>'])(
  'renderFormulas() shows the rest of %s, which is no formula, and nothing as markup',
  tex => {
    expect(mathOf(tex)).not.toContain('<b>');
  },
);

test('renderFormulas() of none is nothing', () => {
  expect(renderFormulas([])).toBeUndefined();
});
