/**
 * Builds `site/`, a folder for any static host: the story and its appendix in two languages, the demo with the
 * gradient-check playground, the tutorial, the docs and the API reference.
 *
 *     npm run site                                  a full run first (minutes), then its pages
 *     npm run site -- --profile quick               a quick one
 *     npm run site -- --results reports/<time>      of a run that is there
 */
import * as fs from 'node:fs/promises';
import * as os from 'node:os';
import * as path from 'node:path';
import {parseArgs} from 'node:util';
import {CheckFailure, run} from './checkPackage/run';
import {addNavigation, siteLanguages, type Place, type SiteLanguage} from './site/navigation';
import {brokenLinks} from './site/brokenLinks';
import {renderDocs} from './site/renderDocs';

const root = path.join(__dirname, '..');
const tsx = path.join(root, 'node_modules/tsx/dist/cli.mjs');
const losslab = [tsx, path.join(root, 'src/cli/main.ts')];

main().catch((error: unknown) => {
  if (!(error instanceof CheckFailure || (error as NodeJS.ErrnoException).code?.startsWith('ERR_PARSE_ARGS')))
    throw error;
  process.stderr.write(`site: ${(error as Error).message}\n`);
  process.exitCode = error instanceof CheckFailure ? 1 : 2;
});

async function main(): Promise<void> {
  const {values} = parseArgs({
    options: {
      results: {type: 'string'},
      profile: {type: 'string', default: 'full'},
      out: {type: 'string', default: 'site'},
    },
  });
  const site = path.resolve(values.out);
  const work = await fs.mkdtemp(path.join(os.tmpdir(), 'losslab-site-'));
  try {
    const results = values.results ?? (await makeResults(values.profile, work));
    // Built beside its place, so that a site that is there stays whole until the next one is.
    const built = path.join(work, 'site');
    await writeStories(results, built);
    const vite = path.join(root, 'node_modules/vite/bin/vite.js');
    const options = ['--configLoader', 'runner', '--logLevel', 'warn', '--outDir', path.join(built, 'demo')];
    await run(process.execPath, [vite, 'build', path.join(root, 'examples/browser'), ...options], root);
    await linkBack(path.join(built, 'demo'));
    await renderDocs(root, built);
    await fs.writeFile(path.join(built, '.nojekyll'), '');
    await assertLinked(built);
    await fs.rm(site, {recursive: true, force: true});
    await fs.cp(built, site, {recursive: true});
    console.log(`${path.relative(process.cwd(), site) || site}: open index.html, or serve the folder`);
  } finally {
    await fs.rm(work, {recursive: true, force: true});
  }
}

/** @returns The directory of a new run's results. */
async function makeResults(profile: string, work: string): Promise<string> {
  const out = path.join(work, 'reports');
  console.log(`running the experiments, --profile ${profile}`);
  await run(process.execPath, [...losslab, 'experiment', '--profile', profile, '--out', out], root);
  const [directory] = await fs.readdir(out);
  return path.join(out, directory!);
}

/** The story and the appendix of a run: English at the root, the others in folders. */
async function writeStories(results: string, built: string): Promise<void> {
  for (const language of siteLanguages) {
    const out = path.join(built, folderOf(language));
    await run(process.execPath, [...losslab, 'report', results, '--lang', language, '--out', out], root);
    for (const name of (await fs.readdir(out)).filter(each => each.endsWith('.html'))) {
      const page = path.join(out, name);
      const text = await fs.readFile(page, 'utf8');
      await fs.writeFile(page, addNavigation(text, placeOf(language, name)));
    }
  }
}

function placeOf(language: SiteLanguage, name: string): Place {
  return language === 'en'
    ? {language, up: '', twin: `ko/${name}`}
    : {language, up: '../', twin: `../${name}`};
}

function folderOf(language: SiteLanguage): string {
  return language === 'en' ? '' : language;
}

/** The demo's pages know the story, and show the link to it where it is there. */
async function linkBack(demo: string): Promise<void> {
  for (const name of (await fs.readdir(demo)).filter(each => each.endsWith('.html'))) {
    const page = path.join(demo, name);
    const text = await fs.readFile(page, 'utf8');
    await fs.writeFile(page, text.replace(' data-story hidden', ' data-story'));
  }
}

async function assertLinked(built: string): Promise<void> {
  const broken = await brokenLinks(built);
  if (broken.length === 0) return;
  throw new CheckFailure(`expected every link to lead somewhere, got ${broken.join(', ')}`);
}
