import type {Figure, Axis, Mark} from '../spoken';
import {drawRowPanels, drawRows, type PlacedPanel} from './drawRows';
import {drawPanel} from './drawPanel';
import type {PlotModule} from './Panel';
import {fontSize, lineHeight, writeLines} from './labels';
import {areShort, asColumns, fitAsColumns, namesOf} from './rows';
import {seriesOf, type Series, pageTheme, type Theme} from './theme';
import {SvgDocument, SvgElement} from './SvgDocument';
import {wrapToWidth} from './layout';

/** Widths that pictures are drawn for: text has the same size in all of them. */
export const widths = {narrow: 328, wide: 704} as const;

const panelGap = 28;
/** More groups of bars than this are read better series by series. */
const MOST_GROUPS = 6;

/**
 * Draws a figure. The same figure gives the same picture, byte for byte.
 *
 * @param plot Observable Plot.
 * @param width In pixels; the text is for this width and not smaller.
 * @param titled Whether the figure's message stands above it, for a picture outside a page.
 * @returns An SVG element as markup, its alternative text included.
 * @throws {RangeError} If a log axis holds a point that is not positive.
 *
 * @example
 * drawFigure(plot, figure, {width: 328}).startsWith('<svg');  // true
 */
export function drawFigure(
  plot: PlotModule,
  figure: Figure,
  {width, theme = pageTheme, titled = false}: {width: number; theme?: Theme; titled?: boolean},
): string {
  assertDrawable(figure);
  const series = seriesOf(figure, theme);
  const panels = panelsOf(series, figure);
  const picture = arrange(drawPanels(plot, figure, panels, series, {width, theme}));
  return finish(titled ? addTitle(picture, {figure, width, theme}) : picture, {figure, width, theme});
}

/** Panels in rows of those that stand side by side. */
function drawPanels(
  plot: PlotModule,
  figure: Figure,
  panels: readonly Part[],
  series: readonly Series[],
  {width, theme}: {width: number; theme: Theme},
): PlacedPanel[][] {
  const asRows = figure.x.scale === 'category' && !areShort(namesOf(series));
  const side = asRows ? drawRowPanels(plot, figure, panels, {width, theme}) : undefined;
  if (side !== undefined) return [side];
  const columns = width < 600 ? 1 : Math.min(panels.length, 2);
  const own = (width - (columns - 1) * panelGap) / columns;
  const placed = panels.map((panel, i) => ({
    svg: drawOne(plot, figure, {...panel, extent: series, width: own}, theme),
    left: (i % columns) * (own + panelGap),
  }));
  return placed.flatMap((_, i) => (i % columns === 0 ? [placed.slice(i, i + columns)] : []));
}

interface Part {
  readonly title?: string | undefined;
  readonly series: readonly Series[];
}

/** Marks that name a panel stand there; several histograms on one axis would hide one another, so each gets its own. */
function panelsOf(series: readonly Series[], {x}: Figure): Part[] {
  const histograms = series.filter(({type}) => type === 'bar');
  const names = namesOf(series);
  const several =
    histograms.length > 1 && (x.scale !== 'category' || areShort(names) || names.length > MOST_GROUPS);
  const panelOf = (each: Series) => each.panel ?? (several && each.type === 'bar' ? each.name : undefined);
  const titles = [...new Set(series.map(panelOf))].filter(title => title !== undefined);
  if (titles.length === 0) return [{series}];
  return titles.map(title => ({title, series: series.filter(each => (panelOf(each) ?? title) === title)}));
}

function drawOne(
  plot: PlotModule,
  {x, y, plane}: Figure,
  part: Part & {extent: readonly Series[]; width: number},
  theme: Theme,
): SvgElement {
  if (x.scale === 'category') {
    const names = namesOf(part.extent);
    if (!fitAsColumns(names, part)) return drawRows(plot, {x, y, ...part}, theme);
    const columns = new Map(part.extent.map(each => [each, asColumns(each, names)]));
    const series = part.series.map(each => columns.get(each)!); // a part of the whole
    const panel = {...part, series, extent: [...columns.values()], names};
    return drawPanel(plot, {x: {...x, scale: 'linear'}, y, ...panel, plotHeight: 160}, theme);
  }
  const histogram = part.series.some(({type}) => type === 'bar');
  const plotHeight = histogram ? 200 : part.width < 500 ? 220 : 280;
  return drawPanel(plot, {x, y, ...part, plotHeight, plane}, theme);
}

