import * as path from 'node:path';
import * as tf from '@tensorflow/tfjs';
import * as corrections from '../../src/corrections';
import * as losslab from '../../src/index';
import * as node from '../../src/node';
import * as wasm from '../../src/wasm';

type Call = (...args: never[]) => unknown;

/** A function with arguments that it takes, fresh ones for every call. */
export interface Target {
  readonly name: string;
  readonly call: Call;
  readonly args: () => unknown[];
}

/** Made once: they are only read. */
let shared: ReturnType<typeof makeShared> | undefined;

function makeShared() {
  const model = losslab.softmaxRegression({inputs: 4, classes: 2, seed: 1});
  model.compile({loss: losslab.crossEntropy, optimizer: tf.train.sgd(0.1)});
  const bytes = Uint8Array.of(0, 1, 2, 3, 4, 5, 6, 7);
  const split: losslab.Split = {
    images: bytes,
    labels: Uint8Array.of(0, 1),
    size: 2,
    rows: 2,
    columns: 2,
    classes: 2,
  };
  return {
    model,
    split,
    y: tf.tensor2d([[0.3, 0.7]]),
    t: tf.tensor2d([[0, 1]]),
    label: tf.tensor1d([1]),
    x: tf.tensor1d([1, 2]),
    optimizer: tf.train.adam(0.1),
  };
}

/** Every export that is a function, and again for each of its options. */
export function targets(folder: string): Target[] {
  shared ??= makeShared();
  return [
    ...lossTargets(shared),
    ...dataTargets(shared),
    ...gradientTargets(shared),
    ...trainingTargets(shared),
    ...nodeTargets(shared, folder),
  ];
}

type Shared = NonNullable<typeof shared>;

function lossTargets({y, t, label}: Shared): Target[] {
  const pairs = [
    'sumSquaredError',
    'crossEntropy',
    'crossEntropyFromLogits',
    'binaryCrossEntropy',
    'binaryCrossEntropyFromLogits',
    'klDivergence',
  ] as const;
  const sparse = ['sparseCrossEntropy', 'sparseCrossEntropyFromLogits'] as const;
  return [
    ...pairs.map(name => target(name, losslab[name], () => [t, y, {}])),
    ...sparse.map(name => target(name, losslab[name], () => [label, y, {}])),
    target('entropy', losslab.entropy, () => [y, {}]),
    target('accuracy', losslab.accuracy, () => [t, y]),
    target('perExample', losslab.perExample, () => ['crossEntropy']),
    ...options('crossEntropy', losslab.crossEntropy, [t, y], ['epsilon', 'reduction']),
  ];
}

function dataTargets({split}: Shared): Target[] {
  const idx = losslab.encodeIdx({type: 'uint8', shape: [2], values: Uint8Array.of(5, 9)});
  const {decodeIdx, encodeIdx, minibatches, sliceSplit, syntheticDigits} = losslab;
  return [
    target('decodeIdx', decodeIdx, () => [idx, 'a']),
    target('encodeIdx', encodeIdx, () => [{type: 'uint8', shape: [2], values: Uint8Array.of(5, 9)}]),
    ...options('encodeIdx', encodeIdx, [], ['type', 'shape', 'values'], {
      type: 'int8',
      shape: [1],
      values: Int8Array.of(1),
    }),
    target('minibatches', minibatches, () => [split, {}]),
    ...options(
      'minibatches',
      minibatches,
      [split],
      ['batchSize', 'seed', 'labels', 'sampling', 'startEpoch', 'startBatch'],
    ),
    ...options('minibatches.split', (given: never) => minibatches(given), [], Object.keys(split), split),
    target('sliceSplit', sliceSplit, () => [split, 0, 1]),
    target('syntheticDigits', syntheticDigits, () => [{size: 1, seed: 1}]),
    ...options('syntheticDigits', syntheticDigits, [], ['seed'], {size: 1, seed: 1}),
    target(
      'Random',
      (seed: never) => new losslab.Random(seed),
      () => [1],
    ),
    target(
      'Random.fork',
      (label: never) => new losslab.Random(1).fork(label),
      () => [1],
    ),
    target(
      'Random.integer',
      (bound: never) => new losslab.Random(1).integer(bound),
      () => [1],
    ),
    target(
      'Random.permutation',
      (size: never) => new losslab.Random(1).permutation(size),
      () => [1],
    ),
  ];
}

