import * as fc from 'fast-check';
import {html} from '../../../src/lab/report/html';

test('html escapes what is put into it', () => {
  expect(String(html`<p title="${'"\'&'}">${'1 < 2 > 0'}</p>`)).toBe(
    '<p title="&quot;&#39;&amp;">1 &lt; 2 &gt; 0</p>',
  );
});

test('html takes its own markup as it is, joins lists, and leaves undefined out', () => {
  const items = [1, 2].map(n => html`<li>${n}</li>`);
  expect(String(html`<ul>${items}${undefined}</ul>`)).toBe('<ul><li>1</li><li>2</li></ul>');
});

test('html lets no text end its element or attribute', () => {
  fc.assert(fc.property(fc.string(), text => expect(String(html`${text}`)).not.toMatch(/[<>"']/)));
});
