import * as tf from '@tensorflow/tfjs';

type T1 = tf.Tensor1D;
type T2 = tf.Tensor2D;
type T3 = tf.Tensor3D;
type T4 = tf.Tensor4D;
type T5 = tf.Tensor5D;

/** Gradients of gradients, as in a gradient penalty or a differential equation: of the square of what an op gives, by its first input. */
// prettier-ignore
const secondDerivatives = [
  twice('exp', x => tf.exp(x), inner(3)),
  twice('sigmoid', x => tf.sigmoid(x), inner(3)),
  twice('tanh', x => tf.tanh(x), inner(3)),
  twice('softmax', x => tf.softmax(x), inner(3)),
  twice('logSoftmax', x => tf.logSoftmax(x), inner(2, 3)),
  twice('pow', b => tf.pow([0.5, 2, 3], b), inner(3)),
  twice('losses.softmaxCrossEntropy', z => tf.losses.softmaxCrossEntropy(tf.tensor2d([[1, 0, 0]]), z), inner(1, 3)),
].map(each => wrong(each)).concat([
  twice('sin', x => tf.sin(x), inner(3)),
  twice('rsqrt', x => tf.rsqrt(x), positive(3)),
  twice('log', x => tf.log(x), positive(3)),
  twice('pow', x => tf.pow(x, 3), real(3)),
  twice('div', (b, a) => tf.div(a, b), positive(3), real(3)),
  twice('relu', x => tf.relu(x), real(6)),
  twice('softplus', x => tf.softplus(x), real(3)),
  twice('matMul', (a, b) => tf.matMul(a, b), real(2, 3), real(3, 2)),
  twice('mean', x => tf.mean(x, 0), real(2, 3)),
  missing(twice('elu', x => tf.elu(x), real(3))),
  missing(twice('max', x => tf.max(x), real(3))),
  missing(twice('maxPool', x => tf.maxPool(x as T4, 2, 1, 'valid'), real(1, 3, 3, 1))),
  missing(twice('avgPool', x => tf.avgPool(x as T4, 2, 1, 'valid'), real(1, 3, 3, 1))),
]);

/** Without the square, the wrong ones would throw: nothing would lead from x to a gradient of saved outputs alone. */
function twice(
  name: string,
  fn: (x: tf.Tensor, ...others: tf.Tensor[]) => tf.Tensor,
  ...inputs: InputRange[]
): OpConfiguration {
  const gradient = (x: tf.Tensor, ...others: tf.Tensor[]) => tf.grad(y => tf.square(fn(y, ...others)))(x);
  return op(`grad(grad(${name}))`, gradient, ...inputs);
}

const {layers} = tf;
const seeded = {recurrentInitializer: 'glorotUniform', unitForgetBias: false} as const;

/** Layers, through a model's weights: the layer's own and those of the dense layer before it. */
// prettier-ignore
const layerConfigurations = [
  layer('layers.dense', [3, 2], () => layers.dense({units: 2})),
  layer('layers.dense', [3, 2], () => layers.dense({units: 2, activation: 'relu'})),
  layer('layers.dense', [3, 2], () => layers.dense({units: 2, activation: 'tanh'})),
  layer('layers.dense', [3, 2], () => layers.dense({units: 3, activation: 'softmax'})),
  layer('layers.dense', [3, 2], () => layers.dense({units: 2, activation: 'swish'})),
  layer('layers.dense', [3, 2], () => layers.dense({units: 2, activation: 'mish'})),
  layer('layers.dense', [3, 2], () => layers.dense({units: 2, activation: 'softsign'})),
  layer('layers.dense', [3, 2], () => layers.dense({units: 2, activation: 'hardSigmoid'})),
  layer('layers.activation', [3, 2], () => layers.activation({activation: 'selu'})),
  layer('layers.elu', [3, 2], () => layers.elu({alpha: 1})),
  layer('layers.leakyReLU', [3, 2], () => layers.leakyReLU({alpha: 0.2})),
  layer('layers.prelu', [3, 2], () => layers.prelu()),
  layer('layers.reLU', [3, 2], () => layers.reLU({maxValue: 1})),
  missing(layer('layers.thresholdedReLU', [3, 2], () => layers.thresholdedReLU({theta: 0.1}))),
  layer('layers.softmax', [3, 2], () => layers.softmax()),
  layer('layers.batchNormalization', [3, 2], () => layers.batchNormalization()),
  missing(layer('layers.batchNormalization', [3, 2], () => layers.batchNormalization({center: false}))),
  missing(layer('layers.batchNormalization', [2, 3, 2], () => layers.batchNormalization({axis: 1}))),
  layer('layers.layerNormalization', [2, 3, 2], () => layers.layerNormalization({axis: [1, 2]})),
  layer('layers.layerNormalization', [3, 3], () => layers.layerNormalization()),
  layer('layers.flatten', [2, 2, 2], () => layers.flatten()),
  layer('layers.permute', [2, 2, 3], () => layers.permute({dims: [2, 1]})),
  layer('layers.repeatVector', [2, 2], () => layers.repeatVector({n: 3})),
  layer('layers.reshape', [2, 4], () => layers.reshape({targetShape: [2, 2]})),
  layer('layers.conv1d', [1, 4, 2], () => layers.conv1d({filters: 2, kernelSize: 2, padding: 'same'})),
  layer('layers.conv2d', [1, 3, 3, 1], () => layers.conv2d({filters: 2, kernelSize: 2, activation: 'relu'})),
  layer('layers.conv2dTranspose', [1, 2, 2, 1], () => layers.conv2dTranspose({filters: 1, kernelSize: 2, strides: 2})),
  layer('layers.depthwiseConv2d', [1, 3, 3, 2], () => layers.depthwiseConv2d({kernelSize: 2})),
  layer('layers.separableConv2d', [1, 3, 3, 1], () => layers.separableConv2d({filters: 2, kernelSize: 2})),
  layer('layers.maxPooling1d', [1, 4, 2], () => layers.maxPooling1d({poolSize: 2})),
  layer('layers.maxPooling2d', [1, 4, 4, 1], () => layers.maxPooling2d({poolSize: 2})),
  layer('layers.averagePooling1d', [1, 4, 2], () => layers.averagePooling1d({poolSize: 2})),
  layer('layers.averagePooling2d', [1, 4, 4, 1], () => layers.averagePooling2d({poolSize: 2})),
  wrong(layer('layers.averagePooling2d', [1, 3, 3, 1], () => layers.averagePooling2d({poolSize: 2, padding: 'same'}))),
  layer('layers.globalAveragePooling2d', [1, 3, 3, 2], () => layers.globalAveragePooling2d({})),
  layer('layers.globalMaxPooling1d', [1, 3, 2], () => layers.globalMaxPooling1d({})),
  layer('layers.upSampling2d', [1, 2, 2, 1], () => layers.upSampling2d({size: [2, 2]})),
  wrong(layer('layers.upSampling2d', [2, 2, 2, 1], () => layers.upSampling2d({size: [2, 2]}))),
  layer('layers.zeroPadding2d', [1, 2, 2, 1], () => layers.zeroPadding2d({padding: 1})),
  layer('layers.cropping2D', [1, 4, 4, 1], () => layers.cropping2D({cropping: [[1, 1], [1, 0]]})),
  layer('layers.simpleRNN', [2, 3, 2], () => layers.simpleRNN({units: 2, ...seeded})),
  layer('layers.gru', [2, 3, 2], () => layers.gru({units: 2, ...seeded})),
  layer('layers.simpleRNN', [2, 3, 2], () => layers.simpleRNN({units: 2, goBackwards: true, returnSequences: true, ...seeded})),
  layer('layers.lstm', [1, 3, 2], () => layers.rnn({cell: layers.stackedRNNCells({cells: [layers.lstmCell({units: 2, ...seeded}), layers.lstmCell({units: 1, ...seeded})]})})),
  layer('layers.lstm', [2, 3, 2], () => layers.lstm({units: 2, returnSequences: true, ...seeded})),
  layer('layers.bidirectional', [1, 3, 2], () => layers.bidirectional({layer: layers.simpleRNN({units: 1, ...seeded}), mergeMode: 'concat'})),
  layer('layers.bidirectional', [1, 3, 2], () => layers.bidirectional({layer: layers.simpleRNN({units: 2, returnSequences: true, ...seeded}), mergeMode: 'mul'})),
  layer('layers.timeDistributed', [1, 2, 2], () => layers.timeDistributed({layer: layers.dense({units: 2})})),
];

