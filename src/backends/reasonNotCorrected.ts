import * as tf from '@tensorflow/tfjs';

/** The version of tfjs whose wasm kernels were looked at one by one. */
const provenVersion: string = '4.22.0';

/**
 * Why the corrected kernels do not belong on the wasm backend that is registered, or undefined if they do.
 * They are written against fields of the backend that tfjs does not promise, and leave alone what was right
 * in that version.
 *
 * @param version What the loaded package says of its own.
 * @param Backend The class that it registers.
 */
export function reasonNotCorrected(version: string, Backend: unknown): string | undefined {
  const id = '@tensorflow/tfjs-backend-wasm';
  // Typed as the version that it was compiled with; another one may be installed.
  const core: string = tf.version_core;
  if (version !== provenVersion || core !== provenVersion) {
    return (
      `its corrected kernels are for ${id} and @tensorflow/tfjs-core ${provenVersion}, got ${version} and ` +
      `${core}; install those, or take the stock kernels with {stock: true}`
    );
  }
  if (typeof Backend === 'function' && !(tf.findBackend('wasm') instanceof Backend)) {
    return (
      `its corrected kernels are for the ${id} that losslab loads, got a backend that another copy has registered; ` +
      'install only one, or take the stock kernels with {stock: true}'
    );
  }
  return undefined;
}
