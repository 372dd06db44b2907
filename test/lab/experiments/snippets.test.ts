/** The programs that the story shows side by side give the same numbers. */
import {spawnSync} from 'node:child_process';
import * as tf from '@tensorflow/tfjs';
import * as losslab from '../../../src/index';
import {snippets as entropySnippets} from '../../../src/lab/experiments/losses/story';
import {snippets as gradientSnippets} from '../../../src/lab/experiments/numerical-gradient/story';

const [t, y] = [
  [
    [0, 0, 1],
    [1, 0, 0],
  ],
  [
    [0.1, 0.3, 0.6],
    [0.2, 0, 0.8],
  ],
];
const entropy = -(Math.log(0.6 + 1e-7) + Math.log(0.2 + 1e-7)) / 2;

/** Runs a program of JavaScript with what it names, and returns what it calls `result`. */
function run(program: string, result: string, names: Record<string, unknown>): tf.Tensor {
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the program is what a reader would type in
  const work = new Function(...Object.keys(names), `${program}\nreturn ${result};`) as (
    ...args: unknown[]
  ) => tf.Tensor;
  return work(...Object.values(names));
}

test.each(['tfjs', 'losslab'] as const)('%s: the mean cross entropy of a batch', name => {
  const names = {tf, losslab, t: tf.tensor2d(t), y: tf.tensor2d(y)};
  // float32
  expect(run(entropySnippets[name], 'loss', names).dataSync()[0]).toBeCloseTo(entropy, 6);
});

test.each(['tfjs', 'losslab'] as const)('%s: the gradient of f at w', name => {
  const f = (w: tf.Tensor) => w.square().sum();
  const gradient = run(gradientSnippets[name], 'gradient', {tf, losslab, f, w: tf.tensor1d([3, 4])});
  expect([...gradient.dataSync()]).toEqual([expect.closeTo(6, 3), expect.closeTo(8, 3)]);
});

const hasNumpy = spawnSync('python3', ['-c', 'import numpy']).status === 0;

(hasNumpy ? test : test.skip)('NumPy: both', () => {
  const program = `import numpy as np
t, y = np.array(${JSON.stringify(t)}), np.array(${JSON.stringify(y)})
f, w = lambda w: np.sum(w ** 2), np.array([3.0, 4.0])
${entropySnippets.numpy}
${gradientSnippets.numpy}
print(loss, *gradient)`;
  const {stdout, stderr} = spawnSync('python3', ['-c', program], {encoding: 'utf8'});
  expect(stderr).toBe('');
  const [loss, ...gradient] = stdout.trim().split(' ').map(Number);
  expect(loss).toBeCloseTo(entropy, 12);
  expect(gradient).toEqual([expect.closeTo(6, 6), expect.closeTo(8, 6)]);
});
