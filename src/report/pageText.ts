/** Every word of a page that no experiment wrote. */
export const pageText = {
  language: 'en',
  title: 'Why do we descend a loss and not accuracy?',
  contents: 'Experiments',
  experiments: (count: number) => (count === 1 ? '1 experiment' : `${count} experiments`),
  dataNames: {mnist: 'MNIST', idx: 'images that are not MNIST', synthetic: 'synthetic digits'},
  ran: (experiments: string, data: string, time: string) => `${experiments} on ${data} in ${time}.`,
  noValue: 'no value',
  tryIt: 'Try it',
  claims: 'Claims',
  claimWords: {holds: 'holds', failed: 'failed', skipped: 'skipped'},
  expectedAndMeasured: (expected: string, measured: string) => `expected ${expected}, measured ${measured}`,
  claimTable: {
    title: 'What was expected, what was measured',
    columns: ['claim', 'expected', 'measured'],
  },
  figureData: 'The numbers behind this figure',
  gaps: (count: number) =>
    count === 1 ? '1 point is not finite and not drawn.' : `${count} points are not finite and not drawn.`,
  notDrawn: (reason: string) => `This picture was not drawn (${reason}).`,
  slider: {
    label: (axis: string) => `Move the weight yourself: ${axis}`,
    caption: 'At this weight',
    series: 'measured on',
  },
  foot: {
    title: 'How to get these numbers again',
    run: 'Run',
    settings: 'Seed, profile, backend',
    versions: 'Versions',
    data: 'Data',
    digest: 'SHA-256 of the data',
    images: (train: string, test: string) => `${train} train and ${test} test images`,
    again: 'Draw this page again',
    inSeconds: (startedAt: string, time: string) => `${startedAt}, ${time}`,
  },
} as const;
