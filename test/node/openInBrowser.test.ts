import {InvalidValueError} from '../../src/errors';
import {openInBrowser} from '../../src/node/openInBrowser';

const node = (code: string) => [process.execPath, '-e', code] as const;

test('is done when the opener is, and leaves one running that shows the page itself', async () => {
  await openInBrowser('page.html', node(''));
});

test('says in one sentence what went wrong', async () => {
  await expect(openInBrowser('page.html', ['no-such-opener'])).rejects.toThrow(
    '--open: expected a browser that no-such-opener can start, got spawn no-such-opener ENOENT',
  );
  await expect(openInBrowser('page.html', node('process.exit(3)'))).rejects.toThrow(InvalidValueError);
});
