/**
 * Generates the API reference anew and exits with 5 unless it is what docs/api holds.
 *
 *     npm run check:docs
 */
import * as fs from 'node:fs/promises';
import * as os from 'node:os';
import * as path from 'node:path';
import {attempt} from './checkPackage/run';

void main();

async function main(): Promise<void> {
  const root = path.join(__dirname, '..');
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'losslab-docs-'));
  try {
    const typedoc = path.join(root, 'node_modules/typedoc/bin/typedoc');
    const {status, output} = await attempt(process.execPath, [typedoc, '--out', folder], root);
    if (status !== 0) {
      complain(output);
      return;
    }
    const [committed, generated] = await Promise.all([path.join(root, 'docs/api'), folder].map(readPages));
    const names = [...new Set([...committed!.keys(), ...generated!.keys()])].sort();
    const stale = names.filter(name => committed!.get(name) !== generated!.get(name));
    if (stale.length === 0) console.log(`docs/api: ${names.length} pages, as the docstrings have them`);
    else complain(`docs/api: expected what \`npm run docs\` writes, got other text in ${stale.join(', ')}`);
  } finally {
    await fs.rm(folder, {recursive: true});
  }
}

function complain(sentence: string): void {
  console.error(sentence);
  process.exitCode = 5;
}

async function readPages(folder: string): Promise<Map<string, string>> {
  const names = await fs.readdir(folder);
  const texts = await Promise.all(names.map(name => fs.readFile(path.join(folder, name), 'utf8')));
  return new Map(names.map((name, i) => [name, texts[i]!]));
}
