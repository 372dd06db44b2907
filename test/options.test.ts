/** Every public function that takes options refuses those that it does not know, and says which one was meant. */
import * as tf from '@tensorflow/tfjs';
import * as losslab from '../src';
import * as corrections from '../src/corrections';
import * as node from '../src/node';
import * as wasm from '../src/wasm';

const digits = losslab.syntheticDigits({size: 10, seed: 1});
const y = tf.tensor2d([[0.3, 0.7]]);
const net = losslab.softmaxRegression();
const image = tf.zeros([1, 784]);
const label = tf.oneHot(tf.tensor1d([3], 'int32'), 10);
const square = (x: tf.Tensor) => x.square().sum();

const {correctGradients} = corrections;
const {useWasmThreads} = wasm;

type Options = Record<string, unknown>;
/** A call with options from JavaScript, where types promise nothing; and a misspelt option with the one that was meant. */
type Case = readonly [call: (options: never) => unknown, misspelt: string, meant: string];

const withOptions: Readonly<Record<string, Case>> = {
  sumSquaredError: [o => losslab.sumSquaredError(y, y, o), 'reductions', 'reduction'],
  crossEntropy: [o => losslab.crossEntropy(y, y, o), 'epsilom', 'epsilon'],
  sparseCrossEntropy: [o => losslab.sparseCrossEntropy(tf.tensor1d([1]), y, o), 'Epsilon', 'epsilon'],
  crossEntropyFromLogits: [o => losslab.crossEntropyFromLogits(y, y, o), 'reducton', 'reduction'],
  sparseCrossEntropyFromLogits: [
    o => losslab.sparseCrossEntropyFromLogits(tf.tensor1d([1]), y, o),
    'redaction',
    'reduction',
  ],
  binaryCrossEntropy: [o => losslab.binaryCrossEntropy(y, y, o), 'epsilons', 'epsilon'],
  binaryCrossEntropyFromLogits: [
    o => losslab.binaryCrossEntropyFromLogits(y, y, o),
    'reductoin',
    'reduction',
  ],
  entropy: [o => losslab.entropy(y, o), 'reductio', 'reduction'],
  klDivergence: [o => losslab.klDivergence(y, y, o), 'reduction_', 'reduction'],
  minibatches: [o => losslab.minibatches(digits, o), 'batchsize', 'batchSize'],
  sliceSplit: [o => losslab.sliceSplit(digits, 0, 1, o), 'shufle', 'shuffle'],
  syntheticDigits: [o => losslab.syntheticDigits(withRequired({size: 1, seed: 1}, o)), 'sead', 'seed'],
  softmaxRegression: [o => losslab.softmaxRegression(o), 'clases', 'classes'],
  twoLayerNet: [o => losslab.twoLayerNet(o), 'hiden', 'hidden'],
  evaluate: [o => losslab.evaluate(net, digits, o), 'batch_size', 'batchSize'],
  train: [
    o => losslab.train(net, losslab.minibatches(digits), withRequired({loss: 'crossEntropy', steps: 1}, o)),
    'epoch',
    'epochs',
  ],
  probeBackends: [o => node.probeBackends(o), 'laod', 'load'],
  selectBackend: [o => node.selectBackend('cpu', o), 'weight', 'weights'],
  loadMnist: [o => node.loadMnist(o), 'dataDirectory', 'dataDir'],
  saveModel: [o => node.saveModel(net, '/nowhere', o), 'optimizerstate', 'optimizerState'],
  saveCheckpoint: [
    o => node.saveCheckpoint(net, '/nowhere', withRequired({run: {}, position: 0}, o)),
    'optimiser',
    'optimizer',
  ],
  checkGradients: [o => losslab.checkGradients(square, [1], o), 'tolerence', 'tolerance'],
  checkModelGradients: [
    o => losslab.checkModelGradients(net, losslab.crossEntropy, image, label, o),
    'Training',
    'training',
  ],
  numericalGradient: [o => losslab.numericalGradient(square, y, o), 'steps', 'step'],
  numericalGradientWithErrorBar: [
    o => losslab.numericalGradientWithErrorBar(square, y, o),
    'methods',
    'method',
  ],
  numericalModelGradient: [
    o => losslab.numericalModelGradient(net, losslab.crossEntropy, image, label, o),
    'stepp',
    'step',
  ],
  prepareFloat64: [o => losslab.prepareFloat64(o), 'sources', 'source'],
  correctGradients: [o => correctGradients(o), 'onli', 'only'],
  useWasmThreads: [o => useWasmThreads(1, o), 'onFallBack', 'onFallback'],
};

