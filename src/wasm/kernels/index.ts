import * as tf from '@tensorflow/tfjs';
import type {Kernel} from '../heap';
import {batchMatMul} from './batchMatMul';
import {conv2DBackpropFilter} from './conv2DBackpropFilter';
import {
  conv3DBackpropFilter,
  conv3DBackpropInput,
  depthwiseConv2dBackpropFilter,
  depthwiseConv2dBackpropInput,
} from './convolutionGradients';
import {gatherV2, identity, slice, unsortedSegmentSum} from './copying';
import {dilation2D, dilation2DBackpropFilter, dilation2DBackpropInput} from './dilation2D';
import {
  avgPool,
  conv2D,
  depthwiseConv2dNative,
  fusedConv2D,
  fusedDepthwiseConv2D,
  maxPool,
} from './fittedPadding';
import {fusedMatMul} from './fusedMatMul';
import {avgPoolGrad, maxPool3D, maxPool3DGrad, maxPoolGrad} from './pooling';
import {prelu} from './prelu';

/** The kernels that are replaced or added, by the name under which tfjs registers them. */
export const kernels: Readonly<Record<string, Kernel<never>>> = {
  [tf.BatchMatMul]: batchMatMul,
  [tf._FusedMatMul]: fusedMatMul,
  [tf.GatherV2]: gatherV2,
  [tf.UnsortedSegmentSum]: unsortedSegmentSum,
  [tf.Slice]: slice,
  [tf.Identity]: identity,
  [tf.Prelu]: prelu,
  [tf.AvgPool]: avgPool,
  [tf.AvgPoolGrad]: avgPoolGrad,
  [tf.MaxPool]: maxPool,
  [tf.MaxPoolGrad]: maxPoolGrad,
  [tf.MaxPool3D]: maxPool3D,
  [tf.MaxPool3DGrad]: maxPool3DGrad,
  [tf.Dilation2D]: dilation2D,
  [tf.Dilation2DBackpropInput]: dilation2DBackpropInput,
  [tf.Dilation2DBackpropFilter]: dilation2DBackpropFilter,
  [tf.Conv2D]: conv2D,
  [tf.Conv2DBackpropFilter]: conv2DBackpropFilter,
  [tf.FusedConv2D]: fusedConv2D,
  [tf.DepthwiseConv2dNative]: depthwiseConv2dNative,
  [tf.DepthwiseConv2dNativeBackpropFilter]: depthwiseConv2dBackpropFilter,
  [tf.DepthwiseConv2dNativeBackpropInput]: depthwiseConv2dBackpropInput,
  [tf.FusedDepthwiseConv2D]: fusedDepthwiseConv2D,
  [tf.Conv3DBackpropFilterV2]: conv3DBackpropFilter,
  [tf.Conv3DBackpropInputV2]: conv3DBackpropInput,
};
