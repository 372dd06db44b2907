import {spawnSync} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {encodeIdx} from '../../src/data/idx';
import {mnist} from '../../src/data/mnist';
import {syntheticDigits} from '../../src/data/syntheticDigits';

const root = join(__dirname, '../..');

const models = (dataDir: string, ...args: string[]) => {
  const {status, stdout, stderr} = spawnSync(
    process.execPath,
    ['--import', 'tsx', 'scripts/models.ts', '--check', ...args],
    {cwd: root, encoding: 'utf8', env: {...process.env, LOSSLAB_DATA: dataDir}},
  );
  return {status, stdout, stderr};
};

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'losslab-test-'))));
afterEach(() => rmSync(folder, {recursive: true}));

test('npm run models refuses data that are not MNIST, in one sentence', () => {
  const {images, labels, size} = syntheticDigits({size: 20, seed: 1});
  const files = {
    trainImages: encodeIdx({type: 'uint8', shape: [size, 28, 28], values: images}),
    trainLabels: encodeIdx({type: 'uint8', shape: [size], values: labels}),
  };
  writeFileSync(join(folder, mnist.files.trainImages.name), files.trainImages);
  writeFileSync(join(folder, mnist.files.trainLabels.name), files.trainLabels);
  writeFileSync(join(folder, mnist.files.testImages.name), files.trainImages);
  writeFileSync(join(folder, mnist.files.testLabels.name), files.trainLabels);
  expect(models(folder)).toEqual({
    status: 3,
    stdout: '',
    stderr: `models: expected MNIST itself, got other images of its form from ${folder}\n`,
  });
});

test('npm run models refuses a name that it does not know', () => {
  expect(models(folder, 'resnet')).toEqual({
    status: 2,
    stdout: '',
    stderr: 'models: expected --check or names of textbook-cee, textbook-sse, convolution, got resnet\n',
  });
});
