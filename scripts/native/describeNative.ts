/**
 * Proves the native backend with an op and says what it is; if there is none that works, the reason on stderr and exit
 * code 1.
 */
import * as tf from '@tensorflow/tfjs';
import {selectBackend} from '../../src/backends/selectBackend';
import {environment} from '../../src/node/environment';

/** The part of tfjs-node's backend that is read here. */
interface NativeBackend {
  readonly binding: {readonly TF_Version: string};
}

async function describeNative(): Promise<string> {
  await selectBackend('tensorflow');
  const {TF_Version: library} = (tf.backend() as unknown as NativeBackend).binding;
  return `@tensorflow/tfjs-node ${environment().backends['@tensorflow/tfjs-node'] ?? ''} with TensorFlow ${library}`;
}

describeNative().then(
  line => console.log(line),
  (error: unknown) => {
    console.error(`build-native: ${(error as Error).message}`);
    process.exitCode = 1;
  },
);
