import './style.css';
import type {Answer, Question} from './checker.worker';
import CheckerWorker from './checker.worker?worker';
import {byId, say} from './elements';
import {language, sayName, t, translatePage} from './language';
import {samples} from './samples';

/** A check takes a second or two; what takes this many milliseconds is a loop without end, or far too large. */
const patience = 60_000;

const code = byId('code', HTMLTextAreaElement);
const sample = byId('sample', HTMLSelectElement);
const [check, stop] = ['check', 'stop'].map(id => byId(id, HTMLButtonElement)) as [
  HTMLButtonElement,
  HTMLButtonElement,
];
let worker: Worker | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;

translatePage();
samples.forEach(({name}, i) => sample.add(new Option(sayName(name), String(i))));
showSample();
sample.addEventListener('change', showSample);
check.addEventListener('click', start);
stop.addEventListener('click', () => end(t`Stopped.`));
code.addEventListener('keydown', event => {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) start();
});
document.documentElement.dataset.ready = 'true';

function showSample(): void {
  code.value = samples[Number(sample.value)]!.code;
}

function start(): void {
  end('');
  const question: Question = {
    code: code.value,
    order: byId('order', HTMLSelectElement).value === '2' ? 2 : 1,
    corrected: byId('corrected', HTMLInputElement).checked,
    language,
  };
  // A new one each time: what the last code did to TensorFlow.js is gone with it.
  worker = new CheckerWorker();
  worker.addEventListener('message', ({data}: MessageEvent<Answer>) => {
    end('');
    show(data);
  });
  worker.addEventListener('error', ({message}) => end(t`That did not work: ${message}. Try again.`));
  timer = setTimeout(() => end(t`Stopped: no answer within a minute.`), patience);
  stop.hidden = false;
  byId('result', HTMLElement).replaceChildren();
  say(t`Checking…`);
  worker.postMessage(question);
}

function end(sentence: string): void {
  worker?.terminate();
  worker = undefined;
  clearTimeout(timer);
  stop.hidden = true;
  say(sentence);
}

function show(answer: Answer): void {
  const result = byId('result', HTMLElement);
  if ('error' in answer) {
    result.dataset.verdict = 'error';
    result.replaceChildren(paragraph(t`Your code ended with an error: ${answer.error}`, 'failed'));
    return;
  }
  const {verdict, ok, reason, dtype, evaluations, resolution, notes} = answer;
  result.dataset.verdict = verdict;
  const smallest =
    resolution === null ? '' : t` An error of ${percent(resolution)} of an entry would have been seen.`;
  result.replaceChildren(
    paragraph(`${ok ? '✓' : '✗'} ${verdict}`, ok ? 'judgement ok' : 'judgement failed'),
    ...(verdict === 'kink' ? [] : [paragraph(meanings[verdict](), 'meaning')]),
    paragraph(reason, 'reason'),
    ...notes.map(note => paragraph(note, 'aside')),
    paragraph(t`${evaluations} evaluations, in ${dtype}.` + smallest, 'aside'),
  );
}

/** Each verdict in plain words: its name is the same in every language. Of a kink the reason alone says which values are fine. */
const meanings: Readonly<Record<Exclude<Exclude<Answer, {error: string}>['verdict'], 'kink'>, () => string>> =
  {
    pass: () => t`Both ways give the same gradient.`,
    wrong: () => t`The two gradients differ.`,
    flat: () => t`The function does not change here: a gradient of 0 is right, and useless.`,
    noisy: () => t`Rounding hides the slope: a wrong gradient would not have been noticed.`,
    nondeterministic: () => t`The function gives other values for the same input.`,
    nonfinite: () => t`The function or its gradient is not a finite number here.`,
    unsupported: () => t`TensorFlow.js has no gradient for an op of this function.`,
    refused: () => t`This is not a question that can be checked.`,
  };

function percent(fraction: number): string {
  return `${Number((100 * fraction).toPrecision(2))} %`;
}

function paragraph(text: string, className: string): HTMLParagraphElement {
  const made = document.createElement('p');
  made.className = className;
  made.textContent = text;
  return made;
}
