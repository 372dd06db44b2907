import * as tf from '@tensorflow/tfjs';
import {twoLayerNet, type LossName, type MinibatchOptions} from '../../src';
import {convolutionalNet} from './convolutionalNet';

/** One stretch of training: an optimizer, and how many mini-batches it sees. */
interface Stretch {
  readonly optimizer: () => tf.Optimizer;
  /** For a person. */
  readonly described: string;
  readonly steps: number;
}

/** All that a model of `models/` follows from, beside the data. */
export interface Recipe {
  /** The folder's name, and the model's. */
  readonly name: string;
  readonly title: string;
  /** What it is and why it is so, in a few sentences. */
  readonly about: string;
  readonly net: string;
  readonly build: () => tf.LayersModel;
  readonly loss: LossName;
  readonly batches: Required<Pick<MinibatchOptions, 'batchSize' | 'seed' | 'sampling' | 'layout'>>;
  readonly stretches: readonly Stretch[];
}

const SEED = 1;

/** The models of `models/`. Changing anything here changes the weights. */
export const recipes: readonly Recipe[] = [
  {
    name: 'textbook-cee',
    title: 'The textbook’s net, descending cross entropy',
    about:
      'The net of _Deep Learning from Scratch_, section 4.5, trained as there: plain gradient descent with a step size of ' +
      '0.1 on mini-batches drawn with replacement.',
    ...textbook('textbook-cee'),
    loss: 'crossEntropy',
    stretches: [gradientDescent(0.1)],
  },
  {
    name: 'textbook-sse',
    title: 'The textbook’s net, descending the sum of squared errors',
    about:
      'The same net, initial weights and mini-batches as `textbook-cee`, with the other loss. The step size is 1 and not 0.1, ' +
      'because at the start the gradient of the SSE is a tenth of the cross entropy’s: at the same step size one would ' +
      'compare step sizes and not losses.',
    ...textbook('textbook-sse'),
    loss: 'sumSquaredError',
    stretches: [gradientDescent(1)],
  },
  {
    name: 'convolution',
    title: 'A small convolutional net',
    about:
      'The strongest of the three, and the smallest: the one to take for recognising digits. Two convolutions that halve the ' +
      'image in place of pools, and Adam with a step size that falls twice.',
    net: '28×28×1 → 12 filters of 5×5, stride 2, ReLU → 32 filters of 3×3, stride 2, ReLU → 10, softmax',
    build: () => convolutionalNet({name: 'convolution', seed: SEED}),
    batches: {batchSize: 100, seed: SEED, sampling: 'epoch', layout: 'image'},
    loss: 'crossEntropy',
    stretches: [adam(0.002, 2400), adam(0.0006, 1200), adam(0.0002, 1200)],
  },
];

function textbook(name: string): Pick<Recipe, 'net' | 'build' | 'batches'> {
  return {
    net: '784 → 50, sigmoid → 10, softmax; W ~ N(0, 0.01²), b = 0',
    build: () => {
      const model = twoLayerNet({seed: SEED});
      // tfjs numbers the models of a process; a name of its own makes the file the same in whatever order they are made.
      model.name = name;
      return model;
    },
    batches: {batchSize: 100, seed: SEED, sampling: 'replacement', layout: 'flat'},
  };
}

function gradientDescent(rate: number): Stretch {
  return {
    optimizer: () => tf.train.sgd(rate),
    described: `plain gradient descent, step size ${rate}`,
    steps: 10_000,
  };
}

function adam(rate: number, steps: number): Stretch {
  return {optimizer: () => tf.train.adam(rate), described: `Adam, step size ${rate}`, steps};
}
