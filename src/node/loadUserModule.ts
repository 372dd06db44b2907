import * as fs from 'node:fs';
import {createRequire} from 'node:module';
import * as path from 'node:path';
import {pathToFileURL} from 'node:url';
import {installation} from '../backends/installation';
import {loadPackage} from '../backends/loadPackage';
import {DataUnavailableError, InvalidValueError} from '../errors';
import {t, type Text} from '../text';

/**
 * Loads a module of the user's: CommonJS or ESM, or TypeScript where tsx is installed or the runtime reads it (Node from 22.18
 * on, Bun, Deno).
 *
 * @param file An absolute path.
 * @returns What it exports.
 * @throws {DataUnavailableError} If there is no such file.
 * @throws {RangeError} If it cannot be loaded, or would bring a second TensorFlow.js into the process.
 */
export async function loadUserModule(file: string): Promise<unknown> {
  const name = path.basename(file);
  if (!fs.statSync(file, {throwIfNoEntry: false})?.isFile()) {
    throw new DataUnavailableError(t`gradcheck: expected a file of JavaScript or TypeScript, got ${file}`);
  }
  const requireThere = createRequire(file);
  assertOneEngine(requireThere, name);
  const forget = isTypeScript(file) ? registerTsx(requireThere, name) : undefined;
  try {
    return await load(file, requireThere);
  } catch (error) {
    if (resolveFrom(requireThere, tfjs) === undefined && String(error).includes(`'${tfjs}'`)) {
      throw new InvalidValueError(adviceOutside(name, path.dirname(file)), {cause: error});
    }
    throw new InvalidValueError(t`${name}: expected a module that loads, got ${firstLines(error)}`, {
      cause: error,
    });
  } finally {
    forget?.();
  }
}

const tfjs = '@tensorflow/tfjs';

/** A global losslab has a TensorFlow.js of its own: the module then needs a losslab beside its own. */
function adviceOutside(name: string, folder: string): Text {
  const {folder: own} = installation(loadPackage, tfjs);
  return own === undefined
    ? t`${name}: expected a project with @tensorflow/tfjs around it, got none; run npm install @tensorflow/tfjs in ${folder}`
    : t`${name}: expected a project with losslab and @tensorflow/tfjs around it, got none; in ${folder} run npm install --install-links ${own} @tensorflow/tfjs, and npx losslab in place of losslab`;
}

async function load(file: string, requireThere: NodeJS.Require): Promise<unknown> {
  if (path.extname(file) === '.mjs') return import(pathToFileURL(file).href);
  try {
    return requireThere(file) as unknown;
  } catch (error) {
    const {code} = error as NodeJS.ErrnoException;
    // Node 20 does not require ESM; a module with a top-level await is never required.
    if (code !== 'ERR_REQUIRE_ESM' && code !== 'ERR_REQUIRE_ASYNC_MODULE') throw error;
    return import(pathToFileURL(file).href);
  }
}

/** Tensors of one copy of TensorFlow.js mean nothing to another. */
function assertOneEngine(requireThere: NodeJS.Require, name: string): void {
  const theirs = resolveFrom(requireThere, tfjs);
  const ours = require.resolve(tfjs);
  if (theirs === undefined || theirs === ours) return;
  throw new InvalidValueError(
    t`${name}: expected it to use the @tensorflow/tfjs that losslab uses (${ours}), got another copy (${theirs}); install losslab beside it`,
  );
}

function isTypeScript(file: string): boolean {
  return ['.ts', '.mts', '.cts'].includes(path.extname(file));
}

/** @returns What takes tsx away again; undefined if this process runs under it anyway. */
function registerTsx(requireThere: NodeJS.Require, name: string): (() => void) | undefined {
  // This very file is TypeScript only where somebody compiles it on the fly.
  if (isTypeScript(__filename)) return undefined;
  const api = resolveFrom(requireThere, 'tsx/cjs/api') ?? resolveFrom(require, 'tsx/cjs/api');
  if (api === undefined && readsTypeScript()) return undefined;
  if (api === undefined) {
    throw new InvalidValueError(
      t`${name}: expected tsx, or Node 22.18 or newer, to read TypeScript, got neither; run npm install tsx`,
    );
  }
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- an optional package
  return (require(api) as {register(): () => void}).register();
}

/** Whether the runtime itself leaves the types out. */
function readsTypeScript(): boolean {
  const {features, versions} = process as {features: {typescript?: unknown}; versions: NodeJS.Dict<string>};
  return Boolean(features.typescript) || versions.bun !== undefined || versions.deno !== undefined;
}

function resolveFrom(requireThere: NodeJS.Require, id: string): string | undefined {
  try {
    return requireThere.resolve(id);
  } catch {
    return undefined;
  }
}

/** A module, or one of its exports, as sentences call it: what stands behind the last slash. */
export function nameOfPlace(place: string): string {
  return place.slice(Math.max(place.lastIndexOf('/'), place.lastIndexOf('\\')) + 1);
}

/** An error in one line: its first two, because a compiler's first says only that there is one. */
export function firstLines(error: unknown): string {
  let text: string;
  try {
    text = String(error);
  } catch {
    text = `a thrown ${typeof error}`; // anything can be thrown, also what has no text
  }
  const lines = text.split('\n').map(line => line.trim());
  return lines.filter(Boolean).slice(0, 2).join(' ');
}
