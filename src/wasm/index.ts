/**
 * What is public of the wasm kernels; runs in Node and in browsers. Short because it only names: the kernels are in
 * kernels/, one line each in its index, and training replays its steps with RecordedStep.ts.
 */
export {installWasmKernels} from './installWasmKernels';
export {useWasmThreads, type WasmThreadsOptions} from './useWasmThreads';
