export {formatTable, markdownTable} from './formatTable';
export {passes} from './passes';
export {pipeline} from './pipeline';
export {race, type Contestant, type Timing} from './race';
export {scaling} from './scaling';
export {comparedWith, type Line, type Suite, type SuiteTable} from './suite';
export {training} from './training';
