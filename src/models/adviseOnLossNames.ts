import type * as tf from '@tensorflow/tfjs';
import {InvalidValueError} from '../errors';
import {lossTraits} from '../losses/lossTraits';
import {replaceMethod} from '../tfjs/engine';

/**
 * Makes the `compile` of a model of ours answer the name of a loss of ours with what to give instead: tfjs, which looks names up in a
 * list of its own that nobody can add to, only says that it does not know it.
 *
 * @returns The same model.
 */
export function adviseOnLossNames<T extends tf.LayersModel>(model: T): T {
  replaceMethod(model, 'compile', compile => args => {
    const loss = (args as typeof args | undefined)?.loss;
    for (const name of isList(loss) ? Object.values(loss) : [loss]) {
      if (typeof name === 'string' && Object.hasOwn(lossTraits, name))
        throw new InvalidValueError(sentence(name));
    }
    compile(args);
  });
  return model;
}

function isList(loss: unknown): loss is object {
  return typeof loss === 'object' && loss !== null;
}

function sentence(name: string): string {
  const expected = 'loss to be a function or a name that tfjs knows';
  return `compile: expected ${expected}, got '${name}'; give the function: import {${name}} from 'losslab'`;
}
