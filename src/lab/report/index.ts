/* What the command line and scripts use of the report. */

export {compareResults} from './compareResults';
export type {ClaimComparison, Comparison, ExperimentComparison, MetricComparison} from './compareResults';
export {drawFigure, widths as figureWidths} from './figures/drawFigure';
export {paperTheme} from './figures/theme';
export {countClaims, describeClaims, formatNumber, formatSeconds, nameData} from './formatNumber';
export {pageNames} from './document';
export type {PageTools} from './document';
export {reproduceCommand} from './provenance';
export {renderAppendix} from './renderAppendix';
export {formatHighlight} from './renderExperiment';
export {parseResults, serializeResults} from './resultsDocument';
export {countOfSeeds, countSeeds, formatSeeds, outcomeOverSeeds, SeedTally} from './seedTable';
export {sayAll} from './spoken';
export type {Spoken} from './spoken';
export {renderStory} from './story/renderStory';
export type {ExperimentRecord, ResultsDocument} from '../../results';
