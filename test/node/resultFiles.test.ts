import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import {assertWritable, writeAtomically, writeDirectory} from '../../src/node/writeAtomically';

let root: string;
beforeEach(() => (root = fs.mkdtempSync(path.join(os.tmpdir(), 'losslab-'))));
afterEach(() => fs.rmSync(root, {recursive: true}));

describe('assertWritable()', () => {
  test('accepts a directory that is there or could be made, and leaves nothing', async () => {
    await assertWritable(root);
    await assertWritable(path.join(root, 'a', 'b', 'c'));
    expect(fs.readdirSync(root)).toEqual([]);
  });

  test('keeps a directory that was there', async () => {
    fs.mkdirSync(path.join(root, 'a'));
    await assertWritable(path.join(root, 'a'));
    expect(fs.readdirSync(root)).toEqual(['a']);
  });

  test('refuses a path through a file', async () => {
    fs.writeFileSync(path.join(root, 'file'), '');
    await expect(assertWritable(path.join(root, 'file', 'a'))).rejects.toThrow('ENOTDIR');
    await expect(assertWritable(path.join(root, 'file'))).rejects.toThrow('EEXIST');
  });
});

test("writeAtomically() writes where file handles cannot be synced, as under Yarn's Plug'n'Play", async () => {
  const handle = await fs.promises.open(path.join(root, 'probe'), 'w');
  const sync = jest.spyOn(Object.getPrototypeOf(handle) as fs.promises.FileHandle, 'sync');
  sync.mockImplementation(() => {
    throw new Error('Method not implemented.');
  });
  await handle.close();
  try {
    await writeAtomically(path.join(root, 'a.txt'), 'A');
  } finally {
    sync.mockRestore();
  }
  expect(fs.readFileSync(path.join(root, 'a.txt'), 'utf8')).toBe('A');
});

describe('writeDirectory()', () => {
  test('writes all files under the name', async () => {
    const directory = await writeDirectory(path.join(root, 'reports'), 'run', {'a.txt': 'A', 'b.txt': 'B'});
    expect(directory).toBe(path.join(root, 'reports', 'run'));
    expect(fs.readFileSync(path.join(directory, 'b.txt'), 'utf8')).toBe('B');
    expect(fs.readdirSync(path.join(root, 'reports'))).toEqual(['run']);
  });

  test('never touches what has the name already, also when two write at once', async () => {
    const names = await Promise.all(
      ['1', '2', '3'].map(text => writeDirectory(root, 'run', {'a.txt': text})),
    );
    expect(names.map(name => path.basename(name)).sort()).toEqual(['run', 'run-2', 'run-3']);
    const texts = names.map(name => fs.readFileSync(path.join(name, 'a.txt'), 'utf8'));
    expect(texts).toEqual(['1', '2', '3']);
  });

  test('leaves nothing half-written where a file fails', async () => {
    await expect(writeDirectory(root, 'run', {'a.txt': 'A', 'missing/b.txt': 'B'})).rejects.toThrow('ENOENT');
    expect(fs.readdirSync(root)).toEqual([]);
  });
});
