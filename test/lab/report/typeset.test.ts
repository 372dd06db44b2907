import {typeset, typesetPlain, typesetProse} from '../../../src/lab/report/typeset';

test.each([
  ['y_t', '<i>y</i><sub>t</sub>'],
  ['h = 1e-4', 'h = 10<sup>−4</sup>'],
  ['off by 9.5e-3 of it', 'off by <span class="whole">9.5 × 10<sup>−3</sup></span> of it'],
  ['94.6 % of them', '<span class="whole">94.6 %</span> of them'],
  ['−ln y_t is', '−ln <i>y</i><sub>t</sub>'],
  ['모두 y_t의 곱', '<i>y</i><sub>t</sub></span>의 곱'],
])('typeset(%p) has %p', (text, expected) => {
  expect(String(typeset(text))).toContain(expected);
});

test('typeset() keeps together what no line may break, and nothing else', () => {
  expect(String(typeset('y_t = 1e-4'))).toBe(
    '<span class="whole"><i>y</i><sub>t</sub> = 10<sup>−4</sup></span>',
  );
  expect(String(typeset('a net of 784-50-10'))).toBe('a net of 784-50-10');
  expect(String(typeset('39,760 weights, W1 and numerical_gradient'))).toBe(
    '39,760 weights, W1 and numerical_gradient',
  );
});

test.each([
  ['시그모이드로는 91.8 %입니다', '91.8 %입니다'],
  ['곧 −ln 1e-7, 16.12', '−ln 10<sup>−7</sup>'],
  ['x는 p = ½에서', 'p = ½'],
  ['평균하면 −ln q는', '−ln q'],
  ['the gradient is (6, 8)', '(6, 8)'],
  ['from H(p, q) to', 'H(p, q)'],
  ['(f(x + h) − f(x)) / h', 'x + h'],
  ['steps of --profile full: 7', '--profile full'],
  ['a one-hot label', 'one-hot'],
  ['이제 원-핫 레이블', '원-핫'],
])('no line ends within what %p has of %p', (text, expected) => {
  expect(String(typeset(text))).toContain(`<span class="whole">${expected}</span>`);
});

test('typeset() escapes markup', () => {
  expect(String(typeset('<b> & 5 % <i>'))).toBe('&lt;b&gt; &amp; <span class="whole">5 %</span> &lt;i&gt;');
});

test('typesetProse() sets mathematics, code and terms, and escapes what is in them', () => {
  expect(String(typesetProse('a **nat**'))).toBe('a <dfn>nat</dfn>');
  expect(String(typesetProse('`<b> 1e-4`'))).toBe('<code>&lt;b&gt; 1e-4</code>');
  expect(String(typesetProse('$\\frac{f{(x)}}{2 h}$'))).toContain('<mfrac><mrow><mi>f</mi>');
  expect(String(typesetProse('$<script>$'))).not.toContain('<script>');
});

test('typesetPlain() has characters of their own for powers and y_t, and leaves names alone', () => {
  expect(typesetPlain('y_t = 1e-9')).toBe('yₜ = 10⁻⁹');
  expect(typesetPlain('h = 1e-4에서의 오차')).toBe('h = 10⁻⁴에서의 오차');
  expect(typesetPlain('≤ 1e-12, 2.5e+4')).toBe('≤ 10⁻¹², 2.5 × 10⁴');
  expect(typesetPlain('MODEL_1e-3, y_true')).toBe('MODEL_1e-3, y_true');
});

test('a pair of numbers with powers of ten, too wide for a phone, may break between them', () => {
  const wholes = [...String(typeset('(-2.25e128, 3.00e128)')).matchAll(/class="whole">.*?<\/span>/g)];
  expect(wholes.map(([whole]) => whole).filter(whole => whole.includes(','))).toEqual([]);
});

test("a call's arguments are not torn from its name", () => {
  expect(String(typeset('np.random.choice(60000, 10)'))).not.toContain('whole');
});
