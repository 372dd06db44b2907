import {createHash} from 'node:crypto';
import type {Language} from '../../src/lab/language/language';

/** The words of the navigation, which belongs to the site and to no page. */
const words = {
  en: {
    site: 'This site',
    story: 'Story',
    appendix: 'Appendix',
    demo: 'Draw a digit',
    playground: 'Check a gradient',
    tutorial: 'Tutorial',
    docs: 'Documentation',
    api: 'API',
    other: '한국어',
  },
  ko: {
    site: '이 사이트',
    story: '이야기',
    appendix: '부록',
    demo: '숫자 그리기',
    playground: '기울기 검사',
    tutorial: '길잡이',
    docs: '문서',
    api: 'API',
    other: 'English',
  },
} as const satisfies Partial<Record<Language, Record<string, string>>>;

/** The site has two languages, as its demo and tutorial do; a page of the laboratory may have more. */
export type SiteLanguage = keyof typeof words;

export const siteLanguages = Object.keys(words) as readonly SiteLanguage[];

/** Where a page stands in the site. */
export interface Place {
  readonly language: SiteLanguage;
  /** The way from the page's folder to the site's root: `''`, `'../'`. */
  readonly up: string;
  /** The way to the page in the other language; where there is none the story is offered. */
  readonly twin?: string | undefined;
}

/** A page with the site's navigation above everything else on it, and its style among those that the page's policy lets in. */
export function addNavigation(page: string, place: Place): string {
  const digest = createHash('sha256').update(style).digest('base64');
  return page
    .replace(/(?<=Content-Security-Policy" content="[^"]*style-src )/, `'sha256-${digest}' `)
    .replace('</head>', head => `<style>${style}</style>\n${head}`)
    .replace(/<body[^>]*>/, body => `${body}\n${navigation(place)}`);
}

function navigation({language, up, twin}: Place): string {
  const said = words[language];
  const story = {en: up, ko: `${up}ko/`};
  const other = language === 'en' ? 'ko' : 'en';
  const links: readonly (readonly [string, string])[] = [
    [`${story[language]}index.html`, said.story],
    [`${story[language]}appendix.html`, said.appendix],
    [`${up}demo/index.html?lang=${language}`, said.demo],
    [`${up}demo/playground.html?lang=${language}`, said.playground],
    [`${up}guide/docs/tutorial${language === 'en' ? '' : '.ko'}.html`, said.tutorial],
    [`${up}guide/README.html`, said.docs],
    [`${up}guide/docs/api/README.html`, said.api],
  ];
  const items = links.map(([href, text]) => `<a href="${href}">${text}</a>`);
  const twinPage = twin ?? `${story[other]}index.html`;
  // First, since a phone shows only where the line begins.
  items.unshift(`<a href="${twinPage}" lang="${other}" hreflang="${other}">${said.other}</a>`);
  return `<nav class="site" aria-label="${said.site}">\n${items.join('\n')}\n</nav>`;
}

/** On a phone one line that is moved sideways: the first screen of a story has no room for two. */
const style = `
nav.site { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; padding: .5rem 1rem; font: .9rem/1.6 system-ui, sans-serif; }
nav.site a { white-space: nowrap; }
@media (max-width: 30rem) { nav.site { flex-wrap: nowrap; overflow-x: auto; padding: 0 .25rem; } }
`;
