import korean from './ko.json';

/** Of the page: `?lang=ko` or `?lang=en`, else the browser's. */
export const language: 'en' | 'ko' = chooseLanguage(
  new URLSearchParams(location.search).get('lang'),
  navigator.language,
);

function chooseLanguage(asked: string | null, browsers: string): 'en' | 'ko' {
  if (asked === 'ko' || asked === 'en') return asked;
  return browsers.startsWith('ko') ? 'ko' : 'en';
}

/**
 * A sentence in the page's language. Its key is the English with `{0}`, `{1}` … where the arguments go.
 *
 * @throws {RangeError} If the catalogue lacks the sentence.
 */
export function t(parts: TemplateStringsArray, ...args: readonly (string | number)[]): string {
  const key = parts.reduce((key, part, i) => `${key}{${i - 1}}${part}`);
  return translate(key).replace(/\{(\d+)\}/g, (_, i: string) => String(args[Number(i)]));
}

/** A name that stands in data, in the page's language. */
export function sayName(name: string): string {
  return translate(name);
}

const catalogue: Readonly<Record<string, string>> = korean;

function translate(key: string): string {
  if (language === 'en') return key;
  const found = catalogue[key];
  if (found === undefined) throw new RangeError(`ko.json: expected a text for "${key}", got none`);
  return found;
}

/** Translates what stands in the HTML: the blocks that hold text, their markup included, and what is read aloud. */
export function translatePage(): void {
  document.documentElement.lang = language;
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a[data-language]')) {
    link.hidden = link.dataset.language === language;
  }
  for (const link of document.querySelectorAll<HTMLAnchorElement>('nav a[data-t]')) {
    link.href = link.matches('[data-story]') ? storyIn[language] : `${link.pathname}?lang=${language}`;
  }
  if (language === 'en') return;
  for (const element of document.querySelectorAll<HTMLElement>('[data-t]')) {
    element.innerHTML = translate(keyOf(element.innerHTML));
  }
  for (const element of document.querySelectorAll('[data-t-label]')) {
    element.setAttribute('aria-label', translate(keyOf(element.getAttribute('aria-label')!)));
  }
  document.title = translate(document.title);
}

/** Where the story lies when this page is a part of the site. */
const storyIn = {en: '../index.html', ko: '../ko/index.html'} as const;

/** A line's end in the HTML is a blank. */
function keyOf(html: string): string {
  return html.trim().replace(/\s+/g, ' ');
}
