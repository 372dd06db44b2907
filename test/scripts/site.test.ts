import {mkdir, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {brokenLinks} from '../../scripts/site/brokenLinks';
import {addNavigation} from '../../scripts/site/navigation';
import {renderDocs} from '../../scripts/site/renderDocs';
import {pageTools} from '../../src/node/pageTools';

const root = join(__dirname, '../..');
let site: string;
beforeEach(async () => (site = await mkdtemp(join(tmpdir(), 'losslab-site-'))));
afterEach(() => rm(site, {recursive: true, force: true}));

test('README and docs become pages whose links hold', async () => {
  await renderDocs(root, site);
  // What the navigation leads to beside the docs is made by other steps.
  for (const page of ['index', 'appendix', 'ko/index', 'ko/appendix', 'demo/index', 'demo/playground']) {
    await mkdir(dirname(join(site, page)), {recursive: true});
    await writeFile(join(site, `${page}.html`), '');
  }
  expect(await brokenLinks(site)).toEqual([]);
  const api = await readFile(join(site, 'guide/docs/api/losslab.html'), 'utf8');
  const ids = new Set([...api.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id));
  const anchors = [...api.matchAll(/href="#([^"]*)"/g)].map(([, anchor]) => decodeURIComponent(anchor!));
  expect(anchors.length).toBeGreaterThan(100);
  // TypeDoc counts a heading RandomState that it does not write: this link is dead in the Markdown, too.
  expect(anchors.filter(anchor => !ids.has(anchor) && anchor !== 'randomstate-1')).toEqual([]);
  const tutorial = await readFile(join(site, 'guide/docs/tutorial.ko.html'), 'utf8');
  expect(tutorial).toContain('<html lang="ko">');
  expect(tutorial).toContain('href="tutorial.html"');
  expect(tutorial).toContain('href="../README.html"');
  const readme = await readFile(join(site, 'guide/README.html'), 'utf8');
  expect(readme).toContain('src="docs/accuracy-staircase.png"');
  // The site has no examples folder: its name stays, without a link.
  expect(await readFile(join(site, 'guide/docs/models.html'), 'utf8')).not.toContain('href="../examples');
});

test('brokenLinks() names the page and the link, and leaves other hosts and scripts alone', async () => {
  const links = '<a href="b.html?x#y">b</a><a href="c.html">c</a><a href="https://example.org/d">d</a>';
  await writeFile(join(site, 'a.html'), `${links}<img src="e.png"><script>'<a href="f.html">'</script>`);
  await writeFile(join(site, 'b.html'), '<a href="#top">top</a>');
  expect(await brokenLinks(site)).toEqual(['a.html → c.html', 'a.html → e.png']);
});

test('a page gets the navigation once, in its language, with the way to the other', () => {
  const page = addNavigation('<html><body class="x"><p>hello</p></body></html>', {
    language: 'ko',
    up: '../',
    twin: '../index.html',
  });
  expect(page.match(/<nav/g)).toHaveLength(1);
  expect(page).toContain('<a href="../ko/index.html">이야기</a>');
  expect(page).toContain('<a href="../index.html" lang="en" hreflang="en">English</a>');
});

test("a page's security policy lets the navigation's style in", () => {
  const policy = `<meta http-equiv="Content-Security-Policy" content="style-src 'sha256-own'; img-src data:" />`;
  const page = addNavigation(`<head>${policy}</head><body></body>`, {language: 'en', up: ''});
  const styles = [...page.matchAll(/<style>([^]*?)<\/style>/g)].map(([, style]) =>
    pageTools().sha256(style!),
  );
  expect(styles).toHaveLength(1);
  expect(page).toContain(`style-src 'sha256-${styles[0]}' 'sha256-own';`);
  expect(page).not.toContain(' style="');
});
