/** A file of its own: the process in which the native backend is tried with an op. An addon that breaks takes only this one along. */
import type {NativeProof} from '../../node/native/installNative';

const send = process.send?.bind(process);

/** The part of tfjs-node's backend that is read here. */
interface NativeBackend {
  readonly binding?: {readonly TF_Version?: string};
}

if (send !== undefined) process.once('message', () => void prove().then(proof => send(proof)));

async function prove(): Promise<NativeProof> {
  try {
    /* eslint-disable @typescript-eslint/no-require-imports -- an error on the way is an outcome, too */
    const tf = require('@tensorflow/tfjs') as typeof import('@tensorflow/tfjs');
    const {probeBackends} = require('../../node') as typeof import('../../node');
    /* eslint-enable @typescript-eslint/no-require-imports */
    const native = (await probeBackends()).find(({name}) => name === 'tensorflow');
    if (native?.usable !== true) return {ok: false, reason: native?.reason ?? ''};
    const {binding} = tf.findBackend('tensorflow') as NativeBackend;
    return {ok: true, version: native.version, tensorflow: binding?.TF_Version ?? ''};
  } catch (error) {
    return {ok: false, reason: (error as Error).message.split('\n', 1)[0]!};
  }
}
