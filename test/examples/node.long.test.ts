import {spawnSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

const root = join(__dirname, '../..');

const classify = (...args: string[]) =>
  spawnSync(process.execPath, ['examples/node/classify.mjs', ...args], {cwd: root, encoding: 'utf8'});

test.each(['convolution', 'textbook-cee', 'textbook-sse'])(
  'examples/node reads the seven of its image file with models/%s and plain tfjs',
  name => {
    const {status, stdout} = classify(`models/${name}`, 'examples/node/seven.pgm');
    expect(stdout).toMatch(/^7, with probability [01]\.\d{3}\n/);
    expect(status).toBe(0);
  },
);

describe('examples/node', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'losslab-image-'))));
  afterEach(() => rmSync(folder, {recursive: true}));
  const seven = readFileSync(join(root, 'examples/node/seven.pgm'));
  const classifyBytes = (bytes: Buffer) => {
    writeFileSync(join(folder, 'image.pgm'), bytes);
    return classify('models/textbook-cee', join(folder, 'image.pgm'));
  };

  test('reads a file with comments in its header, as painting programs write it', () => {
    const commented = Buffer.concat([
      Buffer.from('P5\n# made by hand\n# twice\n28 28\n255\n'),
      seven.subarray(-784),
    ]);
    expect(classifyBytes(commented).stdout).toBe(classifyBytes(seven).stdout);
  });

  test.each([
    ['no image', Buffer.from('{"name": "losslab"}')],
    ['an image cut short', seven.subarray(0, -1)],
    ['an image with more behind it', Buffer.concat([seven, seven])],
    ['an image of another size', Buffer.from(seven.toString('latin1').replace('28 28', '28 27'), 'latin1')],
    ['nothing', Buffer.alloc(0)],
  ])('refuses %s', (_, bytes) => {
    const {status, stdout, stderr} = classifyBytes(bytes);
    expect({status, stdout}).toEqual({status: 1, stdout: ''});
    expect(stderr).toContain('image.pgm: expected PGM of 28x28');
  });
});
