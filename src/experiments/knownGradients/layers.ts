import * as tf from '@tensorflow/tfjs';
import {layer, missing, wrong} from './configuration';

const {layers} = tf;
const seeded = {recurrentInitializer: 'glorotUniform', unitForgetBias: false} as const;

/** Layers, through a model's weights: the layer's own and those of the dense layer before it. */
// prettier-ignore
export const layerConfigurations = [
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
  layer('layers.zeroPadding2d', [1, 2, 2, 1], () => layers.zeroPadding2d({padding: 1})),
  layer('layers.cropping2D', [1, 4, 4, 1], () => layers.cropping2D({cropping: [[1, 1], [1, 0]]})),
  layer('layers.simpleRNN', [2, 3, 2], () => layers.simpleRNN({units: 2, ...seeded})),
  layer('layers.gru', [2, 3, 2], () => layers.gru({units: 2, ...seeded})),
  layer('layers.lstm', [2, 3, 2], () => layers.lstm({units: 2, returnSequences: true, ...seeded})),
  layer('layers.bidirectional', [1, 3, 2], () => layers.bidirectional({layer: layers.simpleRNN({units: 1, ...seeded}), mergeMode: 'concat'})),
  layer('layers.timeDistributed', [1, 2, 2], () => layers.timeDistributed({layer: layers.dense({units: 2})})),
];
