import {MarkdownPageEvent} from 'typedoc-plugin-markdown';

/**
 * A plugin of typedoc's. It numbers anchors over members, too, so that the type `RandomState` comes after `state` of `Random`, as
 * `#randomstate-1`; headings in Markdown are numbered by their own text. A link to a number that no heading has loses it.
 *
 * @param {import('typedoc-plugin-markdown').MarkdownApplication} app
 */
export function load(app) {
  app.renderer.on(MarkdownPageEvent.END, page => {
    const headings = [...(page.contents ?? '').matchAll(/^#+ (.+)$/gm)].map(([, title]) =>
      title
        .toLowerCase()
        .replace(/[^\w -]/g, '')
        .replaceAll(' ', '-'),
    );
    page.contents = page.contents?.replace(/\]\(#([\w-]+?)-(\d+)\)/g, (link, anchor, number) => {
      const found = headings.filter(heading => heading === anchor).length;
      return found > 0 && found <= Number(number) ? `](#${anchor})` : link;
    });
  });
}
