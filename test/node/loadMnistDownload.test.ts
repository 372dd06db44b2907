import {mkdir, readdir, readFile, rm, writeFile} from 'node:fs/promises';
import {createServer, type IncomingMessage, type Server, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import {join} from 'node:path';
import {gunzipSync, gzipSync} from 'node:zlib';
import {datasetParts} from '../../src/data/mnist';
import {DataUnavailableError} from '../../src/errors';
import type {Patience} from '../../src/node/mnist/download';
import {loadDataset, type LoadOptions} from '../../src/node/mnist/loadDataset';
import {fakeDataset, fakeFiles, useDirectory, writeFiles} from './loadMnist.fixture';

const files = fakeFiles();
const dataset = fakeDataset(files);
const archives = datasetParts.map(part => `${dataset.files[part].name}.gz`);
const cache = useDirectory();

/** Long enough for a busy machine to answer on its own loopback; what is to time out says so. */
const patience = {connect: 20_000, idle: 20_000};

type Handler = (request: IncomingMessage, response: ServerResponse, body: Buffer) => void;
let server: Server;
let requests: string[];
let base: string;

/** Each first part of a path is a mirror of its own; `body` is the archive asked for. */
const handlers: Record<string, Handler> = {
  good: (_, response, body) => response.setHeader('content-length', body.length).end(body),
  missing: (_, response) => response.writeHead(404).end('not here'),
  other: (_, response, body) => response.end(gzipSync(gunzipSync(body).map(byte => byte ^ 1))),
  bomb: (_, response) => response.end(gzipSync(Buffer.alloc(200_000))),
  endless: (_, response) => response.end(Buffer.alloc(200_000, 1)),
  garbage: (_, response, body) => response.end(body.subarray(0, -10)),
  short: (_, response, body) => {
    response.setHeader('content-length', body.length + 100).write(body, () => response.destroy());
  },
  stalled: (_, response, body) =>
    void response.setHeader('content-length', body.length).write(body.subarray(0, 5)),
  silent: () => undefined,
  decoded: (_, response, body) => response.setHeader('content-encoding', 'gzip').end(body),
};

beforeAll(async () => {
  server = createServer((request, response) => {
    const [, mirror = '', name = ''] = (request.url ?? '').split('/');
    requests.push(`${mirror}/${name}`);
    const part = datasetParts.find(each => name === `${dataset.files[each].name}.gz`)!;
    handlers[mirror]!(request, response, gzipSync(files[part]));
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});

beforeEach(() => {
  requests = [];
});

afterAll(async () => {
  server.closeAllConnections();
  await new Promise(resolve => server.close(resolve));
});

const at = (mirror: string) => `${base}${mirror}/`;
const load = (mirrors: string[], options: LoadOptions = {}, waiting: Partial<Patience> = {}) =>
  loadDataset(
    dataset,
    {cacheDir: cache.current, mirrors: mirrors.map(at), ...options},
    {...patience, ...waiting},
  );
const stored = async () => (await readdir(join(cache.current, 'mnist')).catch(() => [])).sort();

describe('loadMnist() from mirrors', () => {
  test('downloads the four files, keeps them, and asks the network no more', async () => {
    const {train, test, source} = await load(['good']);
    expect([train.size, test.size, source.kind, source.origin]).toEqual([6, 3, 'mnist', at('good')]);
    expect(await stored()).toEqual([...archives].sort());
    const again = await load(['good'], {download: false});
    expect(again.source).toEqual({...source, origin: join(cache.current, 'mnist')});
    expect(requests).toEqual(archives.map(name => `good/${name}`));
  });

  test('tells progress chunk by chunk, up to the total', async () => {
    const onProgress = jest.fn();
    await load(['good'], {onProgress});
    const total = gzipSync(files.trainImages).length;
    const file = 'train-images-idx3-ubyte';
    expect(onProgress).toHaveBeenCalledWith({file, received: total, total, mirror: at('good')});
  });

  test.each([
    ['missing', 'HTTP 404 Not Found'],
    ['other', 'digest mismatch'],
    ['bomb', 'expected at most 52 bytes uncompressed, got more'],
    ['endless', 'expected at most 1128 bytes, got more'],
    ['garbage', 'expected a sound gzip file'],
    ['short', 'connection failed'],
  ])('goes on to the next mirror after one that is %s', async (mirror, reason) => {
    const onWarning = jest.fn();
    const {source} = await load([mirror, 'good'], {onWarning});
    expect(source.origin).toBe(at('good'));
    expect(onWarning).toHaveBeenCalledWith(expect.stringMatching(`^${at(mirror)}: .*${reason}`));
    expect(await stored()).toEqual([...archives].sort());
  });

  test.each([
    ['stalled', {idle: 200}, 'no data within 0.2 s'],
    ['silent', {connect: 200}, 'no answer within 0.2 s'],
  ])('gives up on a mirror that is %s', async (mirror, waiting, reason) => {
    await expect(load([mirror], {}, waiting)).rejects.toThrow(`${at(mirror)}: ${reason}`);
    expect(await stored()).toEqual([]);
  });

  test('asks a mirror that is silent only once', async () => {
    // Without sockets, so that the other mirror cannot be late.
    const fetch = jest.fn((url: string, {signal}: {signal: AbortSignal}) => {
      const part = datasetParts.find(each => url.endsWith(`/${dataset.files[each].name}.gz`))!;
      if (url.startsWith(at('good'))) return Promise.resolve(new Response(gzipSync(files[part])));
      return new Promise<Response>((_, reject) =>
        signal.addEventListener('abort', () => reject(new Error('aborted'))),
      );
    });
    const {source} = await load(['silent', 'good'], {fetch}, {connect: 100});
    expect(source.origin).toBe(at('good'));
    expect(fetch.mock.calls.filter(([url]) => url.startsWith(at('silent')))).toHaveLength(1);
  });

  test('takes files that the server has unpacked on the way', async () => {
    expect((await load(['decoded'])).source.kind).toBe('mnist');
    expect((await load([], {download: false})).source.kind).toBe('mnist');
  });

  test('lists every mirror’s reason, and what to do, when none has the files', async () => {
    const closed = await closedAddress();
    const attempt = load([], {mirrors: [closed, at('missing')]});
    await expect(attempt).rejects.toThrow(
      new DataUnavailableError(
        'loadMnist: cannot download train-images-idx3-ubyte; ' +
          'put the four files into a directory and name it with --data-dir or LOSSLAB_DATA:' +
          `\n  ${closed}: connection failed: ECONNREFUSED\n  ${at('missing')}: HTTP 404 Not Found`,
      ),
    );
    expect(await stored()).toEqual([]);
  });

  test('gives up at once where there is no network', async () => {
    const fetch = jest.fn(() => Promise.reject(new TypeError('fetch failed', {cause: {code: 'ENOTFOUND'}})));
    await expect(load(['a', 'b'], {fetch})).rejects.toThrow('b/: connection failed: ENOTFOUND');
    expect(fetch).toHaveBeenCalledTimes(2);
  });

  test('does not ask the network when told not to', async () => {
    await expect(load(['good'], {download: false})).rejects.toThrow(DataUnavailableError);
    expect(requests).toEqual([]);
  });

  test.each(['stalled', 'silent'])('is aborted while a mirror is %s, and leaves no file', async mirror => {
    const controller = new AbortController();
    const attempt = load([mirror, 'good'], {signal: controller.signal});
    setTimeout(() => controller.abort(new Error('enough')), 100);
    await expect(attempt).rejects.toThrow('enough');
    expect(await stored()).toEqual([]);
  });

  test('is aborted between two files, and leaves whole files only', async () => {
    const controller = new AbortController();
    const onProgress = ({file}: {file: string}) => {
      if (file.startsWith('t10k-images')) controller.abort(new Error('enough'));
    };
    await expect(load(['good'], {signal: controller.signal, onProgress})).rejects.toThrow('enough');
    expect(await stored()).toEqual(archives.slice(0, 2));
  });
});

describe('loadMnist() from a mirror in trouble', () => {
  /** Answers of a mirror, one a request; after the last it is sound. */
  function fetchAfter(...answers: ((body: Uint8Array) => Response)[]) {
    return jest.fn((url: string, {headers = {}}: {headers?: Record<string, string>}) => {
      const part = datasetParts.find(each => url.endsWith(`/${dataset.files[each].name}.gz`))!;
      const body = gzipSync(files[part]);
      const answer = answers.shift();
      if (answer) return Promise.resolve(answer(body));
      const from = Number(/^bytes=(\d+)-$/.exec(headers['range'] ?? '')?.[1] ?? 0);
      if (from === 0 || headers['if-range'] !== '"a"') return Promise.resolve(new Response(body));
      const range = {'content-range': `bytes ${from}-${body.length - 1}/${body.length}`};
      return Promise.resolve(new Response(body.subarray(from), {status: 206, headers: range}));
    });
  }
  const busy = (status: number) => () => new Response('busy', {status});
  test.each([429, 503])('asks again after %i', async status => {
    const fetch = fetchAfter(busy(status), busy(status));
    expect((await load(['a'], {fetch}, {pause: 1})).train.size).toBe(6);
    expect(fetch).toHaveBeenCalledTimes(6);
  });

  test('gives up after three attempts', async () => {
    const fetch = fetchAfter(busy(503), busy(503), busy(503));
    await expect(load(['a'], {fetch}, {pause: 1})).rejects.toThrow('a/: HTTP 503');
    expect(fetch).toHaveBeenCalledTimes(3);
  });

  test('does not ask again for what is not there', async () => {
    const fetch = fetchAfter(busy(404));
    await expect(load(['a'], {fetch}, {pause: 1})).rejects.toThrow('a/: HTTP 404');
    expect(fetch).toHaveBeenCalledTimes(1);
  });

  test.each([
    ['"a"', {range: 'bytes=10-', 'if-range': '"a"'}],
    ['W/"a"', undefined],
  ])('goes on where a connection broke, if the tag %s names bytes', async (etag, headers) => {
    const fetch = fetchAfter(slowlyBroken(etag));
    expect((await load(['a'], {fetch}, {pause: 1})).source.kind).toBe('mnist');
    expect(fetch.mock.calls[1]![1].headers).toEqual(headers);
  });

  test('ends a download that takes too long in all, or drips', async () => {
    const dripping = () => () => new Response(drip(), {headers: {}});
    await expect(load(['a'], {fetch: fetchAfter(dripping())}, {total: 150})).rejects.toThrow(
      'a/: no whole file within 0.15 s',
    );
    await expect(load(['a'], {fetch: fetchAfter(dripping())}, {idle: 150})).rejects.toThrow(
      'a/: slower than 1000 bytes a second for 0 s',
    );
  });

  /** A byte every 20 ms, for ever. */
  function drip(): ReadableStream<Uint8Array> {
    return new ReadableStream({
      pull: async controller => {
        await new Promise(resolve => setTimeout(resolve, 20));
        controller.enqueue(Uint8Array.of(31));
      },
    });
  }

  /** Ten bytes, read; then a broken connection. */
  function slowlyBroken(etag: string) {
    return (body: Uint8Array) => {
      let pulls = 0;
      const stream = new ReadableStream<Uint8Array>({
        pull: controller =>
          pulls++ === 0 ? controller.enqueue(body.subarray(0, 10)) : controller.error(new Error('reset')),
      });
      return new Response(stream, {headers: {etag}});
    };
  }
});

describe('loadMnist() and its cache', () => {
  test('mends a damaged file and keeps the sound ones', async () => {
    const directory = join(cache.current, 'mnist');
    await writeFiles(directory, files, name => `${name}.gz`);
    await writeFile(join(directory, archives[1]!), gzipSync(files.trainLabels).subarray(0, 12));
    await writeFile(join(directory, archives[3]!), gzipSync(files.testLabels.map(byte => byte ^ 1)));
    const onWarning = jest.fn();
    const {source} = await load(['good'], {onWarning});
    expect(source.origin).toBe(`${directory}, ${at('good')}`);
    expect(requests).toEqual([`good/${archives[1]!}`, `good/${archives[3]!}`]);
    expect(onWarning).toHaveBeenCalledWith(
      expect.stringContaining('train-labels-idx1-ubyte.gz: expected a sound gzip'),
    );
    expect(onWarning).toHaveBeenCalledWith(
      expect.stringContaining('t10k-labels-idx1-ubyte.gz: digest mismatch'),
    );
    await load([], {download: false});
  });

  test('finds the cache by LOSSLAB_CACHE, then by XDG_CACHE_HOME', async () => {
    await load(['good'], {cacheDir: join(cache.current, 'losslab')});
    process.env.XDG_CACHE_HOME = cache.current;
    const {source} = await load([], {cacheDir: undefined, download: false});
    expect(source.origin).toBe(join(cache.current, 'losslab', 'mnist'));
    process.env.LOSSLAB_CACHE = join(cache.current, 'elsewhere');
    await expect(load([], {cacheDir: undefined, download: false})).rejects.toThrow(
      join('elsewhere', 'mnist'),
    );
  });

  test('warns of a cache that cannot be written, and gives the data all the same', async () => {
    const cacheDir = join(cache.current, 'file');
    await writeFile(cacheDir, 'where a directory should be');
    const onWarning = jest.fn();
    expect((await load(['good'], {cacheDir, onWarning})).train.size).toBe(6);
    expect(onWarning).toHaveBeenCalledWith(expect.stringMatching('cannot be kept for the next time: E'));
    expect(await readFile(cacheDir, 'utf8')).toBe('where a directory should be');
  });

  test('leaves no temporary file where a directory is in the way', async () => {
    const directory = join(cache.current, 'mnist');
    await mkdir(join(directory, archives[0]!, 'nested'), {recursive: true});
    expect((await load(['good'])).train.size).toBe(6);
    expect(await stored()).toEqual([...archives].sort());
    await rm(directory, {recursive: true});
  });

  test('is shared by loads at the same time, each of which sees whole files only', async () => {
    const loads = Array.from({length: 8}, () => load(['good'], {onWarning: fail}));
    const sources = (await Promise.all(loads)).map(({source}) => source.digest);
    expect(new Set(sources).size).toBe(1);
    expect(await stored()).toEqual([...archives].sort());

    function fail(sentence: string) {
      throw new Error(sentence);
    }
  });
});

/** An address that was just listened at, and is no more. */
async function closedAddress(): Promise<string> {
  const closed = createServer();
  await new Promise<void>(resolve => closed.listen(0, '127.0.0.1', resolve));
  const {port} = closed.address() as AddressInfo;
  await new Promise(resolve => closed.close(resolve));
  return `http://127.0.0.1:${port}/`;
}
