import * as fs from 'node:fs';
import {createServer, type Server} from 'node:http';
import type {AddressInfo} from 'node:net';
import * as os from 'node:os';
import * as path from 'node:path';
import {BackendUnavailableError, DataUnavailableError} from '../../../src/errors';
import {installNative, type NativeOptions, type NativeProof} from '../../../src/node/native/installNative';
import {inEnglish} from '../../../src/text';

// A tfjs-node whose scripts are stand-ins, a host on this machine, a compiler that only copies: the steps are real.
let folder: string;
let host: Server;
let messages: string[];

beforeEach(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'losslab-native-'));
  messages = [];
  host = createServer((_, response) => void response.writeHead(404).end());
  await new Promise<void>(resolve => void host.listen(0, '127.0.0.1', resolve));
  const {port} = host.address() as AddressInfo;
  const binary = {host: `http://127.0.0.1:${port}/addons`};
  write('node_modules/@tensorflow/tfjs-node/package.json', JSON.stringify({version: '4.22.0', binary}));
  write('node_modules/@mapbox/node-pre-gyp/package.json', '{}');
  write(
    'npm-cli.js',
    `console.log(process.argv[4] === 'ignore-scripts' ? process.env.IGNORED ?? 'false' : '')`,
  );
  write('node_modules/.bin/node-pre-gyp', '#!/bin/sh\necho "$1" > lib/addon\n', 0o755);
});

afterEach(async () => {
  host.closeAllConnections();
  await new Promise(resolve => void host.close(resolve));
  fs.rmSync(folder, {recursive: true});
});

function write(name: string, text: string, mode = 0o644): string {
  const file = path.join(folder, name);
  fs.mkdirSync(path.dirname(file), {recursive: true});
  fs.writeFileSync(file, text, {mode});
  return file;
}

const at = (name: string) => path.join(folder, 'node_modules/@tensorflow/tfjs-node', name);
const works: NativeProof = {ok: true, version: '4.22.0', tensorflow: '2.9.1'};
const fails: NativeProof = {ok: false, reason: 'no addon'};
/** Whether the stand-in for an addon is where a real one would be. */
const proveFile = () => Promise.resolve(fs.existsSync(at('lib/addon')) ? works : fails);

function install(changes: Partial<NativeOptions> = {}) {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/proxy|^npm_config/i.test(name)),
  );
  return installNative({
    ...{source: 'auto', force: false, cacheDir: path.join(folder, 'cache'), prove: proveFile},
    signal: new AbortController().signal,
    onMessage: message => messages.push(inEnglish(message)),
    place: {root: folder, version: '4.22.0', installed: at('')},
    ...changes,
    env: {...env, npm_execpath: path.join(folder, 'npm-cli.js'), ...changes.env},
  });
}

/** What tfjs-node's install script does: it makes its folder and calls a tool of another package. */
const script = `require('fs').mkdirSync('lib');
require('child_process').execFileSync('node-pre-gyp', ['install'], {stdio: 'inherit'});`;

/** A TensorFlow for Python, as far as a build looks at it, and a node-gyp that notes what it is asked. */
function fakeTensorflow(): Record<string, string> {
  write('tensorflow/include/tensorflow/c/eager/c_api.h', '');
  for (const name of ['libtensorflow_cc.so.2', 'libtensorflow_framework.so.2'])
    write(`tensorflow/${name}`, name);
  const gyp = `const fs = require('fs');
fs.mkdirSync('lib');
fs.writeFileSync('lib/addon', fs.readFileSync('deps/lib/libtensorflow.so') + process.argv.slice(2).join(' '));`;
  return {LOSSLAB_TENSORFLOW: path.join(folder, 'tensorflow'), npm_config_node_gyp: write('gyp.js', gyp)};
}

test('leaves alone what works', async () => {
  await expect(install({prove: () => Promise.resolve(works)})).resolves.toEqual({
    ...{how: 'present', version: '4.22.0', tensorflow: '2.9.1'},
  });
  expect(messages).toEqual([]);
});

test("takes tfjs-node's own addon where its script can download it", async () => {
  write('node_modules/@tensorflow/tfjs-node/scripts/install.js', script);
  await expect(install()).resolves.toMatchObject({how: 'prebuilt', tensorflow: '2.9.1'});
  expect(fs.readFileSync(at('lib/addon'), 'utf8')).toBe('install\n');
});

test('builds against a TensorFlow for Python where the host cannot be reached, and says why', async () => {
  if (process.platform !== 'linux') return;
  const env = {...fakeTensorflow(), TFJS_NODE_CDN_STORAGE: 'http://127.0.0.1:1/'};
  await expect(install({env})).resolves.toMatchObject({how: 'wheel'});
  expect(messages).toEqual([
    'downloading the addon of @tensorflow/tfjs-node 4.22.0',
    expect.stringMatching(/^native: the prebuilt addon cannot be had: 127\.0\.0\.1:1 cannot be reached \(/),
    `building against ${path.join(folder, 'tensorflow')}`,
  ]);
  // It links against the C library by the name that tfjs-node's binding.gyp has for it.
  expect(fs.readFileSync(at('lib/addon'), 'utf8')).toMatch(
    /^libtensorflow_cc\.so\.2rebuild .*--module_path=\S*lib\/napi-v8 --napi_build_version=8 /,
  );
});

test('a script that fails is a reason, too', async () => {
  write('node_modules/@tensorflow/tfjs-node/scripts/install.js', 'throw new Error("unexpected end of file")');
  await expect(install({source: 'prebuilt'})).rejects.toThrow(
    new BackendUnavailableError(
      'native: the prebuilt addon cannot be had: its script failed: Error: unexpected end of file',
    ),
  );
});

test('runs no script where npm is told not to', async () => {
  write('node_modules/@tensorflow/tfjs-node/scripts/install.js', script);
  await expect(install({source: 'prebuilt', env: {IGNORED: 'true'}})).rejects.toThrow(
    "native: the prebuilt addon cannot be had: npm's setting ignore-scripts forbids its script",
  );
  expect(fs.existsSync(at('lib'))).toBe(false);
});

test('an addon that does not work is an error, and does not stay', async () => {
  if (process.platform !== 'linux') return;
  const prove = () => Promise.resolve(fails);
  await expect(install({source: 'wheel', env: fakeTensorflow(), prove})).rejects.toThrow(
    new BackendUnavailableError('native: the addon is built but does not work: no addon'),
  );
  expect([fs.existsSync(at('lib')), fs.existsSync(at('deps'))]).toEqual([false, false]);
  expect(fs.existsSync(at('package.json'))).toBe(true); // what the user installed stays
});

test('a TensorFlow that somebody named is used or refused', async () => {
  if (process.platform !== 'linux') return;
  const env = {LOSSLAB_TENSORFLOW: folder};
  const error: unknown = await install({source: 'wheel', env}).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(DataUnavailableError);
  expect(String(error)).toMatch(/expected LOSSLAB_TENSORFLOW to be a wheel, or/);
});

test('stops when it is interrupted', async () => {
  write('node_modules/@tensorflow/tfjs-node/scripts/install.js', 'setTimeout(() => {}, 60_000)');
  const controller = new AbortController();
  const onMessage = () => setTimeout(() => controller.abort(new Error('interrupted')), 300);
  await expect(install({signal: controller.signal, onMessage})).rejects.toThrow('interrupted');
});
