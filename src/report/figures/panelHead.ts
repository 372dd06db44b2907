import type {AxisScale} from './axisScale';
import {fontSize, lineHeight, writeLines} from './labels';
import {describeAxis, type Panel} from './Panel';
import {drawRuleLabels, ruleLabelRows} from './ruleLabels';
import type {SvgElement} from './SvgDocument';
import {wrapToWidth} from './textWidth';
import type {Theme} from './theme';

/** The rows above a panel's data. */
export interface PanelHead {
  readonly keysTop: number;
  readonly height: number;
  readonly draw: (svg: SvgElement, toX: (value: number) => number, theme: Theme) => void;
}

/** Lays out the panel's title, the y axis's title, room for the key, and the names of reference lines. */
export function layOutHead(
  {title, series, width, ...panel}: Panel,
  x: AxisScale,
  {left, right, keys}: {left: number; right: number; keys: number},
): PanelHead {
  const titles = title === undefined ? [] : wrapToWidth(title, width, fontSize);
  const yTitle = wrapToWidth(describeAxis(panel.y), width, fontSize);
  const rows = ruleLabelRows(series, x, {from: left, to: width - right, width});
  const titleHeight = titles.length * lineHeight + (titles.length > 0 ? 4 : 0);
  const keysTop = titleHeight + yTitle.length * lineHeight + 4;
  const top = keysTop + keys * lineHeight + (keys > 0 ? 6 : 0);
  const height = top + rows.length * lineHeight + 10;
  return {
    keysTop,
    height,
    draw: (svg, toX, theme) => {
      writeLines(svg, titles, {x: 0, y: lineHeight / 2, fill: theme.ink, weight: 600});
      writeLines(svg, yTitle, {x: 0, y: titleHeight + lineHeight / 2, fill: theme.ink});
      drawRuleLabels(svg, rows, {top, toX, theme, width, bottom: height});
    },
  };
}