const {losses} = tf;

/** Normalisation and loss functions. */
// prettier-ignore
const norms = [
  missing(op('batchNorm', (x: T2, m: T1, v: T1) => tf.batchNorm(x, m, v), real(3, 2), real(2), positive(2))),
  op('batchNorm', (x: T2, m: T1, v: T1, o: T1, s: T1) => tf.batchNorm(x, m, v, o, s), real(3, 2), real(2), positive(2), real(2), real(2)),
  op('batchNorm', (x: T3, m: T1, v: T1, o: T1, s: T1) => tf.batchNorm(x, m, v, o, s), real(2, 2, 2), real(2), positive(2), real(2), real(2)),
  op('batchNorm', (x: T4, m: T1, v: T1, o: T1, s: T1) => tf.batchNorm(x, m, v, o, s), real(1, 2, 2, 2), real(2), positive(2), real(2), real(2)),
  op('batchNorm', (x: T4, m: T4, v: T4, o: T4, s: T4) => tf.batchNorm(x, m, v, o, s), real(1, 1, 2, 2), real(1, 1, 2, 2), positive(1, 1, 2, 2), real(1, 1, 2, 2), real(1, 1, 2, 2)),
  op('localResponseNormalization', (x: T4) => tf.localResponseNormalization(x), real(1, 2, 2, 3)),
  op('localResponseNormalization', (x: T4) => tf.localResponseNormalization(x, 1, 2, 0.5, 0.75), real(1, 1, 2, 4)),
  op('losses.absoluteDifference', (t, y) => losses.absoluteDifference(t, y), real(2, 3), real(2, 3)),
  op('losses.cosineDistance', (t, y) => losses.cosineDistance(t, y, 1), real(2, 3), real(2, 3)),
  op('losses.hingeLoss', (t, y) => losses.hingeLoss(t, y), inner(2, 3), real(2, 3)),
  op('losses.huberLoss', (t, y) => losses.huberLoss(t, y), real(2, 3), real(2, 3)),
  op('losses.logLoss', (t, y) => losses.logLoss(t, y), between(0.1, 0.9, 2, 3), between(0.1, 0.9, 2, 3)),
  op('losses.meanSquaredError', (t, y) => losses.meanSquaredError(t, y), real(2, 3), real(2, 3)),
  op('losses.meanSquaredError', (t, y) => losses.meanSquaredError(t, y, tf.tensor2d([[1], [2]])), real(2, 3), real(2, 3)),
  missing(op('losses.meanSquaredError', (t, y, w) => losses.meanSquaredError(t, y, w), real(2, 3), real(2, 3), positive(2, 1))),
  op('losses.meanSquaredError', (t, y) => losses.meanSquaredError(t, y, undefined, tf.Reduction.SUM), real(2, 3), real(2, 3)),
  op('losses.sigmoidCrossEntropy', (t, z) => losses.sigmoidCrossEntropy(t, z), between(0.1, 0.9, 2, 3), real(2, 3)),
  op('losses.sigmoidCrossEntropy', (t, z) => losses.sigmoidCrossEntropy(t, z, undefined, 0.2), between(0.1, 0.9, 2, 3), real(2, 3)),
  op('losses.softmaxCrossEntropy', z => losses.softmaxCrossEntropy(tf.tensor2d([[0, 1, 0], [1, 0, 0]]), z), real(2, 3)),
  op('losses.softmaxCrossEntropy', z => losses.softmaxCrossEntropy(tf.tensor2d([[0, 1, 0]]), z, undefined, 0.2), real(1, 3)),
  wrong(op('losses.softmaxCrossEntropy', (t, z) => losses.softmaxCrossEntropy(t, z), between(0.1, 0.9, 2, 3), real(2, 3))),
  missing(op('losses.computeWeightedLoss', (y, w) => losses.computeWeightedLoss(y, w), real(2, 3), positive(2, 3))),
  op('metrics.meanAbsoluteError', (t, y) => tf.metrics.meanAbsoluteError(t, y), real(2, 3), real(2, 3)),
  op('metrics.categoricalCrossentropy', (t, y) => tf.metrics.categoricalCrossentropy(t, y), between(0.1, 0.9, 2, 3), between(0.1, 0.9, 2, 3)),
  op('metrics.cosineProximity', (t, y) => tf.metrics.cosineProximity(t, y), real(2, 3), real(2, 3)),
  missing(op('signal.stft', (x: T1) => tf.abs(tf.signal.stft(x, 4, 4)), real(4))),
  missing(op('spectral.rfft', x => tf.abs(tf.spectral.rfft(x)), real(4))),
];

