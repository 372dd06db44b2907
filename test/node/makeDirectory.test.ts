import {existsSync, mkdtempSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {makeDirectory} from '../../src/node/writeAtomically';

const root = mkdtempSync(join(tmpdir(), 'losslab-test-'));
afterAll(() => rmSync(root, {recursive: true, force: true}));

test('makeDirectory() makes what is missing and names the first', async () => {
  const path = join(root, 'a', 'b', 'c');
  expect(await makeDirectory(path)).toBe(join(root, 'a'));
  expect(statSync(path).isDirectory()).toBe(true);
  expect(await makeDirectory(path)).toBeUndefined();
});

test('makeDirectory() may run twice at once', async () => {
  const path = join(root, 'x', 'y', 'z');
  await Promise.all([makeDirectory(path), makeDirectory(path), makeDirectory(path)]);
  expect(statSync(path).isDirectory()).toBe(true);
});

test('makeDirectory() refuses a file in the way', async () => {
  writeFileSync(join(root, 'file'), '');
  await expect(makeDirectory(join(root, 'file'))).rejects.toMatchObject({code: 'EEXIST'});
  await expect(makeDirectory(join(root, 'file', 'below'))).rejects.toMatchObject({code: 'ENOTDIR'});
});

(existsSync('/proc/self') ? test : test.skip)(
  'makeDirectory() gives up where the system refuses, as in /proc',
  async () => {
    await expect(makeDirectory('/proc/losslab/reports')).rejects.toMatchObject({code: 'ENOENT'});
  },
);
