import {isMessage, type Text} from '../../text';
import {visible} from '../../visibleText';
import {say} from '../language/language';

/** Text that is HTML already; only `html` makes it, so a string cannot be mistaken for it. */
export class Html {
  constructor(private readonly markup: string) {}

  toString(): string {
    return this.markup;
  }
}

/** What can be put into a template; a text is said in the language that is spoken. */
export type Content = Html | Text | number | undefined | readonly Content[];

/**
 * A template tag that escapes everything put into it, save what it made itself. Lists are joined, `undefined` is
 * nothing. An attribute's value must stand in double quotes.
 *
 * @example
 * String(html`<p>${'1 < 2'}</p>`);  // '<p>1 &lt; 2</p>'
 */
export function html(markup: TemplateStringsArray, ...contents: readonly Content[]): Html {
  const parts = contents.map((content, i) => render(content) + markup[i + 1]!);
  return new Html(markup[0]! + parts.join(''));
}

function render(content: Content): string {
  if (content === undefined) return '';
  if (content instanceof Html) return content.toString();
  if (isMessage(content)) return escapeText(say(content));
  if (typeof content === 'object') return content.map(render).join('');
  return escapeText(String(content));
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeText(text: string): string {
  return visible(text).replace(/[&<>"']/g, character => entities[character]!);
}
