export {acceptIntegerLabels} from './acceptIntegerLabels';
export {binaryCrossEntropy, binaryCrossEntropyFromLogits} from './binaryCrossEntropy';
export {crossEntropy, sparseCrossEntropy} from './crossEntropy';
export {crossEntropyFromLogits, sparseCrossEntropyFromLogits} from './crossEntropyFromLogits';
export {entropy, klDivergence} from './entropy';
export type {
  CrossEntropyOptions,
  IgnoringOptions,
  LossFunction,
  LossOptions,
  Reduced,
  Reduction,
  SmoothingOptions,
} from './lossOptions';
export {losses} from './losses';
export {lossTraits} from './lossTraits';
export type {LossName, LossTraits} from './lossTraits';
export {perExample} from './perExample';
export type {PerExampleLoss} from './perExample';
export {sumSquaredError} from './sumSquaredError';
