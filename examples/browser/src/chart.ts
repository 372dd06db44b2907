import {t} from './language';

/** One quantity over the slider's range. */
export interface Curve {
  readonly label: string;
  readonly values: readonly number[];
  /** Drawn as level pieces with jumps between them. */
  readonly stepped: boolean;
  readonly format: (value: number) => string;
  /** Where the slider stands, as a fraction of the range, and the value there. */
  readonly at: number;
  readonly now: number;
}

const HEIGHT = 110;
const MARGIN = {top: 24, bottom: 8, left: 4, right: 4};
const NAMESPACE = 'http://www.w3.org/2000/svg';

/** Draws a curve with its name, its value at the marker, and its greatest and least value written on it. */
export function drawChart(svg: SVGSVGElement, curve: Curve): void {
  const width = svg.clientWidth;
  svg.setAttribute('viewBox', `0 0 ${width} ${HEIGHT}`);
  svg.setAttribute('height', String(HEIGHT));
  const {values, at, now, format} = curve;
  const [least, greatest] = [Math.min(...values), Math.max(...values)];
  const span = greatest - least || 1;
  const x = (fraction: number) => MARGIN.left + fraction * (width - MARGIN.left - MARGIN.right);
  const y = (value: number) =>
    greatest === least
      ? HEIGHT / 2
      : HEIGHT - MARGIN.bottom - ((value - least) / span) * (HEIGHT - MARGIN.top - MARGIN.bottom);
  const points = values.map((value, i) => [x(i / (values.length - 1)), y(value)] as const);
  svg.setAttribute(
    'aria-label',
    t`${curve.label}: ${format(now)}, between ${format(least)} and ${format(greatest)}`,
  );
  svg.replaceChildren(
    element('line', {class: 'marker', x1: x(at), x2: x(at), y1: MARGIN.top - 4, y2: HEIGHT}),
    element('path', {class: 'curve', d: curve.stepped ? steps(points) : line(points)}),
    element('circle', {class: 'dot', cx: x(at), cy: y(now), r: 5}),
    text(MARGIN.left, 14, 'start', 'name', `${curve.label}  ${format(now)}`),
    text(width - MARGIN.right, 14, 'end', 'range', `${format(least)} – ${format(greatest)}`),
  );
}

function line(points: readonly (readonly [number, number])[]): string {
  return points.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${x.toFixed(2)} ${y.toFixed(2)}`).join('');
}

/** Level up to half way to the next point, then up or down. */
function steps(points: readonly (readonly [number, number])[]): string {
  return points
    .map(([x, y], i) => {
      const before = points[i - 1];
      return before === undefined
        ? `M${x.toFixed(2)} ${y.toFixed(2)}`
        : `H${((before[0] + x) / 2).toFixed(2)}V${y.toFixed(2)}H${x.toFixed(2)}`;
    })
    .join('');
}

function element(name: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const made = document.createElementNS(NAMESPACE, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made;
}

function text(x: number, y: number, anchor: string, className: string, content: string): SVGElement {
  const made = element('text', {x, y, 'text-anchor': anchor, class: className});
  made.textContent = content;
  return made;
}
