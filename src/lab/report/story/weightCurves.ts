import {t, type Text} from '../../../text';
import {html, type Html} from '../html';
import {formatWithMinus} from '../formatNumber';
import {halfPositions, type KnobState} from './knobState';

/** A picture of both curves, in its own pixels. */
interface CurveLayout {
  readonly width: number;
  /** Of one curve. */
  readonly height: number;
}

export const curveLayouts: Readonly<Record<'wide' | 'narrow', CurveLayout>> = {
  wide: {width: 480, height: 96},
  narrow: {width: 358, height: 56},
};

/** Where the curves begin and end: at the ends of the knob below them, which has the same share of the width. */
export const curveEnds = {from: 0.12, to: 0.97} as const;

const titleHeight = 20;

/** Accuracy and loss over the weight, one below the other, with a mark where the weight is. */
export function renderCurves(curves: readonly KnobState[], {width, height}: CurveLayout): Html {
  const [left, right] = [curveEnds.from * width, curveEnds.to * width];
  const total = curves[0]!.margins.length;
  const toX = (i: number) => round(left + ((right - left) * i) / (curves.length - 1));
  const panels = [
    {
      name: 'stairs',
      title: t`accuracy: stands still, then jumps`,
      values: curves.map(state => state.right / total),
      stairs: true,
    },
    {
      name: 'loss',
      title: t`loss: changes with every move`,
      values: curves.map(({loss}) => loss),
      stairs: false,
    },
  ];
  const drawn = panels.map((panel, i) => {
    const top = i * (height + titleHeight + 12) + titleHeight + 4;
    return renderPanel(panel, {left, right, top, height, toX});
  });
  const middle = toX(halfPositions);
  const bottom = 2 * (height + titleHeight + 12);
  return html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${bottom}" role="img"
    aria-label="${describeCurves(curves)}" data-ends="${round(left)} ${round(right)}" font-size="13">
    <line class="cursor" x1="${middle}" x2="${middle}" y1="${titleHeight}" y2="${bottom}" />
    ${drawn}
  </svg>`;
}

function renderPanel(
  {name, title, values, stairs}: {name: string; title: Text; values: readonly number[]; stairs: boolean},
  {
    left,
    right,
    top,
    height,
    toX,
  }: {left: number; right: number; top: number; height: number; toX: (i: number) => number},
): Html {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const toY = (value: number) => round(top + height * (1 - (value - least) / (most - least || 1)));
  const path = values
    .map((value, i) => {
      if (i === 0) return `M${toX(0)},${toY(value)}`;
      return stairs
        ? `H${round((toX(i) + toX(i - 1)) / 2)}V${toY(value)}${i === values.length - 1 ? `H${toX(i)}` : ''}`
        : `L${toX(i)},${toY(value)}`;
    })
    .join('');
  const [x, y] = [toX(halfPositions), toY(values[halfPositions]!)];
  const ticks = most > least ? [most, least] : [most];
  return html`<g class="${name}" data-frame="${[top, height, least, most].join(' ')}">
    <text class="title" x="${round(left)}" y="${top - 8}">${title}</text>
    ${ticks.map(
      tick =>
        html`<line class="grid" x1="${round(left)}" x2="${round(right)}" y1="${toY(tick)}" y2="${toY(tick)}" />
          <text class="soft" x="${round(left) - 6}" y="${toY(tick) + 4}" text-anchor="end">${shortNumber(tick)}</text>`,
    )}
    <path d="${path}" />
    <circle cx="${x}" cy="${y}" r="5" />
  </g>`;
}

function describeCurves(curves: readonly KnobState[]): Text {
  const levels = new Set(curves.map(({right}) => right)).size;
  const values = new Set(curves.map(({loss}) => loss)).size;
  return t`Two curves over the weight at ${curves.length} places. Accuracy takes ${levels} values and stands still between them; the loss takes ${values}.`;
}

/** Two digits: ticks stand in a narrow margin. */
function shortNumber(value: number): string {
  return formatWithMinus(Number(value.toPrecision(2)));
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
