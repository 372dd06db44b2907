/** A process that fills the cache in the directory of its first argument from a mirror of its own, over and over, until it is killed. */
import {randomBytes} from 'node:crypto';
import {rm} from 'node:fs/promises';
import {join} from 'node:path';
import {gzipSync} from 'node:zlib';
import {datasetParts} from '../../src/data/mnist';
import {loadDataset} from '../../src/node/mnist/loadDataset';
import {fakeDataset, type Files} from '../../test/node/loadMnist.fixture';

void main(process.argv[2]!);

async function main(cacheDir: string): Promise<void> {
  const files = noisyFiles();
  const dataset = fakeDataset(files, ['http://mirror.invalid/']);
  const fetch = (url: string) => {
    const part = datasetParts.find(each => url.endsWith(`/${dataset.files[each].name}.gz`))!;
    return Promise.resolve(new Response(new Uint8Array(gzipSync(files[part], {level: 0}))));
  };
  for (;;) {
    await loadDataset(dataset, {cacheDir, fetch});
    await rm(join(cacheDir, 'mnist'), {recursive: true, force: true});
  }
}

/** Some megabytes each, so that writing them takes a while. */
function noisyFiles(): Files {
  const size = 4000;
  const header = (...shape: number[]) => {
    const bytes = Buffer.alloc(4 + 4 * shape.length);
    bytes.set([0, 0, 8, shape.length]);
    shape.forEach((n, axis) => bytes.writeUInt32BE(n, 4 + 4 * axis));
    return bytes;
  };
  const images = () => Buffer.concat([header(size, 28, 28), randomBytes(size * 784)]);
  const labels = () => Buffer.concat([header(size), Buffer.alloc(size)]);
  return {trainImages: images(), trainLabels: labels(), testImages: images(), testLabels: labels()};
}