/** Functions of no options: who knows those of a neighbour, such as `tf.loadLayersModel`, would have them ignored. */
const takingNone: Readonly<Record<string, (options: never) => unknown>> = {
  accuracy: o => losslab.accuracy(y, y, o),
  loadModel: o => node.loadModel('/nowhere', o),
  loadCheckpoint: o => node.loadCheckpoint('/nowhere', o),
};

const withoutOptions = [
  ...['acceptIntegerLabels', 'perExample', 'decodeIdx', 'encodeIdx', 'float64Tensor'],
  ...[
    'onFloat64',
    'registerStepActivation',
    'optimizerState',
    'restoreOptimizerState',
    'registerFileHandlers',
    'installWasmKernels',
  ],
];

function withRequired(required: object, options: unknown): never {
  if (typeof options !== 'object' || options === null || Array.isArray(options)) return options as never;
  return Object.defineProperties({...required}, Object.getOwnPropertyDescriptors(options)) as never;
}

/** The error of a call, thrown or rejected with. */
async function errorOf(call: (options: never) => unknown, options: unknown): Promise<Error | undefined> {
  try {
    await call(options as never);
    return undefined;
  } catch (error) {
    return error as Error;
  }
}

test('every exported function is in one of the lists', () => {
  const isClass = (value: unknown) => typeof value === 'function' && /^class\b/.test(String(value));
  const exported: Options = {...losslab, ...node, ...corrections, ...wasm};
  const functions = Object.keys(exported).filter(
    name => typeof exported[name] === 'function' && !isClass(exported[name]),
  );
  expect(functions.sort()).toEqual(
    [...Object.keys({...withOptions, ...takingNone}), ...withoutOptions].sort(),
  );
});

test.each(Object.entries(takingNone))('%s has no options and refuses one', async (name, call) => {
  const before = tf.memory().numTensors;
  const error = await errorOf(call, {strict: false});
  expect(error).toBeInstanceOf(RangeError);
  expect(error!.message).toBe(`${name}: unknown option strict; there are none`);
  expect(tf.memory().numTensors).toBe(before);
});

test.each(Object.entries(withOptions))('%s refuses nonsense', async (name, [call]) => {
  const error = await errorOf(call, {nonsense: 1});
  expect(error).toBeInstanceOf(RangeError);
  expect(error!.message).toMatch(new RegExp(`^${name}: unknown option nonsense; known are `));
});

describe.each(Object.entries(withOptions))('%s', (name, [call, misspelt, meant]) => {
  test(`refuses ${misspelt} and asks whether ${meant} was meant`, async () => {
    const error = await errorOf(call, {[misspelt]: 1});
    expect(error).toBeInstanceOf(RangeError);
    expect(error!.message).toBe(`${name}: unknown option ${misspelt}, did you mean ${meant}?`);
  });

  test.each(['constructor', 'toString', '__proto__', 'x'])(
    'refuses %s, as an option of its own',
    async key => {
      const options = JSON.parse(`{"${key}": 1}`) as object;
      const error = await errorOf(call, options);
      expect(error).toBeInstanceOf(RangeError);
      expect(error!.message.startsWith(`${name}: unknown option ${key}; known are `)).toBe(true);
    },
  );

  test.each([[null], [1e-7], ['mean'], [true], [[]]])(
    'refuses %j in the place of its options',
    async options => {
      const error = await errorOf(call, options);
      expect(error).toBeInstanceOf(TypeError);
      expect(error!.message).toMatch(new RegExp(`^${name}: expected options to be an object, got `));
    },
  );

  test('leaves no tensor behind', async () => {
    const before = tf.memory().numTensors;
    await errorOf(call, {[misspelt]: 1});
    // Labels that a call makes for itself.
    expect(tf.memory().numTensors - before).toBeLessThanOrEqual(name.startsWith('sparse') ? 1 : 0);
  });
});