function gradientTargets({x, model, t}: Shared): Target[] {
  const square = (at: tf.Tensor) => at.square().sum();
  const xs = tf.tidy(() => tf.keep(tf.ones([1, 4])));
  const {checkGradients, checkModelGradients, numericalGradient, numericalGradientWithErrorBar} = losslab;
  const checkOptions = [
    'names',
    'vector',
    'tolerance',
    'entries',
    'order',
    'seed',
    'budget',
    'dtype',
    'backends',
    'nondeterminism',
  ];
  return [
    target('checkGradients', checkGradients, () => [square, [x], {}]),
    ...options('checkGradients', checkGradients, [square, [x]], checkOptions),
    target('checkModelGradients', checkModelGradients, () => [
      model,
      losslab.crossEntropy,
      xs,
      t,
      {entries: 1},
    ]),
    target(
      'numericalModelGradient',
      async (...args: never[]) =>
        tf.dispose(
          await (losslab.numericalModelGradient as (...args: never[]) => Promise<tf.NamedTensorMap>)(...args),
        ),
      () => [model, losslab.crossEntropy, xs, t, {}],
    ),
    target('numericalGradient', numericalGradient, () => [square, x, {}]),
    ...options(
      'numericalGradient',
      numericalGradient,
      [square, x],
      ['method', 'step', 'relative', 'entries'],
    ),
    target('numericalGradientWithErrorBar', numericalGradientWithErrorBar, () => [square, x, {}]),
    target(
      'float64Tensor',
      (...args: never[]) =>
        losslab.onFloat64(() => ((losslab.float64Tensor as Call)(...args) as tf.Tensor).dispose()),
      () => [[1, 2], [2]],
    ),
    target('onFloat64', losslab.onFloat64, () => [() => 1]),
    target('prepareFloat64', losslab.prepareFloat64, () => [{}]),
    target('correctGradients', corrections.correctGradients, () => [{}]),
    ...options('correctGradients', corrections.correctGradients, [], ['only', 'except']),
    target('acceptIntegerLabels', losslab.acceptIntegerLabels, () => [model]),
    target('evaluate', losslab.evaluate, () => [model, splitOfShared(), {}]),
  ];
}

function splitOfShared(): losslab.Split {
  return shared!.split;
}

function trainingTargets({model, split, optimizer}: Shared): Target[] {
  const {softmaxRegression, twoLayerNet, train, optimizerState, restoreOptimizerState} = losslab;
  const data = losslab.minibatches(split, {batchSize: 2});
  const loss = 'crossEntropy';
  const trainOptions = [
    'loss',
    'optimizer',
    'learningRate',
    'steps',
    'onStep',
    'onEpoch',
    'onCheckpoint',
    'checkpointEvery',
    'startAt',
    'signal',
  ];
  const sizes = ['inputs', 'classes', 'seed', 'initialStd', 'output'];
  return [
    target('softmaxRegression', softmaxRegression, () => [{inputs: 2, classes: 2}]),
    ...options('softmaxRegression', softmaxRegression, [], sizes, {inputs: 2, classes: 2}),
    target('twoLayerNet', twoLayerNet, () => [{inputs: 2, hidden: 2, classes: 2}]),
    ...options('twoLayerNet', twoLayerNet, [], [...sizes, 'hidden', 'activation'], {
      inputs: 2,
      hidden: 2,
      classes: 2,
    }),
    target('registerStepActivation', losslab.registerStepActivation, () => []),
    target('train', train, () => [model, data, {loss, epochs: 1}]),
    ...options('train', train, [model, data], trainOptions, {loss, epochs: 1}),
    target('optimizerState', optimizerState, () => [optimizer]),
    target('restoreOptimizerState', restoreOptimizerState, () => [optimizer, []]),
  ];
}

function nodeTargets({model}: Shared, folder: string): Target[] {
  const there = path.join(folder, 'model');
  const position = {step: 1, epoch: 0, batch: 1, lossSum: 1, losses: []};
  const offline = {download: false, cacheDir: path.join(folder, 'cache')};
  return [
    target('loadMnist', node.loadMnist, () => [offline]),
    ...options(
      'loadMnist',
      node.loadMnist,
      [],
      ['classes', 'dataDir', 'onProgress', 'onWarning', 'signal', 'mirrors', 'fetch'],
      offline,
    ),
    target('saveModel', node.saveModel, () => [model, there, {}]),
    target('loadModel', node.loadModel, () => [there]),
    target('saveCheckpoint', node.saveCheckpoint, () => [model, there, {run: {}, position}]),
    ...options('saveCheckpoint', node.saveCheckpoint, [model, there], ['run', 'position', 'optimizer'], {
      run: {},
      position,
    }),
    target('loadCheckpoint', node.loadCheckpoint, () => [there]),
    target('selectBackend', node.selectBackend, () => ['cpu', {}]),
    target('probeBackends', node.probeBackends, () => [{load: () => Promise.reject(new Error('none'))}]),
    target('registerFileHandlers', node.registerFileHandlers, () => []),
    target('installWasmKernels', wasm.installWasmKernels, () => []),
    target('useWasmThreads', wasm.useWasmThreads, () => [1, {}]),
  ];
}

function target(name: string, call: (...args: never[]) => unknown, args: () => unknown[]): Target {
  return {name, call, args};
}

/** The same function, its last argument an object in which one option after another is wrong. */
function options(
  name: string,
  call: (...args: never[]) => unknown,
  before: readonly unknown[],
  names: readonly string[],
  rest: object = {},
): Target[] {
  return names.map(option =>
    target(
      `${name}.${option}`,
      (value: unknown) => call(...([...before, {...rest, [option]: value}] as never[])),
      () => [undefined],
    ),
  );
}
