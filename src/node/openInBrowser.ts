import {spawn} from 'node:child_process';
import {t} from '../text';
import {InvalidValueError} from '../errors';

/** Some openers stay until the browser is closed. One that has not failed after so many milliseconds has opened the page. */
const settled = 3000;

/** What opens a file with the program that the user has chosen for it, on each platform. */
function openerOf(file: string): readonly [string, ...string[]] {
  if (process.platform === 'darwin') return ['open', file];
  // start is a part of cmd; its first quoted argument would be the title of a window.
  if (process.platform === 'win32') return ['cmd', '/c', 'start', '""', file];
  return ['xdg-open', file];
}

/**
 * Opens a page in the user's browser. The browser outlives this process.
 *
 * @param file An absolute path.
 * @throws {InvalidValueError} If the system has no program that opens it.
 *
 * @example
 * await openInBrowser('/tmp/index.html');
 */
export async function openInBrowser(file: string, opener = openerOf(file)): Promise<void> {
  const [command, ...words] = opener;
  const child = spawn(command, words, {stdio: 'ignore', detached: true});
  await new Promise<void>((resolve, reject) => {
    const refuse = (got: string) =>
      reject(new InvalidValueError(t`--open: expected a browser that ${command} can start, got ${got}`));
    child.once('error', ({message}) => refuse(message));
    child.once('exit', code => (code === 0 ? resolve() : refuse(`exit code ${code}`)));
    setTimeout(resolve, settled).unref();
  });
  child.unref();
}
