export {countClaims, describeClaims} from './countClaims';
export type {ClaimCounts} from './countClaims';
export {formatNumber, formatSeconds} from './formatNumber';
export {formatHighlight} from './renderExperiment';
export {renderPage} from './renderPage';
export {reproduceCommand} from './reproduceCommand';
export {serializeResults} from './resultsDocument';
export type {DataRecord, ExperimentRecord, ResultsDocument} from './resultsDocument';