/** Convolutions, in every stride, padding and number of dimensions. */
// prettier-ignore
const convolutions = [
  op('conv1d', (x: T3, w: T3) => tf.conv1d(x, w, 1, 'same'), real(1, 4, 2), real(2, 2, 2)),
  op('conv1d', (x: T3, w: T3) => tf.conv1d(x, w, 2, 'valid'), real(1, 5, 1), real(2, 1, 2)),
  missing(op('conv1d', (x: T3, w: T3) => tf.conv1d(x, w, 1, 'valid', 'NWC', 2), real(1, 4, 1), real(2, 1, 1))),
  op('conv2d', (x: T4, w: T4) => tf.conv2d(x, w, 1, 'valid'), real(1, 3, 3, 2), real(2, 2, 2, 1)),
  op('conv2d', (x: T4, w: T4) => tf.conv2d(x, w, 1, 'same'), real(1, 3, 3, 1), real(2, 2, 1, 2)),
  op('conv2d', (x: T4, w: T4) => tf.conv2d(x, w, 2, 'same'), real(1, 4, 4, 1), real(3, 3, 1, 1)),
  op('conv2d', (x: T4, w: T4) => tf.conv2d(x, w, [1, 2], 'valid'), real(2, 3, 4, 1), real(2, 2, 1, 1)),
  op('conv2d', (x: T4, w: T4) => tf.conv2d(x, w, 1, 1), real(1, 3, 3, 1), real(3, 3, 1, 1)),
  op('conv2d', (x: T4, w: T4) => tf.conv2d(x, w, 1, 'same'), real(1, 3, 3, 2), real(1, 1, 2, 2)),
  op('conv2d', (x: T4, w: T4) => tf.square(tf.conv2d(x, w, 2, 'same')), real(1, 5, 4, 1), real(2, 1, 1, 1)),
  missing(op('conv2d', (x: T4, w: T4) => tf.conv2d(x, w, 1, 'valid', 'NHWC', 2), real(1, 3, 3, 1), real(2, 2, 1, 1))),
  op('conv2d', (x: T4, w: T4) => tf.conv2d(x, w, 1, 'same', 'NCHW'), real(1, 1, 3, 3), real(2, 2, 1, 2)),
  wrong(op('conv2d', (x: T4, w: T4) => tf.conv2d(x, w, 2, 0, 'NHWC', 1, 'ceil'), real(1, 3, 3, 1), real(2, 2, 1, 1))),
  wrong(op('conv2d', (x: T4, w: T4) => tf.conv2d(x, w, 2, 0, 'NHWC', 1, 'round'), real(1, 3, 3, 1), real(2, 2, 1, 1))),
  op('conv2dTranspose', (x: T4, w: T4) => tf.conv2dTranspose(x, w, [1, 3, 3, 1], 1, 'valid'), real(1, 2, 2, 1), real(2, 2, 1, 1)),
  op('conv2dTranspose', (x: T4, w: T4) => tf.conv2dTranspose(x, w, [1, 4, 4, 1], 2, 'same'), real(1, 2, 2, 2), real(2, 2, 1, 2)),
  op('conv3d', (x: T5, w: T5) => tf.conv3d(x, w, 1, 'valid'), real(1, 2, 3, 2, 1), real(2, 2, 2, 1, 1)),
  op('conv3d', (x: T5, w: T5) => tf.conv3d(x, w, 1, 'same'), real(1, 2, 2, 2, 1), real(2, 1, 2, 1, 2)),
  op('conv3d', (x: T5, w: T5) => tf.conv3d(x, w, 1, 'same'), real(1, 3, 3, 3, 2), real(2, 2, 2, 2, 3)),
  op('conv3d', (x: T5, w: T5) => tf.conv3d(x, w, 2, 'same'), real(1, 3, 3, 3, 1), real(2, 2, 2, 1, 2)),
  op('conv3d', (x: T5, w: T5) => tf.conv3d(x, w, [1, 2, 1], 'valid'), real(1, 2, 4, 2, 1), real(1, 2, 2, 1, 1)),
  missing(op('conv3dTranspose', (x: T5, w: T5) => tf.conv3dTranspose(x, w, [1, 2, 2, 2, 1], 1, 'same'), real(1, 2, 2, 2, 1), real(1, 2, 2, 1, 1))),
  op('depthwiseConv2d', (x: T4, w: T4) => tf.depthwiseConv2d(x, w, 1, 'valid'), real(1, 3, 3, 2), real(2, 2, 2, 1)),
  op('depthwiseConv2d', (x: T4, w: T4) => tf.depthwiseConv2d(x, w, 1, 'same'), real(1, 3, 3, 2), real(2, 2, 2, 2)),
  op('depthwiseConv2d', (x: T4, w: T4) => tf.depthwiseConv2d(x, w, 2, 'same'), real(1, 4, 4, 1), real(3, 3, 1, 1)),
  missing(op('depthwiseConv2d', (x: T4, w: T4) => tf.depthwiseConv2d(x, w, 1, 'valid', 'NHWC', 2), real(1, 3, 3, 1), real(2, 2, 1, 1))),
  op('separableConv2d', (x: T4, d: T4, p: T4) => tf.separableConv2d(x, d, p, 1, 'same'), real(1, 3, 3, 1), real(2, 2, 1, 2), real(1, 1, 2, 1)),
  op('fused.conv2d', (x: T4, filter: T4) => tf.fused.conv2d({x, filter, strides: 1, pad: 'same'}), real(1, 3, 3, 1), real(2, 2, 1, 2)),
  op('fused.conv2d', (x: T4, filter: T4, bias) => tf.fused.conv2d({x, filter, bias, strides: 1, pad: 'same', activation: 'relu'}), real(1, 3, 3, 1), real(2, 2, 1, 2), real(2)),
  wrong(op('fused.conv2d', (x: T4, filter: T4) => tf.fused.conv2d({x, filter, strides: 2, pad: 0, dimRoundingMode: 'ceil'}), real(1, 3, 3, 1), real(2, 2, 1, 1))),
  missing(op('fused.conv2d', (x: T3, filter: T4) => tf.fused.conv2d({x, filter, strides: 1, pad: 'same'}), real(3, 3, 1), real(2, 2, 1, 1))),
  wrong(op('fused.depthwiseConv2d', (x: T3, filter: T4) => tf.fused.depthwiseConv2d({x, filter, strides: 1, pad: 'same'}), real(3, 3, 1), real(2, 2, 1, 1))),
  op('fused.depthwiseConv2d', (x: T4, filter: T4) => tf.fused.depthwiseConv2d({x, filter, strides: 1, pad: 'same'}), real(1, 3, 3, 1), real(2, 2, 1, 1)),
  op('dilation2d', (x: T4, w: T3) => tf.dilation2d(x, w, 1, 'valid'), real(1, 3, 3, 1), real(2, 2, 1)),
  op('dilation2d', (x: T4, w: T3) => tf.dilation2d(x, w, 1, 'same'), real(1, 3, 3, 1), real(2, 2, 1)),
  op('dilation2d', (x: T4, w: T3) => tf.dilation2d(x, w, 1, 'valid'), between(-3, -2, 1, 4, 4, 1), between(-1, 0, 2, 2, 1)),
  op('dilation2d', (x: T4, w: T3) => tf.square(tf.dilation2d(x, w, 1, 'valid')), between(-3, -2, 1, 3, 3, 1), between(-1, 0, 2, 2, 1)),
];

