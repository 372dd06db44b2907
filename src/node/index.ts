/** losslab for Node: MNIST from files and the network, models on disk, the choice of a backend. */
export {BackendUnavailableError} from '../errors';
export type {LoadPackage} from '../backends/loadPackage';
export {probeBackends} from '../backends/selectBackend';
export type {BackendProbe} from '../backends/selectBackend';
export {selectBackend} from '../backends/selectBackend';
export type {SelectBackendOptions} from '../backends/selectBackend';
export {loadCheckpoint, saveCheckpoint} from './checkpoint';
export type {Checkpoint, CheckpointOptions} from './checkpoint';
export {registerFileHandlers} from './fileHandlers';
export {loadMnist} from './loadMnist';
export type {DownloadProgress, LoadedData, LoadOptions} from './loadMnist';
export {loadModel} from './loadModel';
export {saveModel} from './saveModel';
export type {SaveModelOptions} from './saveModel';
