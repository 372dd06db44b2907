export {prepareFloat64} from './onFloat64';
export type {Float64Availability, Float64Options} from './onFloat64';
export {float64Tensor} from './float64Tensor';
export type {NestedNumbers} from './float64Tensor';
export {onFloat64} from './onFloat64';