/** Pooling and resizing. Where sizes are rounded up, wasm's stock kernels write beyond the output: none of these is `right`. */
// prettier-ignore
const pools = [
  op('maxPool', (x: T4) => tf.maxPool(x, 2, 1, 'valid'), real(1, 3, 3, 1)),
  op('maxPool', (x: T4) => tf.maxPool(x, 2, 2, 'valid'), real(1, 4, 4, 2)),
  op('maxPool', (x: T4) => tf.maxPool(x, 3, 1, 'same'), real(1, 3, 3, 1)),
  op('maxPool', (x: T4) => tf.maxPool(x, [1, 2], [1, 2], 'valid'), real(2, 2, 4, 1)),
  op('maxPool', (x: T4) => tf.maxPool(x, 2, 2, 'valid'), between(-2, -1, 2, 4, 4, 1)),
  wrong(op('maxPool', (x: T4) => tf.maxPool(x, 2, 2, 0, 'ceil'), real(1, 3, 3, 1))),
  wrong(op('maxPool', (x: T4) => tf.maxPool(x, 2, 2, 0, 'round'), real(1, 3, 3, 1))),
  op('maxPool3d', (x: T5) => tf.maxPool3d(x, 2, 1, 'valid'), real(1, 2, 3, 2, 1)),
  op('maxPool3d', (x: T5) => tf.maxPool3d(x, 2, 1, 'same'), real(1, 2, 2, 2, 1)),
  wrong(op('maxPool3d', (x: T5) => tf.maxPool3d(x, [1, 2, 1], [1, 2, 1], 'valid'), real(1, 2, 4, 4, 1))),
  op('maxPool3d', (x: T5) => tf.maxPool3d(x, 2, 2, 'valid'), between(-2, -1, 1, 4, 4, 4, 1)),
  op('maxPool3d', (x: T5) => tf.square(tf.maxPool3d(x, 2, 2, 'valid')), between(-2, -1, 1, 4, 4, 2, 1)),
  op('avgPool', (x: T4) => tf.avgPool(x, 2, 1, 'valid'), real(1, 3, 3, 1)),
  op('avgPool', (x: T4) => tf.avgPool(x, 2, 2, 'valid'), real(1, 4, 4, 2)),
  op('avgPool', (x: T4) => tf.avgPool(x, 2, 2, 'same'), real(1, 4, 4, 1)),
  wrong(op('avgPool', (x: T4) => tf.avgPool(x, 2, 1, 'same'), real(1, 2, 2, 1))),
  wrong(op('avgPool', (x: T4) => tf.avgPool(x, 3, 1, 'same'), real(1, 3, 3, 2))),
  wrong(op('avgPool', (x: T4) => tf.avgPool(x, 2, 2, 'same'), real(1, 3, 3, 1))),
  wrong(op('avgPool', (x: T4) => tf.avgPool(x, 2, 1, 1), real(1, 2, 2, 1))),
  wrong(op('avgPool', (x: T4) => tf.avgPool(x, 2, 2, 0, 'ceil'), real(1, 3, 3, 1))),
  wrong(op('avgPool', (x: T4) => tf.avgPool(x, 2, 1, [[0, 0], [1, 0], [0, 1], [0, 0]]), real(1, 3, 3, 1))),
  op('avgPool3d', (x: T5) => tf.avgPool3d(x, 2, 1, 'valid'), real(1, 2, 3, 2, 1)),
  wrong(op('avgPool3d', (x: T5) => tf.avgPool3d(x, 2, 1, 'same'), real(1, 2, 2, 2, 1))),
  op('pool', (x: T4) => tf.pool(x, 2, 'max', 'valid', 1), real(1, 3, 3, 1)),
  op('pool', (x: T4) => tf.pool(x, 2, 'max', 'valid', 1), between(-2, -1, 1, 4, 4, 1)),
  op('pool', (x: T4) => tf.pool(x, 2, 'avg', 'valid', 2), real(1, 4, 4, 1)),
  op('resizeBilinear', (x: T4) => tf.image.resizeBilinear(x, [4, 4]), real(1, 2, 2, 1)),
  op('resizeBilinear', (x: T4) => tf.image.resizeBilinear(x, [2, 3]), real(1, 4, 4, 1)),
  op('resizeBilinear', (x: T4) => tf.image.resizeBilinear(x, [3, 5], true), real(1, 2, 2, 1)),
  wrong(op('resizeBilinear', (x: T4) => tf.image.resizeBilinear(x, [3, 5]), real(1, 2, 3, 1))),
  wrong(op('resizeBilinear', (x: T4) => tf.image.resizeBilinear(x, [4, 4], false, true), real(1, 2, 2, 1))),
  op('resizeNearestNeighbor', (x: T4) => tf.image.resizeNearestNeighbor(x, [4, 4]), real(1, 2, 2, 1)),
  op('resizeNearestNeighbor', (x: T4) => tf.image.resizeNearestNeighbor(x, [3, 5], true), real(1, 2, 3, 1)),
  op('resizeNearestNeighbor', (x: T4) => tf.image.resizeNearestNeighbor(x, [2, 2]), real(1, 4, 4, 1)),
  wrong(op('resizeNearestNeighbor', (x: T4) => tf.image.resizeNearestNeighbor(x, [3, 3], false, true), real(1, 2, 2, 1))),
  wrong(op('resizeNearestNeighbor', (x: T4) => tf.image.resizeNearestNeighbor(x, [4, 4]), real(2, 2, 2, 1))),
  op('resizeBilinear', (x: T4) => tf.image.resizeBilinear(x, [5, 3]), real(2, 2, 2, 2)),
  missing(op('image.cropAndResize', (x: T4) => tf.image.cropAndResize(x, [[0, 0, 1, 1]], [0], [3, 3]), real(1, 2, 2, 1))),
  missing(op('image.rotateWithOffset', (x: T4) => tf.image.rotateWithOffset(x, 0.5), real(1, 3, 3, 1))),
  op('image.grayscaleToRGB', (x: T4) => tf.image.grayscaleToRGB(x), real(1, 2, 2, 1)),
];

