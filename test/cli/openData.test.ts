import {openData} from '../../src/cli/openData';
import {CorruptDataError, DataUnavailableError} from '../../src/errors';
import {inEnglish} from '../../src/text';
import {fakeContext, fakeLibrary, FakeStream} from './fakes';

const options = {
  dataset: 'auto',
  dataDir: undefined,
  cacheDir: undefined,
  seed: 3,
  classes: undefined,
} as const;
const unavailable = () => Promise.reject(new DataUnavailableError('loadMnist: no network'));
const corrupt = () => Promise.reject(new CorruptDataError('loadMnist: t10k-labels: digest mismatch'));

test('auto takes the files where they can be had, and credits MNIST', async () => {
  const {record, train} = await openData(options, fakeContext(), fakeLibrary());
  expect(record).toMatchObject({kind: 'mnist', origin: '/data/mnist', train: 30, test: 10});
  expect(inEnglish(record.attribution!)).toContain('LeCun');
  expect(train.size).toBe(30);
});

test('auto draws digits where no files can be had, and says why in the record', async () => {
  const stderr = new FakeStream(true);
  const library = fakeLibrary({loadMnist: unavailable});
  const {record, source} = await openData(options, fakeContext({stderr}), library);
  const note = 'MNIST is not available, so these are synthetic digits (loadMnist: no network).';
  expect(record.kind).toBe('synthetic');
  expect(inEnglish(record.origin)).toBe('drawn by losslab from seed 3');
  expect(inEnglish(record.note!)).toBe(note);
  expect(record.attribution).toBeUndefined();
  expect(source.digest).toMatch(/^[0-9a-f]{64}$/);
  expect(stderr.text).toBe(''); // it stands in the output
});

test('auto never replaces damaged files', async () => {
  await expect(openData(options, fakeContext(), fakeLibrary({loadMnist: corrupt}))).rejects.toThrow(
    CorruptDataError,
  );
});

test('mnist insists', async () => {
  const insisting = {...options, dataset: 'mnist'} as const;
  const library = fakeLibrary({loadMnist: unavailable});
  await expect(openData(insisting, fakeContext(), library)).rejects.toThrow(DataUnavailableError);
});

test('synthetic never looks for files, and draws two sets from the seed', async () => {
  const loadMnist = jest.fn(unavailable);
  const base = fakeLibrary({loadMnist});
  const drawn: unknown[] = [];
  const syntheticDigits: typeof base.syntheticDigits = wanted => {
    drawn.push(wanted);
    return base.syntheticDigits(wanted);
  };
  const synthetic = {...options, dataset: 'synthetic'} as const;
  const {record} = await openData(synthetic, fakeContext(), {...base, syntheticDigits}, 60_000);
  expect(loadMnist).not.toHaveBeenCalled();
  expect(drawn).toEqual([
    {size: 60_000, seed: 3, split: 'train'},
    {size: 10_000, seed: 3, split: 'test'},
  ]);
  expect(record.note).toBeUndefined();
});

test('files that are not MNIST are called so and credited to nobody', async () => {
  const {train, test: held} = await fakeLibrary().loadMnist();
  const loadMnist = () =>
    Promise.resolve({train, test: held, source: {kind: 'idx', origin: '/data/fashion', digest: ''} as const});
  const {record} = await openData(options, fakeContext(), fakeLibrary({loadMnist}));
  expect(record.kind).toBe('idx');
  expect(record.attribution).toBeUndefined();
});

test('hands directories and the signal on, and shows how far a download is', async () => {
  const {loadMnist} = fakeLibrary();
  const given: unknown[] = [];
  const watched: typeof loadMnist = asked => {
    given.push(asked?.dataDir, asked?.cacheDir, asked?.signal);
    return loadMnist(asked);
  };
  const context = fakeContext();
  await openData(
    {...options, dataDir: '/d', cacheDir: '/etc/passwd/c'},
    context,
    fakeLibrary({loadMnist: watched}),
  );
  expect(given).toEqual(['/d', '/etc/passwd/c', context.signal]);
});

test('a data set that somebody named is handed on, and MNIST is not where nobody did', async () => {
  const {loadMnist} = fakeLibrary();
  const asked: unknown[] = [];
  const watched: typeof loadMnist = wanted => {
    asked.push(wanted?.dataset);
    return loadMnist(wanted);
  };
  const library = fakeLibrary({loadMnist: watched});
  for (const dataset of ['auto', 'mnist', 'kmnist'] as const) {
    await openData({...options, dataset}, fakeContext(), library);
  }
  expect(asked).toEqual([undefined, 'mnist', 'kmnist']);
});

test('auto does not draw digits in the place of another count of classes', async () => {
  const library = fakeLibrary({loadMnist: unavailable});
  await expect(openData({...options, classes: 5}, fakeContext(), library)).rejects.toThrow(
    DataUnavailableError,
  );
  expect((await openData({...options, classes: 10}, fakeContext(), library)).record.kind).toBe('synthetic');
});
