import {fontSize, lineHeight, writeLines} from './labels';
import type {Frame, ToPixels} from './Panel';
import {placeInside, type Place} from './placeInside';
import {isJoined, type Series} from './series';
import type {SvgElement} from './SvgDocument';
import {textWidth} from './textWidth';
import type {Theme} from './theme';

/** A name and its place beside its line. */
export interface InsideLabel {
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