/** Moving numbers about: reshaping, slicing, padding, joining, repeating. */
// prettier-ignore
const shaping = [
  op('reshape', x => tf.reshape(x, [3, 2]), real(2, 3)),
  op('expandDims', x => tf.expandDims(x, 1), real(2, 3)),
  op('squeeze', x => tf.squeeze(x), real(2, 1, 3)),
  op('transpose', x => tf.transpose(x), real(2, 3)),
  op('transpose', x => tf.transpose(x, [2, 0, 1]), real(2, 3, 2)),
  op('transpose', x => tf.transpose(x, [0, 3, 1, 2]), real(1, 2, 3, 2)),
  wrong(op('transpose', x => withReused([0, 1], perm => tf.transpose(x, perm), [1, 0]), real(2, 2))),
  op('slice', x => tf.slice(x, 1, 2), real(4)),
  op('slice', x => tf.slice(x, [0, 1], [2, 1]), real(2, 3)),
  op('slice', x => tf.slice(x, [1, 0, 1]), real(2, 3, 2)),
  op('slice', x => tf.slice(x, [0, 1, 1, 0], [1, 1, 2, -1]), real(1, 2, 3, 2)),
  wrong(op('slice', x => withReused([1], begin => tf.slice(x, begin, 2), [0]), real(4))),
  missing(op('stridedSlice', x => tf.stridedSlice(x, [0], [4], [2]), real(4))),
  op('split', x => tf.split(x, 3, 1)[1]!, real(2, 3)),
  op('split', x => tf.concat([...tf.split(x, [1, 2], 0)].reverse(), 0), real(3, 2)),
  wrong(op('split', x => tf.concat(tf.split(x, 3).reverse()), real(3, 2))),
  op('unstack', x => tf.unstack(x, 1)[1]!, real(2, 3)),
  op('unstack', x => tf.stack([...tf.unstack(x)].reverse()), real(3, 2)),
  wrong(op('unstack', x => tf.stack(tf.unstack(x).reverse()), real(3, 2))),
  op('split', x => tf.concat([...tf.split(x, [1, 2], -1)].reverse(), -1), real(2, 3)),
  op('unstack', x => tf.unstack(x, -2)[1]!, real(2, 3, 2)),
  op('stack', (a, b) => tf.stack([a, b], -2), real(2, 3), real(2, 3)),
  op('stack', (a, b) => tf.stack([a, b], 1), real(3), real(3)),
  op('concat', (a, b) => tf.concat([a, b]), real(2), real(3)),
  op('concat', (a, b) => tf.concat([a, b], 1), real(2, 2), real(2, 1)),
  op('concat', (a, b) => tf.concat([a, b], -1), real(1, 2, 2), real(1, 2, 1)),
  op('pad', (x: T1) => tf.pad1d(x, [1, 2], 0.5), real(3)),
  op('pad', x => tf.pad(x, [[1, 0], [0, 2]]), real(2, 3)),
  op('pad', x => tf.pad(x, [[0, 0], [1, 1], [2, 0], [0, 0]]), real(1, 2, 2, 1)),
  wrong(op('mirrorPad', x => tf.mirrorPad(x, [[1, 1]], 'reflect'), real(3))),
  wrong(op('mirrorPad', x => tf.mirrorPad(x, [[1, 0], [1, 1]], 'symmetric'), real(2, 3))),
  op('tile', x => tf.tile(x, [3]), real(2)),
  op('tile', x => tf.tile(x, [2, 3]), real(2, 2)),
  op('tile', x => tf.tile(x, [1, 2, 2]), real(2, 1, 2)),
  op('tile', x => tf.tile(x, [1, 2, 1, 2]), real(1, 2, 1, 2)),
  wrong(op('tile', x => withReused([3], reps => tf.tile(x, reps), [1]), real(2))),
  missing(op('tile', x => tf.tile(x, [1, 1, 1, 1, 2]), real(1, 1, 1, 1, 2))),
  op('broadcastTo', x => tf.broadcastTo(x, [2, 3]), real(3)),
  op('broadcastTo', x => tf.broadcastTo(x, [2, 3]), real(2, 1)),
  op('broadcastTo', x => tf.broadcastTo(x, [2, 3, 1, 2]), real(1, 3, 1, 1)),
  op('reverse', x => tf.reverse(x), real(4)),
  op('reverse', x => tf.reverse(x, 1), real(2, 3)),
  op('gather', x => tf.gather(x, [2, 0, 2]), real(3)),
  op('gather', x => tf.gather(x, [1, 1], 0), real(2, 3)),
  op('gather', x => tf.gather(x, [2, 0], 1), real(2, 3)),
  op('gather', x => tf.gather(x, [2, 0], -1), real(2, 3)),
  op('gather', x => tf.gather(x, [1, 0], 1), real(2, 3, 2)),
  op('gather', x => tf.gather(x, [[0, 1], [1, 1]]), real(2, 3)),
  op('gather', x => tf.gather(x, [[0, 1], [2, 2]], 1, 1), real(2, 3)),
  op('gather', x => tf.gather(x, [[0, 1], [1, 1]], 2, 1), real(2, 3, 2)),
  op('gather', x => tf.gather(x, [0, 1, 1], -2), real(2, 3, 2)),
  missing(op('gather', x => tf.gather(x, [[[0, 1]], [[2, 2]]], 2, 2), real(2, 1, 3))),
  wrong(op('gather', x => tf.gather(x, tf.argMax(x)), real(4))),
  missing(op('gatherND', x => tf.gatherND(x, tf.tensor2d([[0, 1], [1, 2]], [2, 2], 'int32')), real(2, 3))),
  missing(op('scatterND', x => tf.scatterND(tf.tensor2d([[1], [3]], [2, 1], 'int32'), x, [4]), real(2))),
  op('unsortedSegmentSum', x => tf.unsortedSegmentSum(x, tf.tensor1d([0, 1, 0], 'int32'), 2), real(3)),
  op('unsortedSegmentSum', x => tf.unsortedSegmentSum(x, tf.tensor1d([1, -1, 1], 'int32'), 2), real(3, 2)),
  op('spaceToBatchND', x => tf.spaceToBatchND(x, [2, 2], [[0, 0], [0, 0]]), real(1, 2, 2, 1)),
  op('spaceToBatchND', x => tf.spaceToBatchND(x, [2], [[1, 1]]), real(1, 2, 2)),
  op('batchToSpaceND', x => tf.batchToSpaceND(x, [2, 2], [[0, 0], [0, 0]]), real(4, 1, 1, 1)),
  op('batchToSpaceND', x => tf.batchToSpaceND(x, [2], [[1, 0]]), real(2, 2, 1)),
  missing(op('depthToSpace', (x: T4) => tf.depthToSpace(x, 2), real(1, 1, 1, 4))),
  missing(op('complex', (a, b) => tf.abs(tf.complex(a, b)), real(3), real(3))),
  op('batchToSpaceND', x => tf.batchToSpaceND(x, [2, 3], [[1, 0], [0, 2]]), real(6, 2, 2, 1)),
  op('meshgrid', x => tf.meshgrid(x, [1, 2])[0]!, real(3)),
  missing(op('image.flipLeftRight', (x: T4) => tf.image.flipLeftRight(x), real(1, 2, 2, 1))),
  op('dropout', x => tf.dropout(x, 0.5, undefined, 3), real(4)),
  missing(op('diag', x => tf.diag(x), real(3))),
  op('reverse', (x: T3) => tf.reverse3d(x, [0, 2]), real(2, 2, 2)),
];

