import {languages} from '../../lab/language/language';
import {lossNames} from '../../losses/lossTraits';
import {hiddenActivations} from '../../models/activations';
import {t} from '../../text';
import {choice, file, positionals, positive, seedList, text, toggle, whole} from './optionSpec';

/** Options of every command. */
export const everywhere = {
  config: file(t`Options from this JSON file (default: losslab.config.json, if there)`, {
    placeholder: 'FILE',
    fallback: undefined,
  }),
  json: toggle(t`One JSON document on stdout, and nothing else`),
  lang: choice(t`Language of help, summary and page (default: that of the locale)`, languages, undefined),
  quiet: toggle(t`No progress and no messages, errors apart`),
};

/** Where data come from. */
export const dataPlaceOptions = {
  dataset: choice(
    t`auto takes MNIST, or synthetic digits where MNIST cannot be had`,
    ['auto', 'mnist', 'synthetic'],
    'auto',
  ),
  dataDir: file(t`Directory with the four files in MNIST's format (LOSSLAB_DATA)`, {
    placeholder: 'DIR',
    fallback: undefined,
    variable: 'LOSSLAB_DATA',
  }),
  cacheDir: file(t`Where downloads are kept (LOSSLAB_CACHE)`, {
    placeholder: 'DIR',
    fallback: undefined,
    variable: 'LOSSLAB_CACHE',
  }),
};

/** Options of the commands that take data. */
export const dataOptions = {...dataPlaceOptions, seed: whole(t`Seed of everything random`, 0, 1)};

/** Options of the commands that compute. */
const backendOptions = {
  backend: text(
    t`tfjs backend: auto (the fastest for the net that works here), native, wasm, cpu`,
    'NAME',
    'auto',
  ),
};

export const optimizerNames = ['sgd', 'momentum', 'adagrad', 'rmsprop', 'adam'] as const;

const png = toggle(t`Every figure as a PNG file, too`);

export const experimentOptions = {
  ids: positionals(t`Which experiments; all of them unless named`),
  list: toggle(t`Only list the experiments`),
  profile: choice(t`quick: subsets, under a minute; full: the sizes of the book`, ['quick', 'full'], 'quick'),
  out: file(t`Where reports go, each into a directory of its own`, {placeholder: 'DIR', fallback: 'reports'}),
  png,
  ...dataOptions,
  seed: whole(t`Seed of everything random (default: 1)`, 0, undefined),
  seeds: seedList(t`Several seeds in turn, 1-20 or 1,3,7, and how often each claim holds`),
  ...backendOptions,
  ...everywhere,
};

export const trainOptions = {
  loss: choice(t`Loss to descend`, lossNames, 'crossEntropy'),
  hidden: whole(t`Hidden units`, 1, 50),
  activation: choice(t`Hidden activation`, hiddenActivations, 'sigmoid'),
  optimizer: choice(t`Optimizer`, optimizerNames, 'sgd'),
  learningRate: positive(t`Learning rate (default: 0.1; 0.001 for rmsprop and adam)`, undefined),
  batchSize: whole(t`Examples a step`, 1, 100),
  epochs: whole(t`Passes over the training data (default: 1)`, 1, undefined),
  steps: whole(t`Steps, in place of passes`, 1, undefined),
  sampling: choice(t`Batches with or without replacement`, ['epoch', 'replacement'], 'epoch'),
  save: file(t`Save the trained model here`, {placeholder: 'DIR', fallback: undefined}),
  checkpoint: file(t`Keep checkpoints here, to go on from`, {placeholder: 'DIR', fallback: undefined}),
  every: whole(t`Steps from one checkpoint to the next (default: 500)`, 1, undefined),
  resume: toggle(t`Go on from the checkpoint, if there is one`),
  ...dataOptions,
  ...backendOptions,
  ...everywhere,
};

export const evaluateOptions = {
  model: {
    ...file(t`Directory of model.json`, {placeholder: 'DIR', fallback: ''}),
    positional: 'one' as const,
  },
  ...dataOptions,
  ...backendOptions,
  ...everywhere,
};

export const gradcheckOptions = {
  file: {
    ...file(t`FILE or FILE#export: a module that gives fn and inputs, or model, loss, xs and ys`, {
      placeholder: 'FILE',
      fallback: '',
    }),
    positional: 'one' as const,
  },
  vector: toggle(t`Accept an output of any shape, and check a random weighted sum of it`),
  order: whole(t`1, or 2 for the gradient of the gradient (default: 1)`, 1, undefined, 2),
  tolerance: positive(t`Relative error that passes (default: 1e-4)`, undefined, 1),
  entries: whole(t`Entries that are checked one by one (default: 256)`, 0, undefined),
  budgetEvaluations: whole(t`Evaluations of the function at most`, 1, undefined),
  budgetSeconds: positive(t`Seconds at most`, undefined),
  backend: text(t`Check the gradient on this tfjs backend, too: native, wasm, cpu`, 'NAME', undefined),
  seed: whole(t`Seed of everything random (default: 1)`, 0, undefined),
  ...everywhere,
};

export const reportOptions = {
  file: {
    ...file(t`A results.json, or the directory it is in`, {placeholder: 'FILE', fallback: ''}),
    positional: 'one' as const,
  },
  out: file(t`Where the page goes (default: beside the results)`, {placeholder: 'DIR', fallback: undefined}),
  png,
  ...everywhere,
};

export const compareOptions = {
  a: {...file(t`One results.json`, {placeholder: 'A', fallback: ''}), positional: 'one' as const},
  b: {...file(t`Another`, {placeholder: 'B', fallback: ''}), positional: 'one' as const},
  ...everywhere,
};

export const dataCommandOptions = {...dataOptions, ...everywhere};

export const doctorOptions = {...dataPlaceOptions, ...backendOptions, ...everywhere};
