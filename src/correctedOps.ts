/**
 * What `correctGradients()` makes right, by the names of tfjs's kernels, or of its ops: those of
 * src/corrections/corrections.ts without the tape. A file of its own: the checker says where
 * they would help, and a page that checks has not to load them all.
 */
// prettier-ignore
export const correctedOps: readonly string[] = [
  'Cast', 'FloorDiv', 'Less', 'LessEqual', 'Greater', 'Equal', 'NotEqual', 'GreaterEqual', 'LogicalAnd',
  'LogicalOr', 'LogicalNot', 'BitwiseAnd', 'All', 'Any', 'ArgMax', 'ArgMin', 'SearchSorted', 'Maximum',
  'Minimum', 'SquaredDifference', 'Select', 'Prelu', 'divNoNan',
  'Pow', 'RealDiv', 'Reciprocal', 'Atan2', 'Asinh', 'Acosh', 'Max', 'Min', 'Prod', 'Cumsum', 'Cumprod', 'Elu', 'BatchMatMul',
  'Einsum', 'MirrorPad', 'StridedSlice', 'DepthToSpace', 'RotateWithOffset', 'FlipLeftRight', 'Diag',
  'Unpack', 'SplitV', 'Tile', 'GatherV2', 'GatherNd', 'ScatterNd', 'TensorScatterUpdate',
  'UnsortedSegmentSum', 'TopK', 'Bincount', 'DenseBincount', 'SparseToDense', 'SparseSegmentSum',
  'SparseSegmentMean', 'SparseFillEmptyRows', 'AvgPool', 'AvgPool3D', 'MaxPool', 'MaxPool3D',
  'MaxPoolWithArgmax', 'Conv2D', 'Conv2DBackpropInput', 'Conv2DBackpropFilter', 'DepthwiseConv2dNative',
  'DepthwiseConv2dNativeBackpropInput', 'DepthwiseConv2dNativeBackpropFilter', 'Conv3D',
  'Conv3DBackpropInputV2', 'Conv3DBackpropFilterV2', '_FusedMatMul', 'FusedConv2D', 'FusedDepthwiseConv2D',
  'softmaxCrossEntropy', 'ResizeBilinear', 'ResizeNearestNeighbor', 'CropAndResize', 'Transform',
  'FusedBatchNorm', 'LRN', 'Dilation2D', 'Complex', 'Real', 'Imag', 'ComplexAbs', 'FFT', 'IFFT', 'Multiply',
];
