/** What the rest of losslab uses of float64. Short because it only names. */
export {onFloat64, prepareFloat64} from './onFloat64';
export type {Float64Availability, Float64Options} from './onFloat64';
export {watchFloat32Arrays} from './float64Backend';
export {adoptFloat64, float64Tensor} from './float64Tensor';
export type {NestedNumbers} from './float64Tensor';
