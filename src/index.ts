/**
 * losslab: losses, gradients and mini-batches for TensorFlow.js that need no file system; runs in Node and in a
 * browser. What reads or writes files is in `losslab/node`.
 *
 * @module losslab
 */
export {
  acceptIntegerLabels,
  binaryCrossEntropy,
  binaryCrossEntropyFromLogits,
  crossEntropy,
  crossEntropyFromLogits,
  entropy,
  klDivergence,
  losses,
  lossTraits,
  perExample,
  sparseCrossEntropy,
  sparseCrossEntropyFromLogits,
  sumSquaredError,
} from './losses';
export type {
  CrossEntropyOptions,
  IgnoringOptions,
  LossFunction,
  LossName,
  LossOptions,
  LossTraits,
  PerExampleLoss,
  Reduction,
  SmoothingOptions,
} from './losses';
export {accuracy} from './metrics';
export type {ClassScores} from './metrics';
export {float64Tensor, onFloat64, prepareFloat64} from './backends/float64';
export type {Float64Availability, Float64Options, NestedNumbers} from './backends/float64';
export type {DataSource} from './data/split';
export {decodeIdx, encodeIdx} from './data/idx';
export type {IdxArray} from './data/idx';
export {minibatches} from './data/minibatches';
export type {Minibatch, MinibatchOptions} from './data/minibatches';
export {sliceSplit} from './data/split';
export type {SliceOptions, Split} from './data/split';
export {syntheticDigits} from './data/syntheticDigits';
export {
  BackendUnavailableError,
  CorruptDataError,
  DataUnavailableError,
  InvalidTypeError,
  InvalidValueError,
  NonFiniteLossError,
  UnwritableError,
} from './errors';
export {checkGradients} from './gradients/checkGradients';
export {checkModelGradients} from './gradients/checkModelGradients';
export type {ModelGradientCheckOptions, ModelLoss} from './gradients/checkModelGradients';
export type {
  BackendCheck,
  Diagnosis,
  DifferentiableFunction,
  EntryCheck,
  GradientCheck,
  GradientCheckOptions,
  InputCheck,
  InputValue,
  Verdict,
} from './gradients/GradientCheck';
export {numericalGradient, numericalGradientWithErrorBar} from './gradients/numericalGradient';
export type {NumericalGradientOptions} from './gradients/numericalGradient';
export type {DifferenceMethod} from './gradients/numerical/differenceQuotient';
export type {EntryIndex} from './gradients/numerical/differenceQuotient';
export type {HiddenActivation} from './models/activations';
export {softmaxRegression} from './models/softmaxRegression';
export type {SoftmaxRegressionOptions} from './models/softmaxRegression';
export {registerStepActivation} from './models/stepActivation';
export {twoLayerNet} from './models/twoLayerNet';
export type {TwoLayerNetOptions} from './models/twoLayerNet';
export {Random} from './random';
export type {RandomState} from './random';
export {evaluate} from './training/evaluate';
export type {EvaluateOptions, Evaluation} from './training/evaluate';
export {optimizerState, restoreOptimizerState} from './models/optimizerState';
export type {OptimizerVariable} from './models/optimizerState';
export {train} from './training/train';
export type {
  EpochReport,
  Measurements,
  Metric,
  Objective,
  StepPosition,
  TrainingCallback,
  TrainingPosition,
  TrainingResult,
  TrainOptions,
} from './training/train';
