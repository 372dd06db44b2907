import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import MarkdownIt from 'markdown-it';
import {addNavigation} from './navigation';

const markdown = new MarkdownIt();

/** The repository's own pages, and the pictures and schemas that they show. */
const isPage = (name: string) =>
  /^(README|CONTRIBUTING|CHANGELOG)\.md$|^docs\/.*\.md$|^models\/[^/]+\/MODEL\.md$/.test(name);
const isAsset = (name: string) => /^docs\/[^/]+\.(png|json)$/.test(name);

/**
 * README, docs and the models' cards as pages in `<site>/guide`, at the paths that they have in the repository, so that their links
 * hold. A link to anything else of the repository becomes plain text.
 *
 * @param root The repository's folder.
 */
export async function renderDocs(root: string, site: string): Promise<void> {
  const folders = await Promise.all(['.', 'docs', 'models'].map(folder => filesOf(root, folder)));
  const names = folders.flat().filter(name => isPage(name) || isAsset(name));
  const known = new Set(names);
  for (const name of names) {
    const target = path.join(site, 'guide', name.replace(/\.md$/, '.html'));
    await fs.mkdir(path.dirname(target), {recursive: true});
    if (isAsset(name)) await fs.copyFile(path.join(root, name), target);
    else await fs.writeFile(target, pageOf(name, await fs.readFile(path.join(root, name), 'utf8'), known));
  }
}

/** Paths from the root, with slashes; of the root itself only what lies in it directly. */
async function filesOf(root: string, folder: string): Promise<string[]> {
  const names = await fs.readdir(path.join(root, folder), {recursive: folder !== '.'});
  return names.map(name => path.posix.join(folder, name.split(path.sep).join('/')));
}

function pageOf(name: string, text: string, known: ReadonlySet<string>): string {
  const language = name.endsWith('.ko.md') ? 'ko' : 'en';
  const body = markdown
    .render(text)
    .replace(/<(a|img)\b([^>]*?)(href|src)="([^"]*)"([^>]*)>(?:([^]*?)<\/a>)?/g, (...match) =>
      relink(match, name, known),
    )
    // Anchors are the only markup of a page's own.
    .replace(/&lt;a id=(?:&quot;|")([\w-]+)(?:&quot;|")&gt;&lt;\/a&gt;/g, '<a id="$1"></a>')
    .replaceAll('<table>', '<div class="wide" tabindex="0" role="group" aria-label="table"><table>')
    .replaceAll('</table>', '</table></div>')
    .replaceAll('<pre>', '<pre tabindex="0">');
  const slugs = new Map<string, number>();
  const anchored = body.replace(/<(h[1-6])>([^]*?)<\/\1>/g, (_, tag: string, inner: string) => {
    const slug = slugOf(inner);
    const count = slugs.get(slug) ?? 0;
    slugs.set(slug, count + 1);
    return `<${tag} id="${count === 0 ? slug : `${slug}-${count}`}">${inner}</${tag}>`;
  });
  const title = /^# (.*)$/m.exec(text)?.[1]?.replaceAll('`', '') ?? 'losslab';
  const page = `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>${markdown.utils.escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
${anchored}</main>
</body>
</html>
`;
  const up = '../'.repeat(name.split('/').length);
  return addNavigation(page, {language, up, twin: twinOf(name)});
}

/** A heading's name in links, as GitHub has it. */
function slugOf(heading: string): string {
  const text = heading.replace(/<[^>]*>/g, '').replace(/&\w+;/g, '');
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}_ -]/gu, '')
    .replaceAll(' ', '-');
}

/** The page in the other language, where there is one. */
function twinOf(name: string): string | undefined {
  const base = path.posix.basename(name);
  if (base === 'tutorial.md') return 'tutorial.ko.html';
  return base === 'tutorial.ko.md' ? 'tutorial.html' : undefined;
}

/** A link or picture as it is in the site. */
function relink(
  [whole, tag, before, key, link, after, inner = '']: readonly string[],
  name: string,
  known: ReadonlySet<string>,
): string {
  if (/^([a-z]+:|#)/i.test(link!)) return whole!;
  const [file, hash] = link!.split('#') as [string, string?];
  const target = path.posix.join(path.posix.dirname(name), file);
  if (!known.has(target)) return inner;
  const to = file.replace(/\.md$/, '.html') + (hash === undefined ? '' : `#${hash}`);
  return `<${tag}${before}${key}="${to}"${after}>${tag === 'a' ? `${inner}</a>` : ''}`;
}

const style = `:root{color-scheme:light dark;--ink:#1f2328;--paper:#fff;--line:#d0d7de;--panel:#f3f5f8;--link:#0757ba}
@media(prefers-color-scheme:dark){:root{--ink:#e6edf3;--paper:#0d1117;--line:#3d444d;--panel:#161b22;--link:#6cb0ff}}
body{margin:0;font:1rem/1.6 system-ui,sans-serif;color:var(--ink);background:var(--paper)}
main{max-width:46rem;margin:0 auto;padding:0 1rem 3rem;overflow-wrap:break-word}
a{color:var(--link)}img{max-width:100%;height:auto;background:#fff}
pre,.wide{overflow-x:auto}pre{background:var(--panel);border:1px solid var(--line);border-radius:.4rem;padding:.75rem}
code{font:.9em ui-monospace,monospace}table{border-collapse:collapse}td,th{border:1px solid var(--line);padding:.3rem .6rem;text-align:left}`;
