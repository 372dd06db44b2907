/* eslint-disable @typescript-eslint/no-require-imports --
   The help of every command is needed at once, their code is not: a static import would load TensorFlow.js for
   `losslab --help`. `import()` is no way out, because tsc leaves it to Node's ESM loader, which Jest does not have. */
import type {CliContext, Library} from './context';
import {t, type Text} from '../text';
import {
  compareOptions,
  dataCommandOptions,
  doctorOptions,
  evaluateOptions,
  experimentOptions,
  gradcheckOptions,
  reportOptions,
  trainOptions,
} from './options/commandOptions';
import type {OptionSpecs, OptionValues} from './options/optionSpec';

/**
 * What a command does.
 *
 * @returns The exit code. Errors are thrown; `runCli` turns them into sentences and codes.
 */
type Action<S extends OptionSpecs> = ActionMethod<S>['run'];

/** A method, because TypeScript lets a method's parameters be narrower: runCli feeds an action only its own options. */
interface ActionMethod<S extends OptionSpecs> {
  run(options: OptionValues<S>, context: CliContext, library: Library): Promise<number>;
}

/** A command as the help shows it, and how to get at its code. */
export interface Command<S extends OptionSpecs = OptionSpecs> {
  readonly name: string;
  readonly describe: Text;
  readonly options: S;
  /** Whether it does without the library, and so without TensorFlow.js. */
  readonly standalone?: true;
  load(): Action<S>;
}

/** All commands, in the order of the help. */
export const commands: readonly Command[] = [
  define({
    name: 'experiment',
    describe: t`Run the experiments and write a report`,
    options: experimentOptions,
    load: () => (require('./experiment') as typeof import('./experiment')).experiment,
  }),
  define({
    name: 'train',
    describe: t`Train a two-layer net on a loss of your choice`,
    options: trainOptions,
    load: () => (require('./train') as typeof import('./train')).train,
  }),
  define({
    name: 'evaluate',
    describe: t`Accuracy, losses and confusion matrix of a saved model`,
    options: evaluateOptions,
    load: () => (require('./evaluate') as typeof import('./evaluate')).evaluate,
  }),
  define({
    name: 'gradcheck',
    describe: t`Check the gradient of a function of your own`,
    options: gradcheckOptions,
    standalone: true, // the library is in the process of the user's module
    load: () => (require('./gradcheck') as typeof import('./gradcheck')).gradcheck,
  }),
  define({
    name: 'report',
    describe: t`Make the page of a run again out of its results.json`,
    options: reportOptions,
    standalone: true,
    load: () => (require('./report') as typeof import('./report')).report,
  }),
  define({
    name: 'compare',
    describe: t`Two runs side by side: settings, claims, metrics`,
    options: compareOptions,
    standalone: true,
    load: () => (require('./compare') as typeof import('./compare')).compare,
  }),
  define({
    name: 'data',
    describe: t`Get the data and say what they are`,
    options: dataCommandOptions,
    load: () => (require('./data') as typeof import('./data')).data,
  }),
  define({
    name: 'doctor',
    describe: t`Versions, backends and data on this machine`,
    options: doctorOptions,
    load: () => (require('./doctor') as typeof import('./doctor')).doctor,
  }),
];

/** Lets TypeScript check an action against its own options; the list then forgets which they are. */
function define<S extends OptionSpecs>(command: Command<S>): Command {
  return command;
}
