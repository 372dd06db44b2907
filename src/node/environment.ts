import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import type {DataSource} from '../data/split';
import {datasets} from '../data/datasets';
import type {Dataset} from '../data/mnist';
import {version} from '../../package.json';

/** What a run ran on. */
export interface Environment {
  /** Versions of this package, of TensorFlow.js, and of Node. */
  readonly losslab: string;
  readonly tfjs: string;
  readonly node: string;
  /** `linux x64`, `darwin arm64`, … */
  readonly platform: string;
  /** How many logical processors this process may use. */
  readonly processors: number;
  /** Versions of the optional backends; `undefined` where one is not installed. */
  readonly backends: Readonly<
    Record<'@tensorflow/tfjs-node' | '@tensorflow/tfjs-backend-wasm', string | undefined>
  >;
}

/**
 * The versions and the machine, read from package.json files; TensorFlow.js is not loaded.
 *
 * @example
 * environment().node === process.versions.node;  // true
 */
export function environment(): Environment {
  return {
    losslab: losslabVersion(),
    tfjs: installedVersion('@tensorflow/tfjs') ?? 'not installed',
    node: process.versions.node,
    platform: `${process.platform} ${process.arch}`,
    processors: os.availableParallelism(),
    backends: {
      '@tensorflow/tfjs-node': installedVersion('@tensorflow/tfjs-node'),
      '@tensorflow/tfjs-backend-wasm': installedVersion('@tensorflow/tfjs-backend-wasm'),
    },
  };
}

/** This package's own version. */
export function losslabVersion(): string {
  return version;
}

/** The folder of this package, which holds its models. */
export function packageRoot(): string {
  let folder = __dirname;
  while (!fs.existsSync(path.join(folder, 'package.json')) && path.dirname(folder) !== folder) {
    folder = path.dirname(folder);
  }
  return folder;
}

function installedVersion(name: string): string | undefined {
  try {
    return readVersion(require.resolve(`${name}/package.json`));
  } catch {
    return undefined;
  }
}

function readVersion(file: string): string {
  const content = JSON.parse(fs.readFileSync(file, 'utf8')) as {version: string};
  return content.version;
}

/**
 * A text with the user's home directory written as `~`, so that files made to be shown around do not carry a name.
 *
 * @example
 * hideHome(path.join(os.homedir(), 'mnist'));  // '~/mnist'
 */
export function hideHome(text: string, home = os.homedir()): string {
  return text.replaceAll(home + path.sep, `~${path.sep}`);
}

/**
 * Whom to credit where a source's images are shown.
 *
 * @returns `undefined` where nobody needs to be (digits drawn by code) or losslab does not know whose they are.
 *
 * @example
 * attributionOf({kind: 'synthetic', origin: 'drawn', digest: ''});  // undefined
 */
export function attributionOf({kind, name}: DataSource): string | undefined {
  if (kind === 'mnist') return datasets.mnist.attribution;
  return Object.values<Dataset>(datasets).find(each => name !== undefined && each.name === name)?.attribution;
}
