import {t} from '../../../text';
import {html, type Html} from '../html';
import type {Knob} from '../spoken';
import {imagesAcross} from './pixels';
import {halfPositions, knobState, weightAt, type KnobState} from './knobState';

/** How a picture of the crowd is laid out, in its own pixels. */
interface CrowdLayout {
  readonly width: number;
  /** The side of an image. */
  readonly size: number;
  readonly lanes: number;
}

export const crowdLayouts: Readonly<Record<'wide' | 'narrow', CrowdLayout>> = {
  wide: {width: 640, size: 27, lanes: 10},
  narrow: {width: 358, size: 20, lanes: 10},
};

const [head, foot] = [24, 24];
/** Of the count on the wrong side, which few images may leave no room for. */
const labelWidth = 74;

/**
 * The images in lanes, each as far right as its margin is great; left of the line the net is wrong. An image keeps its lane, so that
 * the eye can follow it.
 *
 * @param atlas The id of the picture with all images.
 * @returns An SVG element, with what a script needs to move the images.
 */
export function renderCrowd(
  knob: Knob,
  {margins, right}: KnobState,
  {layout: {width, size, lanes}, atlas}: {layout: CrowdLayout; atlas: string},
): Html {
  const [from, to] = marginRange(knob);
  const [left, end] = [2, width - size - 2];
  const toX = (margin: number) => left + ((Math.asinh(margin / 2) - from) / (to - from)) * (end - left);
  const line = round(toX(0) + size / 2);
  const height = head + lanes * size + foot;
  const places = lanesOf(margins, lanes);
  const images = margins.map((margin, n) => {
    const y = head + places[n]! * size;
    return renderImage(knob, n, {x: round(toX(margin)), y, size, wrong: margin <= 0, atlas});
  });
  const wrong = margins.length - right;
  return html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img"
    aria-label="${t`${margins.length} test digits by margin: ${wrong} stand on the wrong side of the line, ${right} on the right side.`}"
    data-scale="${[left, end, from, to].map(round).join(' ')}" font-size="13">
    <rect class="wrong-side" x="0" y="${head}" width="${line}" height="${lanes * size}" />
    <rect class="right-side" x="${line}" y="${head}" width="${width - line}" height="${lanes * size}" />
    ${images}
    <line class="border" x1="${line}" x2="${line}" y1="${head - 4}" y2="${height - foot + 4}" />
    <text class="count-wrong" x="${Math.max(line - 8, labelWidth)}" y="15" text-anchor="end">${t`wrong: ${wrong}`}</text>
    <text class="count-right" x="${Math.max(line, labelWidth + 8) + 8}" y="15">${t`right: ${right}`}</text>
    <text class="soft" x="${width}" y="${height - 6}" text-anchor="end">${t`margin: how far the right logit leads`} →</text>
  </svg>`;
}

function renderImage(
  {rows, columns}: Knob,
  n: number,
  {x, y, size, wrong, atlas}: {x: number; y: number; size: number; wrong: boolean; atlas: string},
): Html {
  const [column, row] = [(n % imagesAcross) * columns, Math.floor(n / imagesAcross) * rows];
  return html`<svg class="${wrong ? 'digit wrong' : 'digit'}" x="${x}" y="${y}" width="${size}" height="${size}" viewBox="${column} ${row} ${columns} ${rows}"><use href="#${atlas}"/><rect x="${column}" y="${row}" width="${columns}" height="${rows}"/></svg>`;
}

/** What the margins span over all positions of the knob, as asinh(margin / 2): it leaves more room near the line. */
function marginRange(knob: Knob): [number, number] {
  const ends = [-halfPositions, 0, halfPositions].flatMap(
    position => knobState(knob, weightAt(knob, position)).margins,
  );
  const squashed = ends.map(margin => Math.asinh(margin / 2));
  return [Math.min(-0.5, ...squashed), Math.max(0.5, ...squashed)];
}

/** Neighbours by margin stand in different lanes. */
function lanesOf(margins: readonly number[], lanes: number): number[] {
  const order = margins.map((_, n) => n).sort((a, b) => margins[a]! - margins[b]!);
  const places = new Array<number>(margins.length);
  // Not 0, 1, 2 … in turn, which the eye reads as slanting lines.
  order.forEach((n, rank) => (places[n] = (rank * 7 + Math.floor(rank / lanes)) % lanes));
  return places;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