/** Matrix products: every transposition, batches, fused, and what is made of them. */
// prettier-ignore
const products = [
  op('matMul', (a, b) => tf.matMul(a, b), real(2, 3), real(3, 2)),
  op('matMul', (a, b) => tf.matMul(a, b, true), real(3, 2), real(3, 2)),
  op('matMul', (a, b) => tf.matMul(a, b, false, true), real(2, 3), real(2, 3)),
  op('matMul', (a, b) => tf.matMul(a, b, true, true), real(3, 2), real(2, 3)),
  op('matMul', (a, b) => tf.matMul(a, b), real(2, 2, 3), real(2, 3, 1)),
  op('matMul', (a, b) => tf.matMul(a, b, true), real(2, 3, 2), real(2, 3, 1)),
  op('matMul', (a, b) => tf.matMul(a, b, false, true), real(2, 2, 3), real(2, 1, 3)),
  op('matMul', (a, b) => tf.matMul(a, b, true, true), real(2, 3, 2), real(2, 1, 3)),
  wrong(op('matMul', (a, b) => tf.matMul(a, b), real(1, 2, 3), real(2, 3, 1))),
  wrong(op('matMul', (a, b) => tf.matMul(a, b), real(2, 2, 3), real(1, 3, 1))),
  wrong(op('matMul', (a, b) => tf.matMul(a, b), real(2, 2, 3), real(3, 1))),
  op('dot', (a, b) => tf.dot(a, b), real(3), real(3)),
  op('dot', (a, b) => tf.dot(a, b), real(2, 3), real(3)),
  op('outerProduct', (a: T1, b: T1) => tf.outerProduct(a, b), real(2), real(3)),
  missing(op('einsum', (a, b) => tf.einsum('ij,jk->ik', a, b), real(2, 3), real(3, 2))),
  op('fused.matMul', (a, b) => tf.fused.matMul({a, b}), real(2, 3), real(3, 2)),
  op('fused.matMul', (a, b) => tf.fused.matMul({a, b, transposeA: true}), real(3, 2), real(3, 2)),
  op('fused.matMul', (a, b) => tf.fused.matMul({a, b, transposeB: true}), real(2, 3), real(2, 3)),
  op('fused.matMul', (a, b, bias) => tf.fused.matMul({a, b, bias}), real(2, 3), real(3, 2), real(2)),
  op('fused.matMul', (a, b, bias) => tf.fused.matMul({a, b, bias, activation: 'relu'}), real(2, 3), real(3, 2), real(2)),
  op('fused.matMul', (a, b, bias) => tf.square(tf.fused.matMul({a, b, bias})), real(2, 3, 2), real(2, 2, 3), real(3)),
  op('fused.matMul', (a, b) => tf.fused.matMul({a, b, activation: 'sigmoid'}), real(2, 3), real(3, 2)),
  op('fused.matMul', (a, b) => tf.fused.matMul({a, b, activation: 'elu'}), real(2, 3), real(3, 2)),
  op('linalg.gramSchmidt', (x: T2) => tf.linalg.gramSchmidt(x) as tf.Tensor, real(2, 3)),
  missing(op('linalg.qr', x => tf.linalg.qr(x)[1], positive(2, 2))),
];

/** Sums and their kin, over each axis and over several. */
// prettier-ignore
const reductions = [
  op('sum', x => tf.sum(x), real(2, 3)),
  op('sum', x => tf.sum(x, 0), real(2, 3)),
  op('sum', x => tf.sum(x, -1, true), real(2, 3)),
  op('sum', x => tf.sum(x, [0, 2]), real(2, 3, 2)),
  op('sum', x => tf.sum(x, [-1, 0], true), real(2, 3, 2)),
  wrong(op('sum', x => withReused([1], axis => tf.sum(x, axis), [0]), real(2, 2))),
  op('mean', x => tf.mean(x), real(2, 3)),
  op('mean', x => tf.mean(x, 0), real(2, 3)),
  op('mean', x => tf.mean(x, -1, true), real(2, 3)),
  op('mean', x => tf.mean(x, [0, 2]), real(2, 3, 2)),
  op('max', x => tf.max(x), real(2, 3)),
  op('max', x => tf.max(x), between(1, 1, 3)),
  op('max', x => tf.max(x, 0), real(2, 3)),
  op('max', x => tf.max(x, 1, true), real(2, 3)),
  op('max', x => tf.max(x, [0, 2]), real(2, 3, 2)),
  op('min', x => tf.min(x), real(2, 3)),
  op('min', x => tf.min(x, 0), real(2, 3)),
  op('min', x => tf.min(x, 1, true), real(2, 3)),
  op('min', x => tf.min(x, [0, 2]), real(2, 3, 2)),
  op('prod', x => tf.prod(x), positive(4)),
  op('prod', x => tf.prod(x), real(2, 3)),
  op('prod', x => tf.prod(x, 0), real(2, 3)),
  op('prod', x => tf.prod(x, 1), real(2, 3)),
  op('prod', x => tf.prod(x, [0, 2]), real(2, 3, 2)),
  op('prod', x => tf.prod(x, 1, true), real(2, 3)),
  op('prod', x => tf.prod(x, [2, 0]), real(2, 3, 2)),
  missing(op('prod', x => tf.prod(x, -1), real(2, 3))),
  op('logSumExp', x => tf.logSumExp(x, [2, 0]), real(2, 3, 2)),
  op('logSumExp', x => tf.logSumExp(x), real(2, 3)),
  op('logSumExp', x => tf.logSumExp(x, 0), real(2, 3)),
  op('logSumExp', x => tf.logSumExp(x, -1, true), real(2, 3)),
  op('cumsum', x => tf.cumsum(x), real(4)),
  op('cumsum', x => tf.cumsum(x, 0, true), real(4)),
  op('cumsum', x => tf.cumsum(x, 0, false, true), real(4)),
  op('cumsum', x => tf.cumsum(x, 1), real(2, 3)),
  wrong(op('cumsum', x => tf.cumsum(x, 0), real(2, 3))),
  wrong(op('cumsum', x => tf.cumsum(x, 0), real(3, 3))),
  wrong(op('cumsum', x => tf.cumsum(x, 1, true, true), real(2, 3, 2))),
  missing(op('cumprod', x => tf.cumprod(x), positive(4))),
  op('norm', x => tf.norm(x), real(4)),
  op('norm', x => tf.norm(x, 1), real(4)),
  op('norm', x => tf.norm(x, Infinity), real(4)),
  op('norm', x => tf.norm(x, -Infinity), real(4)),
  op('norm', x => tf.norm(x, 'euclidean', 1), real(2, 3)),
  op('norm', x => tf.norm(x, 'fro', [0, 1]), real(2, 3)),
  op('moments', x => tf.moments(x, 0).variance, real(4, 2)),
  op('moments', x => tf.moments(x, [0, 1]).mean, real(4, 2)),
  op('euclideanNorm', x => tf.euclideanNorm(x, 0), real(4, 2)),
  op('argMax', x => tf.argMax(x), real(4)),
  op('argMin', x => tf.argMin(x), real(4)),
  missing(op('topk', x => tf.topk(x, 2).values, real(4))),
];

