import * as fs from 'node:fs';
import * as path from 'node:path';

/** A Chromium on this machine: LOSSLAB_CHROMIUM, or the first of its usual names on the PATH. */
export function findChromium(): string | undefined {
  const named = process.env.LOSSLAB_CHROMIUM;
  if (named) return named;
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  return folders
    .flatMap(folder => names.map(name => path.join(folder, name)))
    .find(file => fs.existsSync(file));
}
