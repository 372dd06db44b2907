export {accuracy} from './accuracy';
export {classScores} from './classScores';
export type {ClassScores} from './classScores';
