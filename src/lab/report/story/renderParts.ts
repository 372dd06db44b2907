import {t} from '../../../text';
import {say} from '../../language/language';
import {describeAxis} from '../figures/Panel';
import {isJoined} from '../figures/theme';
import {html, type Html} from '../html';
import type {PageTools} from '../document';
import {renderFigure} from '../renderExperiment';
import type {ExperimentRecord, Figure, StoryPart} from '../spoken';
import {renderTable} from '../tables';
import {typeset, typesetProse} from '../typeset';

/** What the parts of a section are made with. */
interface PartTools {
  readonly experiment: ExperimentRecord;
  readonly plot: PageTools['plot'];
}

/** The parts of a section, one below the other. A figure or table that the experiment has not is passed over. */
export function renderParts(parts: readonly StoryPart[], tools: PartTools): Html {
  return html`${parts.map((part, at) => renderPart(part, tools, at))}`;
}

/** @param at Its place among the parts. */
function renderPart(part: StoryPart, tools: PartTools, at: number): Html | undefined {
  const {experiment, plot} = tools;
  switch (part.kind) {
    case 'prose':
      return html`<p>${typesetProse(part.text)}</p> `;
    case 'figure': {
      const figure = experiment.figures.find(({id}) => id === part.figure);
      if (figure === undefined) return undefined;
      const drawn = renderFigure(figure, {experiment: experiment.id, plot});
      return part.play ? html`${renderPlayer(figure, `${experiment.id}-${figure.id}`)} ${drawn}` : drawn;
    }
    case 'table': {
      const table = experiment.tables.find(({id}) => id === part.table);
      return table === undefined
        ? undefined
        : html`<div class="told">${renderTable(table, {open: true})}</div>`;
    }
    case 'code':
      return renderCode(part);
    case 'steps':
      return html`<ol class="steps">
        ${part.items.map(item => html`<li>${typesetProse(item)}</li> `)}
      </ol>`;
    case 'question':
      return renderQuestion(part, tools, `${experiment.id}-guess-${at}`);
  }
}

type Of<Kind extends StoryPart['kind']> = Extract<StoryPart, {readonly kind: Kind}>;

/** The same program in several libraries, side by side where there is room. */
function renderCode({title, columns}: Of<'code'>): Html {
  return html`<div class="code" role="group" aria-label="${title}">
    <p class="small">${typeset(title)}</p>
    <div class="columns">
      ${columns.map(
        ({title: name, code}) =>
          html`<div>
            <p class="aside">${name}</p>
            <pre tabindex="0"><code>${code}</code></pre>
          </div> `,
      )}
    </div>
  </div>`;
}

/**
 * A question with its guesses, and the figure behind a line to open; a guess opens it where there is a script.
 *
 * @param name Its own, for its guesses exclude one another.
 */
function renderQuestion(
  {question, options, right, parts}: Of<'question'>,
  tools: PartTools,
  name: string,
): Html {
  return html`<div class="question">
    <fieldset>
      <legend>${typesetProse(question)}</legend>
      ${options.map(
        (option, i) =>
          html`<label class="${i === right ? 'fits' : 'misses'}"
            ><input type="radio" name="${name}" /> ${typeset(option)}</label
          > `,
      )}
    </fieldset>
    <details>
      <summary>${t`Guess first, then look`}</summary>
      ${renderParts(parts, tools)}
    </details>
  </div>`;
}

/** The button that plays a figure, and a reading for each of its series. */
function renderPlayer({x, marks}: Figure, figure: string): Html {
  const lines = marks.filter(isJoined);
  const series = lines.map(({points}) => points.map(point => [Number(point.x), point.y]));
  const place = say(t`${describeAxis(x)}: ${'#'}`);
  return html`<div class="player" data-figure="${figure}" data-series="${JSON.stringify(series)}" data-place="${place}">
    <button type="button" hidden>▶ ${t`Play`}</button> <span class="place"></span>
    <table>
      <tbody>
        ${lines.map(
          ({name, points}) =>
            html`<tr>
              <th scope="row">${typeset(name)}</th>
              <td class="number">${`${(100 * (points.at(-1)?.y ?? NaN)).toFixed(1)} %`}</td>
            </tr> `,
        )}
      </tbody>
    </table>
  </div>`;
}
