import * as tf from '@tensorflow/tfjs';
import {t, type Text} from '../text';
import type {LoadPackage} from './loadPackage';

/** How losslab was installed, on which depends what brings it another package. */
export interface Installation {
  /** `global`: by `npm install --global`, which gives every package a TensorFlow.js of its own. */
  readonly kind: 'repository' | 'project' | 'global';
  /** What to type for the package, as a part of a sentence. */
  readonly advice: Text;
  /** Of a global installation: the folder of losslab, which npm can install again from there. */
  readonly folder?: string;
}

const nativePackage = '@tensorflow/tfjs-node';

/**
 * Looks where losslab and the TensorFlow.js that it uses lie, and says what installs another package beside them.
 *
 * @param id The package, which is to have the version of TensorFlow.js.
 * @param own The folder of losslab's code.
 *
 * @example
 * installation(loadPackage, '@tensorflow/tfjs-backend-wasm').advice;  // npm install @tensorflow/tfjs-backend-wasm@4.22.0
 */
export function installation(load: LoadPackage, id: string, own: string = __dirname): Installation {
  const tfjs = load.resolve('@tensorflow/tfjs');
  const [, globally] = /^(.*[\\/]node_modules[\\/]losslab)[\\/]node_modules[\\/]/.exec(tfjs) ?? [];
  const spec = `${id}@${tf.version_core}`;
  if (globally !== undefined) {
    return {kind: 'global', advice: moveToFolder(globally, id, spec), folder: globally};
  }
  const kind = /[\\/]node_modules[\\/]/.test(own) ? 'project' : 'repository';
  const native = kind === 'project' ? 'npx losslab native' : 'npm run native';
  return {kind, advice: id === nativePackage ? native : `npm install ${spec}`};
}

/** `--install-links` copies losslab, whence it lies now: whoever installed it from a file may not have that any more. */
function moveToFolder(from: string, id: string, spec: string): Text {
  const beside = id === nativePackage ? `@tensorflow/tfjs@${tf.version_core}` : spec;
  const command = '~/losslab/node_modules/.bin/losslab';
  return t`npm install --install-links --prefix ~/losslab ${from} ${beside}, and from then on ${
    id === nativePackage ? `${command} native` : command
  }`;
}
