import type {Axis, Figure, Highlight, Mark, Table} from '../../results';
import type {ExperimentRecord, ResultsDocument} from './resultsDocument';
import type {SeedClaim} from './seedTable';
import type {Translate} from '../language/language';

/** A run with every text of its experiments translated; numbers, ids and metrics stay. */
export function translateResults(results: ResultsDocument, t: Translate): ResultsDocument {
  const {experiments, seeds} = results;
  return {
    ...results,
    experiments: experiments.map(experiment => translateExperiment(experiment, t)),
    ...(seeds !== undefined && {
      seeds: {...seeds, claims: seeds.claims.map(claim => translateSeedClaim(claim, t))},
    }),
  };
}

export function translateExperiment(experiment: ExperimentRecord, t: Translate): ExperimentRecord {
  const {question, answer, claims, highlights, tables, figures, formulas} = experiment;
  return {
    ...experiment,
    question: t(question),
    answer: t(answer),
    claims: claims.map(claim => ({
      ...claim,
      statement: t(claim.statement),
      expected: t(claim.expected),
      measured: typeof claim.measured === 'string' ? t(claim.measured) : claim.measured,
      ...(claim.reason !== undefined && {reason: t(claim.reason)}),
    })),
    highlights: highlights.map(highlight => translateHighlight(highlight, t)),
    tables: tables.map(table => translateTable(table, t)),
    figures: figures.map(figure => translateFigure(figure, t)),
    ...(formulas !== undefined && {
      formulas: formulas.map(formula => ({...formula, spoken: t(formula.spoken)})),
    }),
  };
}

function translateSeedClaim(claim: SeedClaim, t: Translate): SeedClaim {
  const {statement, measured, reason} = claim;
  return {
    ...claim,
    statement: t(statement),
    measured: measured.map(found => (typeof found === 'string' ? t(found) : found)),
    ...(reason !== undefined && {reason: t(reason)}),
  };
}

function translateHighlight(highlight: Highlight, t: Translate): Highlight {
  const {label, unit} = highlight;
  return {...highlight, label: t(label), ...(unit !== undefined && {unit: t(unit)})};
}

function translateTable(table: Table, t: Translate): Table {
  return {
    ...table,
    title: t(table.title),
    columns: table.columns.map(t),
    rows: table.rows.map(row => row.map(cell => (typeof cell === 'string' ? t(cell) : cell))),
  };
}

function translateFigure(figure: Figure, t: Translate): Figure {
  const {title, alt, x, y, marks} = figure;
  return {
    ...figure,
    title: t(title),
    alt: t(alt),
    x: translateAxis(x, t),
    y: translateAxis(y, t),
    marks: marks.map(mark => translateMark(mark, t)),
  };
}

function translateAxis(axis: Axis, t: Translate): Axis {
  const {label, unit} = axis;
  return {...axis, label: t(label), ...(unit !== undefined && {unit: t(unit)})};
}

function translateMark(mark: Mark, t: Translate): Mark {
  const points = mark.points.map(point => (typeof point.x === 'string' ? {...point, x: t(point.x)} : point));
  return {...mark, name: t(mark.name), points, ...(mark.panel !== undefined && {panel: t(mark.panel)})};
}
