import * as tf from '@tensorflow/tfjs';
import {prepareFloat64} from '../backends/float64';
import {installation} from '../backends/installation';
import {loadPackage} from '../backends/loadPackage';
import {isProven, provenRange} from '../tfjs/provenVersions';
import {t, type Text} from '../text';

/** A part of losslab that leans on what tfjs does not promise, and whether it is on beside the installed tfjs. */
export interface TfjsPart {
  readonly name: 'float64' | 'wasmKernels' | 'replayedTraining' | 'corrections';
  readonly ok: boolean;
  /** What it was proven on, or why it is off and what happens in its place. */
  readonly detail: Text;
}

/**
 * What depends on the version of tfjs, by name; losses, data, training and saving do not.
 *
 * @example
 * tfjsParts().filter(({ok}) => !ok);  // [] beside tfjs 4.22.0
 */
export function tfjsParts(): TfjsPart[] {
  const float64 = prepareFloat64();
  return [
    float64.available
      ? on('float64')
      : {name: 'float64', ok: false, detail: t`off, gradients are checked in float32: ${float64.reason}`},
    isProven()
      ? on('wasmKernels')
      : off('wasmKernels', t`losslab refuses wasm unless tfjs's own kernels are asked for`),
    isProven()
      ? on('replayedTraining')
      : off('replayedTraining', t`every step is taken anew, which takes longer`),
  ];
}

/** What to type for an optional package, as a part of a sentence. */
export function installLine(id: string): Text {
  return installation(loadPackage, id).advice;
}

function on(name: TfjsPart['name']): TfjsPart {
  return {name, ok: true, detail: t`proven on tfjs ${provenRange}`};
}

function off(name: TfjsPart['name'], instead: Text): TfjsPart {
  return {
    name,
    ok: false,
    detail: t`off, ${instead}: proven on tfjs ${provenRange}, this is ${tf.version_core}`,
  };
}
