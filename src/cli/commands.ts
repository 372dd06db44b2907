import {datasetNames} from '../data/datasets';
import {languages} from '../lab/language/language';
import {lossNames, lossTraits} from '../losses/lossTraits';
import {hiddenActivations} from '../models/activations';
import {t, type Text} from '../text';
import {
  choice,
  file,
  pngFile,
  positionals,
  positive,
  seedList,
  shardOf,
  toggle,
  whole,
  type OptionSpecs,
  type OptionValues,
} from './options/optionSpec';

/** A command as the help shows it; what it does is in the file of its name. */
export interface Command {
  readonly describe: Text;
  /** What stands behind the command's name, and what that is for. */
  readonly examples: readonly (readonly [string, Text])[];
  readonly options: OptionSpecs;
  /** A table below the options: names and formulas. */
  readonly table?: {readonly title: Text; readonly rows: readonly (readonly [string, Text])[]};
}

/** Options of every command. */
export const everywhere = {
  config: file(t`Options from this JSON file (default: losslab.config.json, if there)`, 'FILE', undefined),
  json: toggle(t`One JSON document on stdout, and nothing else`),
  lang: choice(t`Language of all output (default: that of the locale)`, languages, undefined),
  quiet: toggle(t`No progress and no messages, except errors`),
};

const place = {
  dataset: choice(
    t`auto takes MNIST, or synthetic digits where MNIST is not available`,
    ['auto', ...datasetNames, 'synthetic'],
    'auto',
  ),
  dataDir: file(t`Directory with the four files in MNIST's format (LOSSLAB_DATA)`, 'DIR', undefined, {
    variable: 'LOSSLAB_DATA',
  }),
  cacheDir: file(t`Where downloads are kept (LOSSLAB_CACHE)`, 'DIR', undefined, {variable: 'LOSSLAB_CACHE'}),
};

const data = {
  ...place,
  classes: whole(
    t`How many classes the labels name (default: 10, for EMNIST what it has)`,
    1,
    undefined,
    256,
  ),
  seed: whole(t`Seed of everything random`, 0, 1),
};

/** `tensorflow` is what tfjs calls the native backend, and what results have. */
const backendNames = ['native', 'tensorflow', 'wasm', 'cpu'] as const;

const backend = {
  ...choice(
    t`tfjs backend: auto (the fastest for the net that works here), native, wasm, cpu`,
    ['auto', ...backendNames],
    'auto',
  ),
  inTable: true,
} as const;

const threads = whole(
  t`Threads of the wasm backend (default: 1; with auto one a core for nets of 300,000 weights)`,
  1,
  undefined,
  64,
);

const png = toggle(t`Every figure as a PNG file, too`);

