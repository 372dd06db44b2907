// Somebody's TypeScript: what the declarations promise, and what they refuse.
import * as tf from '@tensorflow/tfjs';
import {
  accuracy,
  checkGradients,
  checkModelGradients,
  crossEntropy,
  minibatches,
  numericalGradient,
  numericalGradientWithErrorBar,
  numericalModelGradient,
  syntheticDigits,
  train,
  twoLayerNet,
} from 'losslab';
import type {GradientCheck, LossFunction, Split, TrainingResult} from 'losslab';
import {gradientMatchers} from 'losslab/jest';
import {correctGradients, corrections} from 'losslab/corrections';
import {installWasmKernels} from 'losslab/wasm';
import {loadMnist, loadModel, saveModel, type LoadedData} from 'losslab/node';

export const digits: Split = syntheticDigits({size: 100, seed: 1});
export const loss: LossFunction = crossEntropy;
export const measured: tf.Tensor = accuracy(tf.tensor1d([1]), tf.tensor2d([[0, 1]]));

export async function everything(model: tf.LayersModel): Promise<GradientCheck> {
  const trained: TrainingResult = await train(model, minibatches(digits), {loss, epochs: 1});
  const data: LoadedData = await loadMnist({dataDir: String(trained.steps)});
  await saveModel(await loadModel(data.source.origin), 'elsewhere');
  // @ts-expect-error a number is no tensor
  crossEntropy(1, 2);
  // @ts-expect-error no such option
  twoLayerNet({hiden: 50});
  const check = await checkGradients((x: tf.Tensor) => x.square().sum(), [[1, 2]]);
  await checkGradients((x: tf.Tensor2D, y: tf.Tensor1D) => x.mul(y).sum(), [[[1, 2]], [3, 4]]);
  const slope: tf.Tensor1D = numericalGradient((x: tf.Tensor1D) => x.square().sum(), tf.tensor1d([1]));
  const untyped: tf.Tensor = slope;
  const matrix = (x: tf.Tensor2D) => x.square().sum();
  const {gradient} = numericalGradientWithErrorBar(matrix, untyped, {method: 'ridders'});
  numericalGradient(x => x.square().sum(), gradient).dispose();
  const own = (labels: tf.Tensor2D, predictions: tf.Tensor2D) => labels.sub(predictions).square().mean();
  await train(model, minibatches(digits), {loss: own, epochs: 1});
  await checkModelGradients(model, own, gradient, gradient);
  numericalModelGradient(model, own, gradient, gradient);
  // @ts-expect-error what came of it is not to be changed
  check.verdict = 'pass';
  const restore: () => void = installWasmKernels();
  restore();
  const undo: () => void = correctGradients({except: corrections.map(({op}) => op)});
  undo();
  // @ts-expect-error no such option
  correctGradients({onyl: ['Cast']});
  return check;
}

test('the matchers are known to Jest’s types', async () => {
  await expect((x: tf.Tensor) => x.sum()).toHaveCorrectGradients([[1, 2]]);
  expect(gradientMatchers).toBeDefined();
});
