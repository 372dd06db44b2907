export {accuracy} from './accuracy';
