import {existsSync} from 'node:fs';
import {isAbsolute} from 'node:path';
import {fileURLToPath} from 'node:url';
import * as tf from '@tensorflow/tfjs';
import {DataUnavailableError} from '../errors';
import {modelDigest} from './packing';
import {readModelFiles} from './readModelFiles';
import {writeModelFiles} from './saveModel';
import {t} from '../text';

/**
 * Teaches plain tfjs in Node to save to and load from `file://`, which otherwise only tfjs-node does.
 *
 * Saving is atomic and loading strict, as with {@link saveModel} and {@link loadModel}, which besides keep the loss. Where
 * tfjs-node is loaded it has handlers of its own, and nothing is changed; where it is loaded later, the first one asked wins.
 *
 * @returns Whether handlers were registered; a second call registers none.
 *
 * @example
 * registerFileHandlers();
 * await model.save('file://models/mine');
 * const same = await tf.loadLayersModel('file://models/mine/model.json');
 */
export function registerFileHandlers(): boolean {
  if (tf.io.getSaveHandlers('file://anywhere').length > 0) return false;
  // tfjs asks every router, and types one that passes as impossible.
  tf.io.registerSaveRouter(handlerOf as Router);
  tf.io.registerLoadRouter(handlerOf as Router);
  return true;
}

function handlerOf(url: string | string[]): tf.io.IOHandler | null {
  const path = typeof url === 'string' && url.startsWith('file://') ? pathOf(url) : undefined;
  if (path === undefined) return null;
  return {
    save: async artifacts => {
      const weights = new Uint8Array(tf.io.CompositeArrayBuffer.join(artifacts.weightData));
      const metadata = {sha256: modelDigest({artifacts}, weights)};
      await writeModelFiles(path, {artifacts, metadata, weights, state: undefined});
      return {modelArtifactsInfo: tf.io.getModelArtifactsInfoForJSON(artifacts)};
    },
    load: async () => {
      assertMeant(String(url), path);
      return (await readModelFiles(path)).artifacts;
    },
  };
}

/** @throws {DataUnavailableError} If nothing is at a relative path, and something at the absolute one of the same name. */
function assertMeant(url: string, path: string): void {
  if (isAbsolute(path) || existsSync(path) || !existsSync(`/${path}`)) return;
  throw new DataUnavailableError(
    t`${url}: expected a file or folder ${path} in the working directory, got none; for /${path} write file:///${path}`,
    {place: path},
  );
}

type Router = Parameters<typeof tf.io.registerSaveRouter>[0];

/** `file:///absolute` is a URL; `file://relative`, as tfjs-node has it, is not one with a path. */
function pathOf(url: string): string {
  return url.startsWith('file:///') ? fileURLToPath(url) : url.slice('file://'.length);
}