/** Functions of two numbers: of one shape, and broadcast from either side. */
// prettier-ignore
const binary = [
  op('add', (a, b) => tf.add(a, b), real(2, 3), real(2, 3)),
  op('add', (a, b) => tf.add(a, b), real(2, 3), real(3)),
  op('add', (a, b) => tf.add(a, b), real(2, 1), real(2, 3)),
  op('add', (a, b) => tf.add(a, b), real(), real(2, 3)),
  op('addN', (a, b, c) => tf.addN([a, b, c]), real(2, 3), real(2, 3), real(2, 3)),
  op('sub', (a, b) => tf.sub(a, b), real(2, 3), real(2, 3)),
  op('sub', (a, b) => tf.sub(a, b), real(3), real(2, 3)),
  op('sub', (a, b) => tf.sub(a, b), real(2, 3), real(2, 1)),
  op('mul', (a, b) => tf.mul(a, b), real(2, 3), real(2, 3)),
  op('mul', (a, b) => tf.mul(a, b), real(2, 3), real(1, 3)),
  op('mul', (a, b) => tf.mul(a, b), real(2, 1), real(1, 3)),
  op('mul', (a, b) => tf.mul(a, b), real(2, 3), real()),
  op('div', (a, b) => tf.div(a, b), real(2, 3), positive(2, 3)),
  op('div', (a, b) => tf.div(a, b), real(2, 3), positive(3)),
  op('div', (a, b) => tf.div(a, b), real(2, 1), positive(2, 3)),
  missing(op('divNoNan', (a, b) => tf.divNoNan(a, b), real(2, 3), positive(2, 3))),
  op('pow', (a, b) => tf.pow(a, b), positive(2, 3), real(2, 3)),
  op('pow', (a, b) => tf.pow(a, b), positive(2, 3), real(3)),
  op('pow', (a, b) => tf.pow(a, b), positive(2, 1), real(2, 3)),
  op('pow', x => tf.pow(x, 3), real(4)),
  op('maximum', (a, b) => tf.maximum(a, b), real(2, 3), real(2, 3)),
  wrong(op('maximum', (a, b) => tf.maximum(a, b), real(2, 3), real(2, 1))),
  wrong(op('maximum', (a, b) => tf.maximum(a, b), real(3), real(2, 3))),
  op('minimum', (a, b) => tf.minimum(a, b), real(2, 3), real(2, 3)),
  wrong(op('minimum', (a, b) => tf.minimum(a, b), real(2, 3), real(2, 1))),
  wrong(op('minimum', (a, b) => tf.minimum(a, b), real(3), real(2, 3))),
  op('mod', (a, b) => tf.mod(a, b), real(2, 3), positive(2, 3)),
  op('mod', (a, b) => tf.mod(a, b), real(2, 3), positive(3)),
  wrong(op('floorDiv', (a, b) => tf.floorDiv(a, b), real(2, 3), positive(2, 3))),
  wrong(op('floorDiv', (a, b) => tf.floorDiv(a, b), real(2, 3), positive(3))),
  op('atan2', (a, b) => tf.atan2(a, b), real(2, 3), positive(2, 3)),
  op('atan2', (a, b) => tf.atan2(a, b), real(3), positive(2, 3)),
  op('squaredDifference', (a, b) => tf.squaredDifference(a, b), real(2, 3), real(2, 3)),
  wrong(op('squaredDifference', (a, b) => tf.squaredDifference(a, b), real(2, 3), real(3))),
  wrong(op('squaredDifference', (a, b) => tf.squaredDifference(a, b), real(2, 1), real(2, 3))),
  op('prelu', (a, b) => tf.prelu(a, b), real(2, 3), inner(2, 3)),
  op('prelu', (a, b) => tf.prelu(a, b), real(2, 3), inner(3)),
  wrong(op('prelu', (a, b) => tf.prelu(a, b), real(3), inner(2, 3))),
  op('where', (a, b) => tf.where(tf.tensor1d([1, 0, 1], 'bool'), a, b), real(3), real(3)),
  op('where', (a, b) => tf.where(tf.tensor2d([[1], [0]], [2, 1], 'bool'), a, b), real(2, 3), real(2, 3)),
  op('where', (a, b) => tf.where(tf.tensor1d([1, 0, 1], 'bool'), a, b), real(2, 3), real()),
  missing(op('less', (a, b) => tf.less(a, b), real(3), real(3))),
  missing(op('equal', (a, b) => tf.equal(a, b), real(3), real(3))),
  op('greaterEqual', (a, b) => tf.greaterEqual(a, b), real(3), real(3)),
  missing(op('greater', (a, b) => tf.greater(a, b), real(3), real(3))),
];

