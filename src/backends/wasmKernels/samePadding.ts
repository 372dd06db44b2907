import * as tf from '@tensorflow/tfjs';
import type {Shape4D} from './convolution';
import type {KernelArguments, RunStockKernel} from './wasmBackend';

type Attributes = Pick<tf.Conv2DAttrs, 'strides' | 'pad' | 'dataFormat' | 'dimRoundingMode'> &
  Partial<Pick<tf.Conv2DAttrs, 'dilations'>>;
type Arguments = KernelArguments<'x' | 'filter', Attributes>;

/**
 * Convolutions whose 'same' padding the stock kernels get wrong: where the strides leave the last rows or columns of the
 * input out, so that less than nothing would have to be padded, XNNPACK takes that number for a huge one, and all outputs are
 * 0. It takes the same padding in numbers, which is what it gets here. All other cases are the stock kernel's as they are.
 */
export const conv2D = withPaddingInNumbers(tf.Conv2D);

/** The same for a convolution with bias and activation. */
export const fusedConv2D = withPaddingInNumbers(tf.FusedConv2D);

/** The same for a convolution of each channel on its own. */
export const depthwiseConv2dNative = withPaddingInNumbers(tf.DepthwiseConv2dNative);

/** The same for a convolution of each channel on its own, with bias and activation. */
export const fusedDepthwiseConv2D = withPaddingInNumbers(tf.FusedDepthwiseConv2D);

function withPaddingInNumbers(kernel: string) {
  return (stock: RunStockKernel) =>
    (args: Arguments): tf.TensorInfo => {
      const padding = paddingInNumbers(kernel, args);
      if (padding === undefined) return stock(kernel, args);
      return stock(kernel, {...args, attrs: {...args.attrs, pad: padding, dimRoundingMode: 'floor'}});
    };
}

/** What 'same' stands for, if some of the input is left out; undefined in all other cases. */
function paddingInNumbers(
  kernel: string,
  {inputs: {x, filter}, attrs}: Arguments,
): tf.backend_util.ExplicitPadding | undefined {
  if (attrs.pad !== 'same' || attrs.dataFormat !== 'NHWC') return undefined;
  const depthwise = kernel === tf.DepthwiseConv2dNative || kernel === tf.FusedDepthwiseConv2D;
  const conv = tf.backend_util.computeConv2DInfo(
    x.shape as Shape4D,
    filter.shape as Shape4D,
    attrs.strides,
    attrs.dilations ?? 1,
    'same',
    undefined,
    depthwise,
  );
  const height = (conv.outHeight - 1) * conv.strideHeight + conv.effectiveFilterHeight;
  const width = (conv.outWidth - 1) * conv.strideWidth + conv.effectiveFilterWidth;
  if (height >= conv.inHeight && width >= conv.inWidth) return undefined;
  const {top, bottom, left, right} = conv.padInfo;
  return [
    [0, 0],
    [top, bottom],
    [left, right],
    [0, 0],
  ];
}
