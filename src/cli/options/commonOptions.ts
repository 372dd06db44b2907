import {choice, file, text, toggle, whole} from './optionSpec';

/** Options of every command. */
export const everywhere = {
  config: file('Options from this JSON file (default: losslab.config.json, if there)', {
    placeholder: 'FILE',
    fallback: undefined,
  }),
  json: toggle('One JSON document on stdout, and nothing else'),
  lang: choice('Language of help, summary and page (default: that of the locale)', ['en', 'ko'], undefined),
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
