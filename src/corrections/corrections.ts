import * as tf from '@tensorflow/tfjs';
import {activations} from './activations';
import {broadcasting} from './broadcasting';
import {crossEntropy} from './crossEntropy';
import {cropping} from './cropping';
import {depthwise} from './depthwise';
import {complexNumbers} from './complexNumbers';
import {dilation} from './dilation';
import {normalization} from './normalization';
import {resizing} from './resizing';
import {extremes} from './extremes';
import {fused} from './fused';
import {transforming} from './transforming';
import {volumes} from './volumes';
import {correction, example, type Correction} from './Correction';
import {convolution} from './convolution';
import {indexing} from './indexing';
import {moving} from './moving';
import {pooling} from './pooling';
import {powers} from './powers';
import {products} from './products';
import {reductions} from './reductions';
import {sparse} from './sparse';
import {staircases} from './staircases';

/** What is changed in how tfjs records ops (src/tfjs/mendedTape.ts). */
const tape = correction(
  'tape',
  'takes the outputs that an op saves for constants in second derivatives, and keeps arrays of the caller: ' +
    'begin, axis, what split returns; it is lost where a gradient function takes a gradient',
  {
    example: example(
      tf.grad(x => tf.square(tf.exp(x))),
      [[0]],
      [[4]],
    ),
  },
);

/** Every gradient that `correctGradients` makes right, by family. */
export const corrections: readonly Correction[] = [
  tape,
  ...staircases,
  ...broadcasting,
  ...powers,
  ...extremes,
  ...reductions,
  ...activations,
  ...products,
  ...moving,
  ...indexing,
  ...sparse,
  ...pooling,
  ...convolution,
  ...depthwise,
  ...volumes,
  ...fused,
  ...crossEntropy,
  ...resizing,
  ...cropping,
  ...transforming,
  ...normalization,
  ...dilation,
  ...complexNumbers,
];