describe('options of a wrong type', () => {
  const wrong: readonly [string, Options][] = [
    ['crossEntropy', {epsilon: true}],
    ['sparseCrossEntropy', {epsilon: '0'}],
    ['binaryCrossEntropy', {epsilon: null}],
    ['sumSquaredError', {reduction: null}],
    ['entropy', {reduction: 1}],
    ['minibatches', {batchSize: '7'}],
    ['minibatches', {seed: null}],
    ['minibatches', {labels: true}],
    ['minibatches', {signal: 'stop'}],
    ['syntheticDigits', {size: '5'}],
    ['syntheticDigits', {split: null}],
    ['softmaxRegression', {initialStd: '0.1'}],
    ['softmaxRegression', {output: null}],
    ['twoLayerNet', {hidden: '50'}],
    ['twoLayerNet', {seed: true}],
    ['twoLayerNet', {activation: 3}],
    ['evaluate', {batchSize: null}],
    ['evaluate', {predictions: true}],
    ['evaluate', {signal: 5}],
    ['train', {learningRate: '3'}],
    ['train', {learningRate: null}],
    ['train', {epochs: true}],
    ['train', {checkpointEvery: '1'}],
    ['selectBackend', {weights: null}],
    ['selectBackend', {stock: 1}],
    ['loadMnist', {download: 'no'}],
    ['loadMnist', {classes: '10'}],
    ['loadMnist', {dataDir: 5}],
    ['loadMnist', {onProgress: true}],
    ['loadMnist', {mirrors: 'https://example.org/'}],
    ['saveModel', {optimizerState: 'yes'}],
  ];
  test.each(wrong)('%s refuses %j', async (name, options) => {
    const error = await errorOf(withOptions[name]![0], options);
    expect(error).toBeInstanceOf(TypeError);
    expect(error!.message).toMatch(new RegExp(`^${name}: expected .*, got `));
  });

  const outOfRange: readonly [string, Options][] = [
    ['crossEntropy', {epsilon: NaN}],
    ['crossEntropy', {epsilon: -1e-7}],
    ['minibatches', {batchSize: -1}],
    ['minibatches', {seed: NaN}],
    ['syntheticDigits', {seed: -1}],
    ['twoLayerNet', {seed: 0.5}],
    ['twoLayerNet', {initialStd: NaN}],
    ['softmaxRegression', {initialStd: -1}],
    ['evaluate', {batchSize: NaN}],
    ['train', {learningRate: 0}],
    ['train', {learningRate: Infinity}],
    ['train', {epochs: -1}],
    ['selectBackend', {weights: NaN}],
    ['loadMnist', {classes: 0}],
  ];
  test.each(outOfRange)('%s refuses the number in %p', async (name, options) => {
    const error = await errorOf(withOptions[name]![0], options);
    expect(error).toBeInstanceOf(RangeError);
    expect(error!.message).toMatch(new RegExp(`^${name}: expected .*, got `));
  });
});

test('minibatches() refuses images that are floats, and takes clamped bytes', () => {
  const minibatchesOf = (images: unknown, labels: unknown = digits.labels) =>
    losslab.minibatches({...digits, images, labels} as losslab.Split);
  for (const images of [Float32Array.from(digits.images, b => b / 255), Float64Array.from(digits.images)]) {
    expect(() => minibatchesOf(images)).toThrow(
      new TypeError(
        'minibatches: expected images as bytes 0 to 255 in a Uint8Array, which are divided by 255 here, ' +
          `got ${images.constructor.name}`,
      ),
    );
  }
  expect(() => minibatchesOf(Array.from(digits.images))).toThrow(/got an array$/);
  expect(() => minibatchesOf(undefined)).toThrow(/got undefined$/);
  expect(() => minibatchesOf(Uint8ClampedArray.from(digits.images))).not.toThrow();
  expect(() =>
    minibatchesOf(
      digits.images,
      Int8Array.from({length: 10}, () => -1),
    ),
  ).toThrow(new RangeError('minibatches: expected labels below 10, got -1 at index 0'));
  expect(() =>
    minibatchesOf(
      digits.images,
      Float32Array.from({length: 10}, () => 2.5),
    ),
  ).toThrow(RangeError);
  expect(() => losslab.minibatches(null as unknown as losslab.Split)).toThrow(
    new TypeError('minibatches: expected a split of images and labels, got null'),
  );
});
