import * as fs from 'node:fs/promises';
import * as path from 'node:path';

/**
 * Links of a folder's pages that lead to no file in it. What is elsewhere in the network is not looked at.
 *
 * @returns `page → link`, sorted; empty where all is well.
 */
export async function brokenLinks(folder: string): Promise<string[]> {
  const names = await fs.readdir(folder, {recursive: true});
  const files = new Set(names.map(name => name.split(path.sep).join('/')));
  const broken: string[] = [];
  for (const page of [...files].filter(name => name.endsWith('.html'))) {
    const html = await fs.readFile(path.join(folder, page), 'utf8');
    for (const link of linksOf(html)) {
      const target = path.posix.join(path.posix.dirname(page), link);
      if (!files.has(target)) broken.push(`${page} → ${link}`);
    }
  }
  return broken.sort();
}

/** Relative ones, without what is behind `?` and `#`. */
function linksOf(html: string): string[] {
  // Scripts hold text that only looks like links.
  const markup = html.replace(/<script\b[^>]*>[^]*?<\/script>/g, script => script.split('>', 1)[0]!);
  return [...markup.matchAll(/\s(?:href|src)="([^"]*)"/g)]
    .map(([, link]) => link!.replace(/[?#].*$/, ''))
    .filter(link => link !== '' && !/^[a-z][a-z+.-]*:/i.test(link));
}
