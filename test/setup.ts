/** Every test file starts on its project's backend (see jest.config.js), without tfjs's advertisement for tfjs-node. */
import * as tf from '@tensorflow/tfjs';
import {selectBackend} from '../src/backends/selectBackend';
import {silenceCpuAdvertisement} from '../src/backends/openBackend';

declare const testedBackend: string;

/** Jest awaits what a setup file exports. */
export = async function setup(): Promise<void> {
  // The cpu backend is made when it is chosen, and at once: there is nothing to wait for.
  void tf.setBackend('cpu');
  silenceCpuAdvertisement(tf.backend());
  if (testedBackend !== 'cpu') await selectBackend(testedBackend);
  if (testedBackend === 'tensorflow') shareTypedArrays();
};

/** The addon makes its arrays outside Jest's sandbox; tfjs saves a model only if they are `instanceof` those inside. */
function shareTypedArrays(): void {
  for (const dtype of ['float32', 'int32'] as const) {
    const computed = tf.tidy(() => tf.neg(tf.scalar(0, dtype)));
    const outside = computed.dataSync().constructor;
    Object.assign(globalThis, {[outside.name]: outside});
    computed.dispose();
  }
}
