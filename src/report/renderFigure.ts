import type {Figure} from '../results';
import {countGaps} from './figures/assertDrawable';
import {drawFigure, widths} from './figures/drawFigure';
import {html, Html} from './html';
import type {PageTools} from './PageTools';
import {pageText} from './pageText';
import {renderTable} from './renderTable';
import {tabulateFigure} from './tabulateFigure';

/**
 * A figure: its message, the picture for wide and for narrow screens, and its data as a folded table. One that cannot
 * be drawn says why, and in words what it would show.
 *
 * @param experiment The experiment's id; figures of two experiments may share theirs.
 */
export function renderFigure(
  figure: Figure,
  {experiment, plot}: {experiment: string; plot: PageTools['plot']},
): Html {
  const gaps = countGaps(figure);
  return html`<figure id="${experiment}-${figure.id}">
    <figcaption>${figure.title}</figcaption>
    ${renderPicture(figure, plot)}
    ${gaps > 0 ? html`<p class="aside">${pageText.gaps(gaps)}</p>` : undefined}
    ${figure.timed ? html`<p class="aside">${pageText.timed()}</p>` : undefined}
    ${renderTable(tabulateFigure(figure))}
  </figure> `;
}

function renderPicture(figure: Figure, plot: PageTools['plot']): Html {
  try {
    const [wide, narrow] = [widths.wide, widths.narrow].map(width => drawFigure(plot, figure, {width}));
    return new Html(`<div class="picture wide">${wide}</div><div class="picture narrow">${narrow}</div>`);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return html`<p class="aside">${pageText.notDrawn(error.message)} ${figure.alt}</p>`;
  }
}
