import {spokenLanguage} from '../language/language';
import {html, Html, type Content} from './html';
import type {PlotModule} from './figures/Panel';

/** What a page is made with and a report cannot load itself: it touches no file and no module of Node's. */
export interface PageTools {
  /** Observable Plot, which draws the figures. */
  readonly plot: PlotModule;
  /** SHA-256 of a text's UTF-8, in Base64: what the page's security policy lets in. */
  readonly sha256: (text: string) => string;
  /** zlib's deflate, for pictures made of pixels. */
  readonly deflate: (bytes: Uint8Array) => Uint8Array;
}

/** Files of a run's two pages: they name each other. */
export const pageNames = {story: 'index.html', appendix: 'appendix.html'} as const;

/** What a page consists of. */
export interface Page {
  readonly title: string;
  readonly body: Content;
  readonly style: string;
  readonly script: string;
}

/** A page that stands alone, in the language that is spoken: `<!doctype html>` first, its own style and script and nothing else. */
export function renderDocument({title, body, style, script}: Page, tools: PageTools): string {
  const page = html`<!doctype html>
    <html lang="${spokenLanguage()}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta http-equiv="Content-Security-Policy" content="${contentPolicy(style, script, tools)}" />
        <title>${title}</title>
        ${element('style', style)}
      </head>
      <body>
        ${body} ${element('script', script)}
      </body>
    </html> `;
  return page.toString();
}

/** Not by `html`, whose layout is free to add blanks: the policy's digest is of every character. */
function element(name: 'style' | 'script', text: string): Html {
  return new Html(`<${name}>${text}</${name}>`);
}

/** The page's own style and script and nothing else: no address, no picture but those within the page, no form. */
function contentPolicy(style: string, script: string, {sha256}: PageTools): string {
  const own = (text: string) => `'sha256-${sha256(text)}'`;
  const sources = `style-src ${own(style)}; script-src ${own(script)}; img-src data:`;
  return `default-src 'none'; ${sources}; base-uri 'none'; form-action 'none'`;
}
