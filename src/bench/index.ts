export {formatTable, markdownTable} from './formatTable';
export {passes} from './passes';
export {pipeline} from './pipeline';
export {race, timingOf, type Contestant, type Timing} from './race';
export {scaling} from './scaling';
export {comparedWith, ratio, type Line, type Suite, type SuiteTable} from './suite';
export {training} from './training';
