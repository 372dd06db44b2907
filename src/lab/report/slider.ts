import {t} from '../../text';
import type {ExperimentRecord, Figure} from './spoken';
import {describeAxis} from './figures/Panel';
import {formatNumber} from './formatNumber';
import {html, type Html} from './html';

/**
 * A slider over what two or more figures have along x, such as a weight, with what each shows at its place as a
 * table. It is hidden until the script shows it, for without the script it would do nothing.
 *
 * @returns Nothing where the experiment has not all of its slider's figures, over the same places.
 */
export function renderSlider({id, figures, slider = []}: ExperimentRecord): Html | undefined {
  const found = slider.flatMap(name => figures.find(figure => figure.id === name) ?? []);
  const weights = weightsOf(found);
  if (found.length < slider.length || weights === undefined) return undefined;
  const names = found[0]!.marks.map(({name}) => name);
  const columns = names.flatMap((_, i) =>
    found.map(({marks}) => marks[i]!.points.map(({y}) => formatNumber(y))),
  );
  const ids = found.map(figure => `${id}-${figure.id}`);
  return html`<div
    class="slider"
    data-figures="${ids.join(' ')}"
    data-weights="${JSON.stringify(weights)}"
    data-columns="${JSON.stringify(columns)}"
    hidden
  >
    <label for="${id}-weight">${t`Move it yourself: ${found[0]!.x.label}`}</label>
    <input type="range" id="${id}-weight" min="0" max="${weights.length - 1}" step="1" value="${weights.length >> 1}" />
    ${renderReadings(found, names, `${id}-weight`)}
  </div>`;
}

/** The table that the script fills in: a row for each series, a column for each figure. */
function renderReadings(figures: readonly Figure[], names: readonly string[], input: string): Html {
  return html`<table>
    <caption>
      ${t`At this place`} (<output for="${input}"></output>)
    </caption>
    <thead>
      <tr>
        <th scope="col">${t`series`}</th>
        ${figures.map(({y}) => html`<th scope="col">${describeAxis(y)}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${names.map(
        name =>
          html`<tr>
            <th scope="row">${name}</th>
            ${figures.map(() => html`<td class="number"></td>`)}
          </tr>`,
      )}
    </tbody>
  </table>`;
}

/** The weights, if every series of every figure has the same. */
function weightsOf(figures: readonly Figure[]): number[] | undefined {
  const series = figures.flatMap(({marks}) => marks.map(({points}) => points.map(({x}) => Number(x))));
  const [first] = series;
  const sizes = new Set(figures.map(({marks}) => marks.length));
  const same = series.every(weights => JSON.stringify(weights) === JSON.stringify(first));
  return same && sizes.size === 1 && first !== undefined && first.length > 1 ? first : undefined;
}

/** The page's only script: it moves a line through both pictures and fills in the table. */
export const sliderScript = `
for (const slider of document.querySelectorAll('.slider')) {
  const [weights, columns] = [slider.dataset.weights, slider.dataset.columns].map(JSON.parse);
  const pictures = slider.dataset.figures.split(' ')
    .flatMap(id => [...document.getElementById(id).querySelectorAll('svg[data-frame]')])
    .map(svg => {
      const line = svg.appendChild(document.createElementNS('http://www.w3.org/2000/svg', 'line'));
      line.setAttribute('class', 'cursor');
      return {line, frame: svg.dataset.frame.split(' ').map(Number)};
    });
  const input = slider.querySelector('input');
  const cells = slider.querySelectorAll('td');
  const show = () => {
    const i = Number(input.value);
    const text = String(weights[i]).replace('-', '\\u2212');
    slider.querySelector('output').textContent = text;
    input.setAttribute('aria-valuetext', text);
    cells.forEach((cell, column) => { cell.textContent = columns[column][i]; });
    for (const {line, frame: [left, right, top, bottom, from, to]} of pictures) {
      const x = left + (right - left) * (weights[i] - from) / (to - from);
      for (const [name, value] of Object.entries({x1: x, x2: x, y1: top, y2: bottom})) line.setAttribute(name, value);
    }
  };
  input.addEventListener('input', show);
  slider.hidden = false;
  show();
}
`;
