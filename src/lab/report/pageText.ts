import {say, spokenLanguage} from '../language/language';

/** Every word of a page that no experiment wrote, in the language that is spoken. */
export const pageText = {
  language: () => spokenLanguage(),
  title: () => say('Why do we descend a loss and not accuracy?'),
  contents: () => say('Experiments'),
  experiments: (count: number) => say(count === 1 ? '1 experiment' : `${count} experiments`),
  dataName: (kind: 'mnist' | 'idx' | 'synthetic') => say(dataNames[kind]),
  ran: (experiments: string, data: string, time: string) =>
    spokenLanguage() === 'ko' ? `${data}, ${experiments}, ${time}.` : `${experiments} on ${data} in ${time}.`,
  noValue: () => say('no value'),
  tryIt: () => say('Try it'),
  claims: () => say('Claims'),
  claimWord: (outcome: 'holds' | 'failed' | 'skipped') => say(outcome),
  expectedAndMeasured: (expected: string, measured: string) =>
    `${say('expected')} ${expected}, ${say('measured')} ${measured}`,
  claimTable: {
    title: () => say('What was expected, what was measured'),
    columns: () => ['claim', 'expected', 'measured'].map(say),
  },
  seeds: {
    title: () => say('How often each claim holds'),
    first: (seed: number) =>
      say(`The answers, pictures and claims of the experiments are those of seed ${seed}.`),
    seed: (seed: number) => say(`seed ${seed}`),
    measured: () => say('measured'),
    columns: () => ['claim', 'holds'].map(say),
  },
  figureData: () => say('The numbers behind this figure'),
  gaps: (count: number) =>
    say(
      count === 1 ? '1 point is not finite and not drawn.' : `${count} points are not finite and not drawn.`,
    ),
  timed: () => say('Times as this machine took them: those of the next run differ.'),
  notDrawn: (reason: string) => `${say('This picture was not drawn')} (${reason}).`,
  slider: {
    label: (axis: string) => `${say('Move the weight yourself')}: ${axis}`,
    caption: () => say('At this weight'),
    series: () => say('measured on'),
  },
  foot: {
    title: () => say('How to get these numbers again'),
    run: () => say('Run'),
    settings: () => say('Seed, profile, backend'),
    versions: () => say('Versions'),
    data: () => say('Data'),
    digest: () => say('SHA-256 of the data'),
    images: (train: string, test: string) => say(`${train} train and ${test} test images`),
    again: () => say('Draw this page again'),
    inSeconds: (startedAt: string, time: string) => `${startedAt}, ${time}`,
  },
};

const dataNames = {mnist: 'MNIST', idx: 'images that are not MNIST', synthetic: 'synthetic digits'} as const;
