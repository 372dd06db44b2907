import {spawnSync} from 'node:child_process';
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

test('examples/node refuses what is no such image', () => {
  const {status, stderr} = classify('models/convolution', 'package.json');
  expect(status).not.toBe(0);
  expect(stderr).toContain('package.json: expected PGM of 28x28');
});
