import {createServer, type Server} from 'node:http';
import {connect, type AddressInfo, type Socket} from 'node:net';
import {gzipSync} from 'node:zlib';
import {datasetParts} from '../../src/data/mnist';
import {loadDataset} from '../../src/node/mnist/loadDataset';
import {proxyFor} from '../../src/node/mnist/mirrors';
import {fakeDataset, fakeFiles, useDirectory} from './loadMnist.fixture';

const files = fakeFiles();
const dataset = fakeDataset(files);
const cache = useDirectory();

/** Long enough for a busy machine to answer on its own loopback. */
const patience = {connect: 20_000, idle: 20_000};

describe('proxyFor()', () => {
  const proxies = {HTTP_PROXY: 'http://plain:1', HTTPS_PROXY: 'http://secure:2'};
  test.each([
    ['https://a.org/x', {}, undefined],
    ['https://a.org/x', proxies, 'http://secure:2'],
    ['http://a.org/x', proxies, 'http://plain:1'],
    ['https://a.org/x', {...proxies, https_proxy: 'http://lower:3'}, 'http://lower:3'],
    ['https://a.org/x', {HTTPS_PROXY: 'proxy:8080'}, 'http://proxy:8080'],
    ['https://a.org/x', {HTTP_PROXY: 'http://plain:1'}, undefined],
    ['https://a.org/x', {...proxies, NO_PROXY: '*'}, undefined],
    ['https://a.org/x', {...proxies, NO_PROXY: 'b.org, a.org'}, undefined],
    ['https://data.a.org/x', {...proxies, no_proxy: '.a.org'}, undefined],
    ['https://data.a.org/x', {...proxies, no_proxy: '*.A.org'}, undefined],
    ['https://nota.org/x', {...proxies, NO_PROXY: 'a.org'}, 'http://secure:2'],
    ['https://a.org/x', {...proxies, NO_PROXY: 'a.org:443'}, undefined],
    ['https://a.org/x', {...proxies, NO_PROXY: 'a.org:8443'}, 'http://secure:2'],
    ['https://a.org/x', {HTTPS_PROXY: ''}, undefined],
  ])('for %s with %j is %s', (address, environment, proxy) => {
    expect(proxyFor(address, environment)).toBe(proxy);
  });
});

describe('loadMnist() behind a proxy', () => {
  const sockets = new Set<Socket>();
  let mirror: Server;
  let proxy: Server;
  let tunnels: string[];

  beforeEach(async () => {
    tunnels = [];
    mirror = createServer((request, response) => {
      const part = datasetParts.find(each => request.url === `/${dataset.files[each].name}.gz`)!;
      response.end(gzipSync(files[part]));
    });
    proxy = createServer();
    proxy.on('connect', (request, client: Socket) => {
      tunnels.push(request.url ?? '');
      const upstream = connect((mirror.address() as AddressInfo).port, '127.0.0.1', () => {
        client.write('HTTP/1.1 200 Connection established\r\n\r\n');
        client.pipe(upstream).pipe(client);
      });
      for (const socket of [client, upstream]) sockets.add(socket.on('error', () => undefined));
    });
    await Promise.all([mirror, proxy].map(listen));
  });

  afterEach(async () => {
    for (const socket of sockets) socket.destroy();
    await Promise.all([mirror, proxy].map(close));
  });

  const load = () =>
    loadDataset(dataset, {cacheDir: cache.current, mirrors: ['http://mnist.invalid/']}, patience);

  test('tunnels to a mirror that it cannot reach itself', async () => {
    process.env.HTTP_PROXY = addressOf(proxy);
    expect((await load()).source).toMatchObject({kind: 'mnist', origin: 'http://mnist.invalid/'});
    expect(new Set(tunnels)).toEqual(new Set(['mnist.invalid:80']));
  });

  test('says so when the proxy is not there', async () => {
    process.env.HTTP_PROXY = addressOf(proxy);
    await close(proxy);
    await expect(load()).rejects.toThrow('http://mnist.invalid/: connection failed: ECONNREFUSED');
  });
});

function listen(server: Server): Promise<void> {
  return new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
}

function close(server: Server): Promise<unknown> {
  server.closeAllConnections();
  return new Promise(resolve => server.close(resolve));
}

function addressOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