/** One picture of several panels, read from left to right. */
function arrange(rows: readonly (readonly PlacedPanel[])[]): SvgElement {
  const [first] = rows.flat();
  if (rows.flat().length === 1) return first!.svg;
  const svg = new SvgDocument().createElementNS('', 'svg');
  let top = 0;
  for (const row of rows) {
    for (const {svg: panel, left} of row) {
      svg.add('g', {transform: `translate(${left},${top})`}).childNodes.push(...panel.childNodes);
    }
    top += Math.max(...row.map(panel => heightOf(panel.svg))) + 16;
  }
  svg.setAttribute('height', top - 16);
  return svg;
}

/** The message above the picture, which moves down as a whole. */
function addTitle(
  svg: SvgElement,
  {figure, width, theme}: {figure: Figure; width: number; theme: Theme},
): SvgElement {
  const margin = 16;
  const lines = wrapToWidth(figure.title, width, fontSize * 1.05);
  const below = margin + lines.length * lineHeight + 10;
  const titled = new SvgDocument().createElementNS('', 'svg');
  const group = titled.add('g', {transform: `translate(${margin},${below})`});
  group.childNodes.push(...svg.childNodes);
  writeLines(titled, lines, {x: margin, y: margin + lineHeight / 2, fill: theme.ink, weight: 700});
  titled.setAttribute('height', below + heightOf(svg) + margin);
  titled.setAttribute('width', width + 2 * margin);
  return titled;
}

function heightOf(svg: SvgElement): number {
  return Number(svg.attributes.get('height'));
}

function finish(
  svg: SvgElement,
  {figure, width: planned, theme}: {figure: Figure; width: number; theme: Theme},
): string {
  const height = heightOf(svg);
  const width = Number(svg.attributes.get('width') ?? planned);
  svg.attributes.clear();
  const attributes = {
    ...{xmlns: 'http://www.w3.org/2000/svg', viewBox: `0 0 ${width} ${height}`, width, height},
    ...{role: 'img', 'aria-label': figure.alt},
    ...{'font-family': theme.font, 'font-size': 13, 'text-anchor': 'middle', fill: theme.ink},
    ...(svg.frame === undefined || theme.paper !== undefined ? {} : {'data-frame': svg.frame}),
  };
  for (const [name, value] of Object.entries(attributes)) svg.setAttribute(name, value);
  if (theme.paper !== undefined) {
    const paper = new SvgElement('rect', svg.ownerDocument);
    for (const [name, value] of Object.entries({width, height, fill: theme.paper}))
      paper.setAttribute(name, value);
    svg.childNodes.unshift(paper);
  }
  return svg.toString();
}

/**
 * A log axis cannot hold 0 or less, and a picture that quietly moves such points to its edge lies.
 *
 * @throws {RangeError} If there is no finite point at all, or a point is not positive on a log axis, or not a number on a numeric one.
 */
function assertDrawable(figure: Figure): void {
  if (!figure.marks.some(({points}) => points.some(({y}) => Number.isFinite(y)))) {
    throw new RangeError(`figure ${figure.id}: expected points, got none`);
  }
  for (const mark of figure.marks) {
    for (const {x, x2, y, y2} of mark.points) {
      if (mark.type !== 'level') assertFits(figure, 'x', mark, x);
      if (x2 !== undefined) assertFits(figure, 'x', mark, x2);
      if (mark.type !== 'rule') assertFits(figure, 'y', mark, y);
      if (y2 !== undefined) assertFits(figure, 'y', mark, y2);
    }
  }
}

function assertFits(figure: Figure, name: 'x' | 'y', mark: Mark, value: number | string): void {
  const {scale}: Axis = figure[name];
  if (scale === 'category') return;
  const where = `got ${JSON.stringify(value)} in "${mark.name}"`;
  if (typeof value === 'string') {
    if (name === 'x' && mark.type === 'bar') return;
    throw new RangeError(`figure ${figure.id}: expected numbers on ${name}, ${where}`);
  }
  if (scale !== 'log' || !(value <= 0)) return;
  throw new RangeError(`figure ${figure.id}: expected positive numbers on the log axis ${name}, ${where}`);
}

/** How many points of a figure are not finite and leave a gap. */
export function countGaps({marks}: Figure): number {
  const points = marks.flatMap(mark => (mark.type === 'rule' ? [] : mark.points));
  return points.filter(({y}) => !Number.isFinite(y)).length;
}
