import {fontSize, lineHeight, writeLines} from './labels';
import type {Frame, ToPixels} from './Panel';
import {isJoined, type Series, type Theme} from './theme';
import type {SvgElement} from './SvgDocument';
import {textWidth} from './layout';

/** A place in a picture, in pixels. */
interface Place {
  readonly x: number;
  readonly y: number;
}

/** The room that names may be written in. */
interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** A curve that wants its name beside it. */
export interface NamedCurve {
  /** The curve as points that are joined. */
  readonly points: readonly Place[];
  /** What its name takes. */
  readonly width: number;
  readonly height: number;
}

/** Between a name and its curve. */
const gap = 5;
/** How near a name may come to a curve that is not its own. */
const clearance = 10;

/**
 * Finds a place for each curve's name beside the curve itself, where the other curves are far: above or below one of
 * its points, touching nothing.
 *
 * @param others More curves to keep away from.
 * @returns The middle of each name, or undefined for one that has no such place.
 */
export function placeInside(
  curves: readonly NamedCurve[],
  others: readonly (readonly Place[])[],
  frame: Box,
): (Place | undefined)[] {
  const paths = curves.map(({points}) => densify(points));
  const strangers = others.map(densify);
  const choices = curves.map((curve, i) => {
    const rest = [...paths.filter((_, j) => j !== i), ...strangers].flat();
    return candidates(curve, {own: paths[i]!, rest, frame});
  });
  const found = new Map<number, Box>();
  // Those with the fewest places choose first.
  const order = curves.map((_, i) => i).sort((a, b) => choices[a]!.length - choices[b]!.length || a - b);
  for (const i of order) {
    const free = choices[i]!.find(({box}) => [...found.values()].every(other => !overlap(box, other)));
    if (free !== undefined) found.set(i, free.box);
  }
  return curves.map((_, i) => (found.has(i) ? middleOf(found.get(i)!) : undefined));
}

/** The places that touch nothing, the one farthest from other curves first. */
function candidates(
  {points, width, height}: NamedCurve,
  {own, rest, frame}: {own: readonly Place[]; rest: readonly Place[]; frame: Box},
): {box: Box; score: number}[] {
  const stride = Math.max(1, Math.floor(points.length / 40));
  return points
    .filter((_, i) => i % stride === 0 || i === points.length - 1)
    .flatMap(point => boxesBeside(point, width, height))
    .filter(box => within(box, frame))
    .map(box => ({box, near: distance(box, own), score: Math.min(distance(box, rest), 48)}))
    .filter(({near, score}) => near >= 2 && near <= 12 && score >= clearance && score >= near + 4)
    .sort((a, b) => b.score - a.score || b.box.left - a.box.left);
}

/** Above and below a point; beginning, centred and ending there, for lines that rise and lines that fall. */
function boxesBeside({x, y}: Place, width: number, height: number): Box[] {
  const tops = [y - gap - height, y + gap];
  const lefts = [x - width / 2, x + gap, x - width - gap];
  return tops.flatMap(top => lefts.map(left => ({left, right: left + width, top, bottom: top + height})));
}

function middleOf({left, right, top, bottom}: Box): Place {
  return {x: (left + right) / 2, y: (top + bottom) / 2};
}

function within(box: Box, frame: Box): boolean {
  return (
    box.left >= frame.left + 2 &&
    box.right <= frame.right &&
    box.top >= frame.top &&
    box.bottom <= frame.bottom - 2
  );
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right + 6 && b.left < a.right + 6 && a.top < b.bottom && b.top < a.bottom;
}

/** From a box to the nearest of some points; 0 if one is in it. */
function distance({left, right, top, bottom}: Box, points: readonly Place[]): number {
  let least = Infinity;
  for (const {x, y} of points) {
    const across = Math.max(left - x, 0, x - right);
    const along = Math.max(top - y, 0, y - bottom);
    least = Math.min(least, Math.hypot(across, along));
  }
  return least;
}

/** Points so near to one another that no name fits between two of them. */
function densify(points: readonly Place[]): Place[] {
  return points.flatMap((point, i) => {
    const next = points[i + 1];
    if (next === undefined) return [point];
    const count = Math.ceil(Math.hypot(next.x - point.x, next.y - point.y) / 4) || 1;
    return Array.from({length: count}, (_, k) => ({
      x: point.x + ((next.x - point.x) * k) / count,
      y: point.y + ((next.y - point.y) * k) / count,
    }));
  });
}

/** A name and its place beside its line. */
interface InsideLabel {
  readonly series: Series;
  readonly place: Place;
}

/**
 * Finds places for the names of lines beside them, where no other line is near.
 *
 * @param named The series to be named.
 * @param all All that is drawn: what the names keep away from.
 * @returns Those that found a place; none if there are single points among them, which have no side to stand on.
 */
export function insideLabels(
  named: readonly Series[],
  all: readonly Series[],
  panel: ToPixels & {frame: Frame},
): InsideLabel[] {
  if (!all.every(each => isJoined(each) || each.type === 'rule')) return [];
  const curves = named.map(each => ({
    points: pathOf(each, panel),
    width: textWidth(each.name, fontSize),
    height: lineHeight,
  }));
  const others = all.filter(each => !named.includes(each));
  const paths = others.map(each => (each.type === 'rule' ? acrossAt(each, panel) : pathOf(each, panel)));
  return placeInside(curves, paths, panel.frame).flatMap((place, i) =>
    place === undefined ? [] : [{series: named[i]!, place}],
  );
}

/** Writes names at their places, each with a halo that keeps the grid at a distance. */
export function drawInsideLabels(svg: SvgElement, labels: readonly InsideLabel[], theme: Theme): void {
  for (const {series, place} of labels) {
    const style = {fill: series.style.color, anchor: 'middle', halo: theme.halo} as const;
    writeLines(svg, [series.name], {...place, ...style});
  }
}

/** A line's points in pixels; the corners of a step included. */
function pathOf({type, points}: Series, {toX, toY}: ToPixels): Place[] {
  const places = points.filter(({y}) => Number.isFinite(y)).map(({x, y}) => ({x: toX(Number(x)), y: toY(y)}));
  if (type !== 'step') return places;
  return places.flatMap((place, i) => {
    const next = places[i + 1];
    if (next === undefined) return [place];
    const middle = (place.x + next.x) / 2;
    return [place, {x: middle, y: place.y}, {x: middle, y: next.y}];
  });
}

function acrossAt({points}: Series, {toX, frame}: ToPixels & {frame: Frame}): Place[] {
  return points.slice(0, 1).flatMap(({x}) => [
    {x: toX(Number(x)), y: frame.top},
    {x: toX(Number(x)), y: frame.bottom},
  ]);
}
