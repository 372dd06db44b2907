/** The sweep looks at every kernel of tfjs that has a derivative. */
import * as tf from '@tensorflow/tfjs';
import {correctGradients} from '../../../src/corrections';
import {configurations} from '../../../src/lab/experiments/known-gradients/configurations';
import {furtherOps} from '../../../src/lab/experiments/known-gradients/furtherOps';
import {analyticGradients} from '../../../src/lab/experiments/known-gradients/sweep';
import {withoutDerivative} from '../../../src/corrections/withoutDerivative';
import {interceptKernels} from '../../../src/tfjs/kernels';

/** Of every backend and of the gradients; kernel_names.ts of tfjs-core exports them as constants, most in capitals' first letter. */
function kernelNames(): string[] {
  const constants = Object.entries(tf as unknown as Record<string, unknown>).flatMap(([name, value]) =>
    typeof value === 'string' && name === value ? [value] : [],
  );
  return [...new Set([...constants, ...tf.getKernelsForBackend('cpu').map(({kernelName}) => kernelName)])];
}

/** Gradients of gradients need kernels that nothing else runs. */
const ofGradients = /Grad$|Backprop/;

test('every kernel of the registry is in the sweep or in the list of those without a derivative', () => {
  const seen = new Set<string>();
  const all = [...Object.values(configurations).flat(), ...furtherOps];
  const undo = correctGradients();
  try {
    interceptKernels(
      ({kernelName}, run) => {
        if (kernelName !== undefined) seen.add(kernelName);
        return run();
      },
      () => all.forEach((configuration, i) => analyticGradients(configuration, i)),
    );
  } finally {
    undo();
  }
  const excused = withoutDerivative.flatMap(({kernels}) => kernels);
  expect(excused.filter(name => tf.getGradient(name) as unknown)).toEqual(['BroadcastTo', 'LogSoftmax']);
  const forgotten = kernelNames().filter(name => !seen.has(name) && !excused.includes(name));
  expect(forgotten.filter(name => !ofGradients.test(name))).toEqual([]);
  expect(kernelNames().length).toBeGreaterThan(170);
});