/** Functions of one number. */
// prettier-ignore
const unary = [
  op('abs', x => tf.abs(x), real(2, 3)),
  op('acos', x => tf.acos(x), inner(5)),
  op('acosh', x => tf.acosh(x), between(1.2, 3, 5)),
  op('asin', x => tf.asin(x), inner(5)),
  op('asinh', x => tf.asinh(x), real(5)),
  op('atan', x => tf.atan(x), real(5)),
  op('atanh', x => tf.atanh(x), inner(5)),
  op('ceil', x => tf.ceil(x), real(5)),
  op('clipByValue', x => tf.clipByValue(x, -1, 1), real(8)),
  op('cos', x => tf.cos(x), real(5)),
  op('cosh', x => tf.cosh(x), real(5)),
  op('elu', x => tf.elu(x), real(8)),
  op('erf', x => tf.erf(x), real(5)),
  op('exp', x => tf.exp(x), real(5)),
  op('expm1', x => tf.expm1(x), real(5)),
  op('floor', x => tf.floor(x), real(5)),
  op('leakyRelu', x => tf.leakyRelu(x), real(8)),
  op('leakyRelu', x => tf.leakyRelu(x, 0.4), real(8)),
  op('log', x => tf.log(x), positive(5)),
  op('log1p', x => tf.log1p(x), inner(5)),
  op('logSigmoid', x => tf.logSigmoid(x), real(5)),
  op('neg', x => tf.neg(x), real(5)),
  op('reciprocal', x => tf.reciprocal(x), positive(5)),
  op('relu', x => tf.relu(x), real(8)),
  op('relu6', x => tf.relu6(x), between(-4, 9, 8)),
  op('round', x => tf.round(x), real(5)),
  op('rsqrt', x => tf.rsqrt(x), positive(5)),
  op('selu', x => tf.selu(x), real(8)),
  op('sigmoid', x => tf.sigmoid(x), real(5)),
  op('sign', x => tf.sign(x), real(5)),
  op('sin', x => tf.sin(x), real(5)),
  op('sinh', x => tf.sinh(x), real(5)),
  op('softplus', x => tf.softplus(x), real(5)),
  op('sqrt', x => tf.sqrt(x), positive(5)),
  op('square', x => tf.square(x), real(5)),
  op('step', x => tf.step(x), real(5)),
  op('step', x => tf.step(x, 0.5), real(5)),
  op('tan', x => tf.tan(x), inner(5)),
  op('tanh', x => tf.tanh(x), real(5)),
  op('identity', x => tf.clone(x), real(5)),
  op('onesLike', x => tf.onesLike(x), real(3)),
  op('zerosLike', x => tf.zerosLike(x), real(3)),
  op('isFinite', x => tf.isFinite(x), real(3)),
  op('isNaN', x => tf.isNaN(x), real(3)),
  op('softmax', x => tf.softmax(x), real(4)),
  op('softmax', x => tf.softmax(x), real(2, 3)),
  op('softmax', x => tf.softmax(x), real(2, 2, 3)),
  op('logSoftmax', x => tf.logSoftmax(x), real(4)),
  op('logSoftmax', x => tf.logSoftmax(x), real(2, 3)),
  wrong(op('cast', x => tf.cast(x, 'int32').toFloat(), real(5))),
  wrong(op('cast', x => tf.cast(x, 'bool').toFloat(), real(5))),
  op('cast', x => tf.cast(x, 'float32'), real(3)),
  missing(op('logicalNot', x => tf.logicalNot(x.cast('bool')), real(3))),
];

/** Everything that the sweep looks at, by family. */
export const configurations: Readonly<Record<string, readonly Configuration[]>> = {
  unary,
  binary,
  reductions,
  products,
  shaping,
  convolutions,
  pools,
  normsAndLosses: norms,
  layers: layerConfigurations,
  secondDerivatives,
};

/** Runs an op with an array as its attribute and changes the array afterwards, as a loop does that reuses it. */
export function withReused(
  first: readonly number[],
  run: (array: number[]) => tf.Tensor,
  then: readonly number[],
): tf.Tensor {
  const array = [...first];
  const output = run(array);
  array.splice(0, array.length, ...then);
  return output;
}

/** What one input is drawn from: uniform in [low, high), independent of its neighbours; or its numbers, which are not drawn then. */
export interface InputRange {
  readonly shape: readonly number[];
  readonly low: number;
  readonly high: number;
  readonly values?: readonly number[];
}

/** What the sweep expects of a configuration: `wrong` and `missing` are bugs of tfjs 4.22, each explained in `knownBugs`. */
type Expectation = 'right' | 'wrong' | 'missing';

/** A function of tensors whose gradient is to be looked at. */
interface OpConfiguration {
  readonly kind: 'op';
  /** As a user calls it: `avgPool`. */
  readonly op: string;
  readonly fn: (...inputs: tf.Tensor[]) => tf.Tensor;
  readonly inputs: readonly InputRange[];
  readonly expected: Expectation;
}

/** Layers behind a dense one, through whose weights the gradient with respect to their input is seen. */
export interface LayerConfiguration {
  readonly kind: 'layer';
  readonly op: string;
  /** Makes them anew each time. */
  readonly layers: () => tf.layers.Layer[];
  /** Of the input, with the batch. */
  readonly shape: readonly number[];
  readonly expected: Expectation;
}

export type Configuration = OpConfiguration | LayerConfiguration;

/** One op with its attributes, and where its inputs are drawn from. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- lets `fn` ask for ranks
export function op<T extends tf.Tensor[]>(
  name: string,
  fn: (...inputs: T) => tf.Tensor,
  ...inputs: readonly InputRange[]
): OpConfiguration {
  // The ranks that `fn` asks for are those of `inputs`; the list of all configurations forgets them.
  return {kind: 'op', op: name, fn: fn as OpConfiguration['fn'], inputs, expected: 'right'};
}

/** One layer, or several that make one case. */
function layer(
  name: string,
  shape: readonly number[],
  layers: () => tf.layers.Layer | tf.layers.Layer[],
): LayerConfiguration {
  return {kind: 'layer', op: name, shape, layers: () => [layers()].flat(), expected: 'right'};
}

/** Marks a configuration whose gradient tfjs gets wrong. */
export function wrong<C extends Configuration>(configuration: C): C {
  return {...configuration, expected: 'wrong'};
}

/** Marks a configuration for which tfjs has no gradient. */
export function missing<C extends Configuration>(configuration: C): C {
  return {...configuration, expected: 'missing'};
}

/** Numbers of either sign, up to 2. */
export function real(...shape: number[]): InputRange {
  return {shape, low: -2, high: 2};
}

/** Numbers from 0.3 to 2, for logarithms, roots and divisors. */
export function positive(...shape: number[]): InputRange {
  return {shape, low: 0.3, high: 2};
}

/** Numbers inside (−1, 1), for the inverses of bounded functions. */
export function inner(...shape: number[]): InputRange {
  return {shape, low: -0.9, high: 0.9};
}

/** Numbers from `low` to `high`. */
export function between(low: number, high: number, ...shape: number[]): InputRange {
  return {shape, low, high};
}

/** What tells a configuration from others of its op: for a message that nobody should ever see. */
export function describeConfiguration(configuration: Configuration): string {
  const {kind, op: name} = configuration;
  if (kind === 'layer') return `${name} on [${configuration.shape.join()}]`;
  return `${name}: ${String(configuration.fn)} on ${configuration.inputs.map(({shape}) => `[${shape.join()}]`).join(', ')}`;
}
