import * as tf from '@tensorflow/tfjs';
import {selectBackend} from '../../src/backends/selectBackend';
import {correctGradients} from '../../src/corrections';
import {compiledNet, disposeNet} from './compiledNet';
import {race, type RaceOptions, type Timing} from './race';
import {ratio, type Line, type SuiteTable} from './suite';

/** A net, and of what shape one of its inputs is. */
interface Task {
  readonly name: string;
  readonly build: () => tf.LayersModel;
  readonly inputShape: readonly number[];
  readonly images: number;
}

const tasks: readonly Task[] = [
  {name: '784-50-10', build: () => compiledNet(50), inputShape: [784], images: 4000},
  {name: 'a small convolution', build: smallConvolution, inputShape: [14, 14, 1], images: 800},
  {name: 'an LSTM of 16 units, 10 steps', build: smallLstm, inputShape: [10, 8], images: 400},
];

/** What `correctGradients()` costs a training that needs none of it: tfjs's own `fit` with and without, turn by turn. */
export async function* corrections(progress?: RaceOptions['progress']): AsyncGenerator<SuiteTable> {
  await selectBackend('wasm');
  const lines: Line[] = [];
  for (const task of tasks) lines.push(await lineOf(task, progress));
  yield {
    title: 'What does correctGradients() cost model.fit on wasm?',
    lines,
    limits:
      'The copies of attribute arrays that the tape keeps, and of a gradient registered in another place the call; the kernels are the same.',
  };
}

async function lineOf(
  {name, build, inputShape, images}: Task,
  progress: RaceOptions['progress'],
): Promise<Line> {
  const model = build();
  const xs = tf.randomNormal([images, ...inputShape], 0, 1, 'float32', 1);
  const ys = tf.oneHot(tf.randomUniform([images], 0, 10, 'int32', 2), 10).toFloat();
  const run = () => model.fit(xs, ys, {batchSize: 100, epochs: 1, verbose: 0, yieldEvery: 'never'});
  let undo = () => {};
  const dispose = () => {
    undo();
    disposeNet(model);
    tf.dispose([xs, ys]);
  };
  const [stock, corrected] = (await race(
    [
      {name: 'stock', prepare: () => undo(), run},
      {name, prepare: () => (undo = correctGradients()), run, dispose},
    ],
    {progress, turns: 15, millisecondsOfTurn: 200},
  )) as [Timing, Timing];
  return {...corrected, peer: 'without', timesAsFast: ratio(stock, corrected)};
}

function smallConvolution(): tf.LayersModel {
  return compiled([
    tf.layers.conv2d({inputShape: [14, 14, 1], filters: 4, kernelSize: 3, activation: 'relu'}),
    tf.layers.maxPooling2d({poolSize: 2}),
    tf.layers.flatten(),
    tf.layers.dense({units: 10, activation: 'softmax'}),
  ]);
}

function smallLstm(): tf.LayersModel {
  return compiled([
    tf.layers.lstm({inputShape: [10, 8], units: 16}),
    tf.layers.dense({units: 10, activation: 'softmax'}),
  ]);
}

function compiled(layers: tf.layers.Layer[]): tf.LayersModel {
  const model = tf.sequential({layers});
  model.compile({optimizer: tf.train.sgd(0.1), loss: 'categoricalCrossentropy'});
  return model;
}