/** All commands, in the order of the help. */
export const commands = {
  experiment: {
    describe: t`Run the experiments and write a report`,
    examples: [
      ['accuracy step --png', t`two of them, and figures as files`],
      ['--seeds 1-20', t`how often each claim holds`],
    ],
    options: {
      ids: positionals(t`Which experiments; all of them unless named`),
      list: toggle(t`Only list the experiments`),
      claims: toggle(t`Print every claim, not only those that failed or were skipped`),
      open: toggle(t`Open the page in a browser when the run is done`),
      profile: choice(
        t`quick: subsets, under a minute; full: the sizes of the book`,
        ['quick', 'full'],
        'quick',
      ),
      out: file(t`Where reports go, each into a directory of its own`, 'DIR', 'reports'),
      png,
      ...data,
      seed: whole(t`Seed of everything random (default: 1)`, 0, undefined),
      seeds: seedList(t`Several seeds in turn, 1-20 or 1,3,7, and how often each claim holds`),
      shard: shardOf(
        t`Only a part of the seeds, 2/5 for the second of five; losslab merge puts them together`,
      ),
      backend,
      threads,
      ...everywhere,
    },
  },
  merge: {
    describe: t`Make one run of the parts that experiment --shard ran`,
    examples: [['part-1 part-2 part-3', t`the run over all seeds`]],
    options: {
      parts: positionals(t`The results.json of each part, or the directory it is in`),
      out: file(t`Where reports go, each into a directory of its own`, 'DIR', 'reports'),
      png,
      ...everywhere,
    },
  },
  train: {
    describe: t`Train a two-layer net on a loss of your choice`,
    examples: [
      ['--epochs 5 --save model', t`a model to keep`],
      ['--validation 0.1', t`measured on images held out`],
      ['--checkpoint kept --resume', t`stop and continue at any time`],
      ['--loss accuracy', t`why nobody trains on accuracy`],
    ],
    options: {
      loss: {
        ...choice(t`Loss to minimise (below)`, [...lossNames, 'accuracy'], 'crossEntropy'),
        inTable: true,
      },
      difference: positive(t`h of the finite differences of accuracy (default: 1e-4)`, undefined),
      hidden: whole(t`Hidden units`, 1, 50),
      activation: choice(t`Hidden activation`, hiddenActivations, 'sigmoid'),
      optimizer: choice(t`Optimizer`, ['sgd', 'momentum', 'adagrad', 'rmsprop', 'adam'], 'sgd'),
      learningRate: positive(t`Learning rate (default: 0.1; 0.001 for rmsprop and adam)`, undefined),
      batchSize: whole(t`Examples a step`, 1, 100),
      epochs: whole(t`Passes over the training data (default: 1)`, 1, undefined),
      steps: whole(t`Steps, in place of passes`, 1, undefined),
      schedule: choice(
        t`How the learning rate falls over the steps: not at all, along half a cosine to 0, or in a line to 0`,
        ['constant', 'cosine', 'linear'],
        'constant',
      ),
      validation: positive(
        t`Fraction of the training data to hold out, by class, and to measure after each epoch`,
        undefined,
        1,
      ),
      patience: whole(
        t`End after so many epochs without a lower loss on the validation data, with the weights of the best`,
        1,
        undefined,
      ),
      log: file(t`Append a row for each epoch to this CSV file`, 'FILE', undefined),
      sampling: choice(t`Batches with or without replacement`, ['epoch', 'replacement'], 'epoch'),
      save: file(t`Save the trained model here`, 'DIR', undefined),
      checkpoint: file(t`Keep checkpoints here, to continue from`, 'DIR', undefined),
      every: whole(t`Steps from one checkpoint to the next (default: 500)`, 1, undefined),
      resume: toggle(t`Continue from the checkpoint, if there is one`),
      ...data,
      backend,
      threads,
      ...everywhere,
    },
    table: {
      title: t`Losses, of labels t, probabilities y, logits z:`,
      rows: [
        ...lossNames.map(name => [name, lossTraits[name].formula] as const),
        ['accuracy', t`share of right answers, by finite differences; does not train`] as const,
      ],
    },
  },
  evaluate: {
    describe: t`Accuracy, losses and confusion matrix of a saved model`,
    examples: [
      ['model', t`a directory that train --save wrote`],
      ['textbook-cee', t`a model that comes with losslab`],
      ['model --top-k 3 --json', t`with the label among the three greatest outputs`],
    ],
    options: {
      model: file(t`Directory of model.json, or the name of a model that comes with losslab`, 'DIR', '', {
        positional: 'one',
      }),
      topK: whole(t`Also count labels among so many greatest outputs`, 1, undefined),
      ...data,
      backend,
      threads,
      ...everywhere,
    },
  },
  gradcheck: {
    describe: t`Check the gradient of a function of your own`,
    examples: [
      ['loss.js', t`its fn on its inputs`],
      ['loss.ts#huber', t`one export of a TypeScript module`],
    ],
    options: {
      file: file(
        t`FILE or FILE#export: a module that gives fn and inputs, or model, loss, xs and ys`,
        'FILE',
        '',
        {positional: 'one'},
      ),
      vector: toggle(t`Accept an output of any shape, and check a random weighted sum of it`),
      order: whole(t`1, or 2 for the gradient of the gradient (default: 1)`, 1, undefined, 2),
      corrected: toggle(t`Correct the gradients that tfjs gets wrong first, as correctGradients() does`),
      tolerance: positive(t`Relative error that passes (default: 1e-4)`, undefined, 0.5),
      entries: whole(t`Entries that are checked one by one (default: 128)`, 0, undefined),
      budgetEvaluations: whole(t`Evaluations of the function at most`, 1, undefined),
      budgetSeconds: positive(t`Seconds at most`, undefined),
      backend: {
        ...choice(
          t`Check the gradient on this tfjs backend, too: native, wasm, cpu`,
          backendNames,
          undefined,
        ),
        inTable: true,
      },
      seed: whole(t`Seed of everything random (default: 1)`, 0, undefined),
      ...everywhere,
    },
  },
  report: {
    describe: t`Make the page of a run again from its results.json`,
    examples: [['reports/a --lang ko', t`the page in Korean`]],
    options: {
      file: file(t`A results.json, or the directory it is in`, 'FILE', '', {positional: 'one'}),
      out: file(t`Where the page goes (default: beside the results)`, 'DIR', undefined),
      png,
      ...everywhere,
    },
  },
  compare: {
    describe: t`Two runs side by side: settings, claims, metrics`,
    examples: [['reports/a reports/b', t`what differs between two runs`]],
    options: {
      a: file(t`One results.json`, 'A', '', {positional: 'one'}),
      b: file(t`Another`, 'B', '', {positional: 'one'}),
      ...everywhere,
    },
  },
  data: {
    describe: t`Get the data and describe them`,
    examples: [
      ['--data-dir emnist-letters', t`files of your own`],
      ['--show digits.png', t`a sheet with images of each class`],
    ],
    options: {
      ...data,
      show: pngFile(t`Write a sheet with images of each class here, as PNG`, 'FILE.png'),
      ...everywhere,
    },
  },
  doctor: {
    describe: t`Versions, backends and data on this machine`,
    examples: [['--backend wasm', t`can this backend be used here?`]],
    options: {...place, backend, ...everywhere},
  },
  native: {
    describe: t`Install the native backend, @tensorflow/tfjs-node`,
    examples: [['--source wheel', t`built here, where its own download fails`]],
    options: {
      source: choice(
        t`prebuilt: its own addon; wheel: built against a TensorFlow for Python; auto: the first, else the second`,
        ['auto', 'prebuilt', 'wheel'],
        'auto',
      ),
      force: toggle(t`Also where there is one that works`),
      cacheDir: place.cacheDir,
      ...everywhere,
    },
  },
} as const satisfies Readonly<Record<string, Command>>;

export type CommandName = keyof typeof commands;

export const commandNames = Object.keys(commands) as readonly CommandName[];

/** What a command gets for its options. */
export type OptionsOf<C extends CommandName> = OptionValues<(typeof commands)[C]['options']>;
