import {languages} from '../../lab/language/language';
import {lossNames} from '../../losses/lossTraits';
import {hiddenActivations} from '../../models/activations';
import {choice, file, positionals, positive, seedList, text, toggle, whole} from './optionSpec';

/** Options of every command. */
export const everywhere = {
  config: file('Options from this JSON file (default: losslab.config.json, if there)', {
    placeholder: 'FILE',
    fallback: undefined,
  }),
  json: toggle('One JSON document on stdout, and nothing else'),
  lang: choice('Language of help, summary and page (default: that of the locale)', languages, undefined),
  quiet: toggle('No progress and no messages, errors apart'),
};

/** Where data come from. */
export const dataPlaceOptions = {
  dataset: choice(
    'auto takes MNIST, or synthetic digits where MNIST cannot be had',
    ['auto', 'mnist', 'synthetic'],
    'auto',
  ),
  dataDir: file("Directory with the four files in MNIST's format (LOSSLAB_DATA)", {
    placeholder: 'DIR',
    fallback: undefined,
    variable: 'LOSSLAB_DATA',
  }),
  cacheDir: file('Where downloads are kept (LOSSLAB_CACHE)', {
    placeholder: 'DIR',
    fallback: undefined,
    variable: 'LOSSLAB_CACHE',
  }),
};

/** Options of the commands that take data. */
export const dataOptions = {...dataPlaceOptions, seed: whole('Seed of everything random', 0, 1)};

/** Options of the commands that compute. */
export const backendOptions = {
  backend: text(
    'tfjs backend: auto (the fastest for the net that works here), native, wasm, cpu',
    'NAME',
    'auto',
  ),
};

export const optimizerNames = ['sgd', 'momentum', 'adagrad', 'rmsprop', 'adam'] as const;

const png = toggle('Every figure as a PNG file, too');

export const experimentOptions = {
  ids: positionals('Which experiments; all of them unless named'),
  list: toggle('Only list the experiments'),
  profile: choice('quick: subsets, under a minute; full: the sizes of the book', ['quick', 'full'], 'quick'),
  out: file('Where reports go, each into a directory of its own', {placeholder: 'DIR', fallback: 'reports'}),
  png,
  ...dataOptions,
  seed: whole('Seed of everything random (default: 1)', 0, undefined),
  seeds: seedList('Several seeds in turn, 1-20 or 1,3,7, and how often each claim holds'),
  ...backendOptions,
  ...everywhere,
};

export const trainOptions = {
  loss: choice('Loss to descend', lossNames, 'crossEntropy'),
  hidden: whole('Hidden units', 1, 50),
  activation: choice('Hidden activation', hiddenActivations, 'sigmoid'),
  optimizer: choice('Optimizer', optimizerNames, 'sgd'),
  learningRate: positive('Learning rate (default: 0.1; 0.001 for rmsprop and adam)', undefined),
  batchSize: whole('Examples a step', 1, 100),
  epochs: whole('Passes over the training data (default: 1)', 1, undefined),
  steps: whole('Steps, in place of passes', 1, undefined),
  sampling: choice('Batches with or without replacement', ['epoch', 'replacement'], 'epoch'),
  save: file('Save the trained model here', {placeholder: 'DIR', fallback: undefined}),
  checkpoint: file('Keep checkpoints here, to go on from', {placeholder: 'DIR', fallback: undefined}),
  every: whole('Steps from one checkpoint to the next (default: 500)', 1, undefined),
  resume: toggle('Go on from the checkpoint, if there is one'),
  ...dataOptions,
  ...backendOptions,
  ...everywhere,
};

export const evaluateOptions = {
  model: {
    ...file('Directory of model.json', {placeholder: 'DIR', fallback: ''}),
    positional: 'one' as const,
  },
  ...dataOptions,
  ...backendOptions,
  ...everywhere,
};

export const gradcheckOptions = {
  file: {
    ...file('FILE or FILE#export: a module that gives fn and inputs, or model, loss, xs and ys', {
      placeholder: 'FILE',
      fallback: '',
    }),
    positional: 'one' as const,
  },
  vector: toggle('Accept an output of any shape, and check a random weighted sum of it'),
  order: whole('1, or 2 for the gradient of the gradient (default: 1)', 1, undefined, 2),
  tolerance: positive('Relative error that passes (default: 1e-4)', undefined, 1),
  entries: whole('Entries that are checked one by one (default: 256)', 0, undefined),
  budgetEvaluations: whole('Evaluations of the function at most', 1, undefined),
  budgetSeconds: positive('Seconds at most', undefined),
  backend: text('Check the gradient on this tfjs backend, too: native, wasm, cpu', 'NAME', undefined),
  seed: whole('Seed of everything random (default: 1)', 0, undefined),
  ...everywhere,
};

export const reportOptions = {
  file: {
    ...file('A results.json, or the directory it is in', {placeholder: 'FILE', fallback: ''}),
    positional: 'one' as const,
  },
  out: file('Where the page goes (default: beside the results)', {placeholder: 'DIR', fallback: undefined}),
  png,
  ...everywhere,
};

export const compareOptions = {
  a: {...file('One results.json', {placeholder: 'A', fallback: ''}), positional: 'one' as const},
  b: {...file('Another', {placeholder: 'B', fallback: ''}), positional: 'one' as const},
  ...everywhere,
};

export const dataCommandOptions = {...dataOptions, ...everywhere};

export const doctorOptions = {...dataPlaceOptions, ...backendOptions, ...everywhere};
