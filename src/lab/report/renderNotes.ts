import {t} from '../../text';
import {html, type Html} from './html';
import type {ExperimentRecord, Note} from './spoken';
import {typeset} from './typeset';

/**
 * What notes on the chapter say, sentence by sentence: true, half or not, the number, and a link to the
 * figure that settles it; below, the questions that notes leave open, answered in plain words.
 *
 * @returns Nothing where no experiment of the run has any.
 */
export function renderNotes(experiments: readonly ExperimentRecord[]): Html | undefined {
  const notes = experiments.flatMap(({id, notes = []}) => notes.map(note => ({...note, experiment: id})));
  if (notes.length === 0) return undefined;
  // The question of the whole page comes last.
  const inOrder = [false, true].flatMap(last => experiments.filter(({lead = false}) => lead === last));
  return html`<section id="notes" aria-labelledby="notes-title">
    <h2 id="notes-title">${notesTitle}</h2>
    <table class="notes">
      <thead>
        <tr>
          <th scope="col">${t`verdict`}</th>
          <th scope="col">${t`what is said, and what is measured`}</th>
        </tr>
      </thead>
      <tbody>
        ${notes.map(renderNote)}
      </tbody>
    </table>
    ${inOrder.map(renderOpenQuestion)}
  </section>`;
}

export function hasNotes({notes = []}: ExperimentRecord): boolean {
  return notes.length > 0;
}

/** What a table of contents calls it. */
export const notesTitle = t`What the notes say`;

function renderNote({says, verdict, measured, settledBy, experiment}: Note & {experiment: string}): Html {
  return html`<tr class="${verdict}">
    <td><span aria-hidden="true">${marks[verdict]}</span> ${words[verdict]}</td>
    <td>
      <strong>${typeset(says)}</strong><br />
      ${typeset(measured)} <a href="#${experiment}-${settledBy}">${t`See for yourself`}</a>
    </td>
  </tr> `;
}

const marks = {true: '✓', half: '±', false: '✗'} as const;
const words = {true: t`is true`, half: t`is half true`, false: t`is false`};

function renderOpenQuestion({id, openQuestion}: ExperimentRecord): Html | undefined {
  if (openQuestion === undefined) return undefined;
  const {question, answer, settledBy} = openQuestion;
  return html`<h3>${typeset(question)}</h3>
    <p>${typeset(answer)} <a href="#${id}-${settledBy}">${t`See for yourself`}</a></p>`;
}
