import * as fs from 'node:fs';
import {createRequire} from 'node:module';
import * as path from 'node:path';
import {installation} from '../../backends/installation';
import {loadPackage} from '../../backends/loadPackage';
import {BackendUnavailableError} from '../../errors';
import {t} from '../../text';

/** Where the native backend belongs, so that losslab finds it and it finds the TensorFlow.js that losslab uses. */
export interface NativePlace {
  /** The folder whose `node_modules` has TensorFlow.js. */
  readonly root: string;
  /** The version that tfjs-node must have. */
  readonly version: string;
  /** The folder of tfjs-node, where it is installed already. */
  readonly installed: string | undefined;
}

const id = '@tensorflow/tfjs-node';

/**
 * Looks where losslab's own TensorFlow.js lies.
 *
 * @throws {BackendUnavailableError} If tfjs-node cannot be put beside it from here; the sentence says what can be done.
 */
export function nativePlace(): NativePlace {
  const tfjs = loadPackage.resolve('@tensorflow/tfjs/package.json');
  const version = versionOf(tfjs);
  const installed = findPackage();
  if (installed !== undefined) {
    const got = versionOf(path.join(installed, 'package.json'));
    if (got === version) return {root: rootOf(tfjs), version, installed};
    throw new BackendUnavailableError(
      t`native: expected ${id} ${version}, the version of @tensorflow/tfjs, got ${got}; install the same version of both`,
    );
  }
  const {kind, advice} = installation(loadPackage, id);
  if (kind === 'global') {
    throw new BackendUnavailableError(
      t`native: expected a project, got a global installation; run ${advice}`,
    );
  }
  const manager = otherManager(rootOf(tfjs));
  if (manager === undefined) return {root: rootOf(tfjs), version, installed};
  throw new BackendUnavailableError(
    t`native: expected ${id} in a project of ${manager}, got none; run ${manager} add ${id}@${version}, and this again`,
  );
}

function rootOf(tfjs: string): string {
  return path.resolve(tfjs, '../../../..');
}

function versionOf(file: string): string {
  return (JSON.parse(fs.readFileSync(file, 'utf8')) as {version: string}).version;
}

function findPackage(): string | undefined {
  try {
    return path.dirname(createRequire(__filename).resolve(`${id}/package.json`));
  } catch {
    return undefined;
  }
}

/** Whoever else manages the project: npm would take its packages apart. */
function otherManager(root: string): string | undefined {
  if (root.includes(`${path.sep}.pnpm${path.sep}`)) return 'pnpm';
  const has = (name: string) => fs.existsSync(path.join(root, name));
  if (has('pnpm-lock.yaml')) return 'pnpm';
  if (has('yarn.lock')) return 'yarn';
  return has('bun.lock') || has('bun.lockb') ? 'bun' : undefined;
}
