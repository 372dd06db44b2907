import {existsSync} from 'node:fs';
import * as path from 'node:path';
import {performance} from 'node:perf_hooks';
import * as tf from '@tensorflow/tfjs';
import * as losslab from '../index';
import type {Evaluation, TrainingPosition} from '../index';
import {outputFor} from '../losses/lossTraits';
import {loadCheckpoint, saveCheckpoint, saveModel} from '../node';
import {assertWritable} from '../node/writeAtomically';
import {say} from '../lab/language/language';
import {formatSeconds} from '../lab/report';
import {t} from '../text';
import {openData, type OpenedData} from './openData';
import {spoken} from './chooseLanguage';
import type {CliContext, Library} from './context';
import {exitCodes, UsageError} from './exitCodes';
import {optimizerNames, type trainOptions} from './options/commandOptions';
import type {OptionValues} from './options/optionSpec';
import {evaluationText, summarizeEvaluation, describeData} from './terminal/runText';
import {ProgressLine, wrapText} from './terminal/wrapText';

type Options = OptionValues<typeof trainOptions>;

/** `losslab train`: trains the two-layer net, measures it on the test set, and saves it if asked to. */
export async function train(options: Options, context: CliContext, library: Library): Promise<number> {
  if (options.save !== undefined) await assertWritable(options.save);
  const backend = await library.selectBackend(options.backend, {weights: weightsOfNet(options)});
  const data = await openData(options, context, library);
  const optimizer = makeOptimizer(options.optimizer, options.learningRate);
  const model = makeModel(options, data, optimizer);
  try {
    const started = performance.now();
    const trainee = {model, optimizer, run: fingerprint(options, backend, data)};
    const startAt = await findStart(options, trainee);
    const {steps, losses} = await descend(trainee, data, {...options, startAt}, context);
    const seconds = (performance.now() - started) / 1000;
    const evaluation = await losslab.evaluate(model, data.test, {signal: context.signal});
    const {save, checkpoint} = options;
    // The last checkpoint is this model already, and more.
    if (save !== undefined && save !== checkpoint) await saveModel(model, save);
    const run = {...describeRun(options, backend, data), steps, seconds, losses};
    if (options.json) {
      context.stdout.write(`${JSON.stringify({...run, test: summarizeEvaluation(evaluation)}, null, 2)}\n`);
    } else context.stdout.write(spoken(context, () => runText(run, evaluation)));
    return exitCodes.ok;
  } finally {
    model.dispose();
    optimizer.dispose();
  }
}

/** Of the two products; which images there are to be is not known yet, but most sets of that form have 28 × 28 pixels. */
function weightsOfNet({hidden}: Options): number {
  return (784 + 10) * hidden;
}

function makeModel(
  {loss, hidden, activation, seed}: Options,
  {train: split}: OpenedData,
  optimizer: tf.Optimizer,
): tf.LayersModel {
  const model = losslab.twoLayerNet({
    inputs: split.rows * split.columns,
    classes: split.classes,
    hidden,
    activation,
    output: outputFor(loss),
    seed,
  });
  // Only what is compiled in is kept by name when the model is saved.
  model.compile({loss: losslab.losses[loss], optimizer, metrics: ['accuracy']});
  return model;
}

type OptimizerName = (typeof optimizerNames)[number];

const defaultLearningRates: Readonly<Record<OptimizerName, number>> = {
  sgd: 0.1,
  momentum: 0.1,
  adagrad: 0.1,
  rmsprop: 0.001,
  adam: 0.001,
};

function makeOptimizer(name: OptimizerName, learningRate = defaultLearningRates[name]): tf.Optimizer {
  return name === 'momentum' ? tf.train.momentum(learningRate, 0.9) : tf.train[name](learningRate);
}

/** What is trained, and what it is trained by. */
interface Trainee {
  readonly model: tf.LayersModel;
  readonly optimizer: tf.Optimizer;
  /** What the numbers depend on; a training goes on only as what it was. */
  readonly run: Readonly<Record<string, string | number>>;
}

/** All that the weights depend on, but for how long. */
function fingerprint(options: Options, backend: string, {record}: OpenedData): Trainee['run'] {
  const {loss, hidden, activation, optimizer, learningRate, batchSize, seed, sampling} = options;
  const net = {
    loss,
    hidden,
    activation,
    optimizer,
    'learning rate': learningRate ?? defaultLearningRates[optimizer],
  };
  return {...net, 'batch size': batchSize, seed, sampling, backend, data: record.digest};
}

async function findStart(
  {checkpoint, every, resume}: Options,
  trainee: Trainee,
): Promise<TrainingPosition | undefined> {
  if (checkpoint === undefined) {
    if (resume) throw new UsageError('--resume: expected --checkpoint to say from where, got none');
    if (every !== undefined) throw new UsageError('--every: expected --checkpoint to say where, got none');
    return undefined;
  }
  await assertWritable(checkpoint);
  const kept = await loadCheckpoint(checkpoint);
  if (kept === undefined) {
    if (!existsSync(path.join(checkpoint, 'model.json'))) return undefined;
    throw new UsageError(`--checkpoint: expected a directory without a model, got ${checkpoint}`);
  }
  if (!resume) {
    throw new UsageError(
      `--checkpoint: expected --resume, or a directory without a checkpoint, got ${checkpoint}`,
    );
  }
  assertSameRun(kept.run, trainee.run);
  kept.restore(trainee.model);
  return kept.position as TrainingPosition; // written by descend, and under the checkpoint's digest
}

function assertSameRun(was: Readonly<Record<string, unknown>>, is: Trainee['run']): void {
  const other = Object.keys({...was, ...is}).find(key => was[key] !== is[key]);
  if (other === undefined) return;
  throw new UsageError(
    `--resume: expected the run of the checkpoint, with ${other} ${String(was[other])}, got ${String(is[other])}`,
  );
}

async function descend(
  trainee: Trainee,
  data: OpenedData,
  options: Options & {startAt: TrainingPosition | undefined},
  {stderr, signal, language}: CliContext,
) {
  const {loss, batchSize, seed, sampling, steps, startAt, checkpoint, every = 500} = options;
  const epochs = options.epochs ?? (steps === undefined ? 1 : undefined);
  const planned = Math.min((epochs ?? Infinity) * Math.ceil(data.train.size / batchSize), steps ?? Infinity);
  const line = new ProgressLine(stderr, {language});
  const {labels} = losslab.lossTraits[loss];
  const start = {startEpoch: startAt?.epoch ?? 0, startBatch: startAt?.batch ?? 0};
  const batches = losslab.minibatches(data.train, {batchSize, seed, sampling, labels, signal, ...start});
  const {model, optimizer, run} = trainee;
  const keeping = checkpoint !== undefined && {
    checkpointEvery: every,
    onCheckpoint: (position: TrainingPosition) => saveCheckpoint(model, checkpoint, {run, position}),
  };
  const onStep = (at: {step: number; loss: number}) =>
    line.update(at.step / planned, t`step ${at.step} of ${planned}, loss ${at.loss.toFixed(4)}`);
  try {
    const long = {epochs, steps, startAt};
    return await losslab.train(model, batches, {loss, optimizer, ...long, signal, onStep, ...keeping});
  } finally {
    line.clear();
  }
}

function describeRun(
  {loss, optimizer, activation, hidden, seed, save}: Options,
  backend: string,
  data: OpenedData,
) {
  return {
    loss,
    optimizer,
    activation,
    hidden,
    seed,
    backend,
    data: data.record,
    ...(save === undefined ? {} : {save}),
  };
}

type Run = ReturnType<typeof describeRun> & {steps: number; seconds: number; losses: readonly number[]};

function runText(run: Run, evaluation: Evaluation): string {
  const {loss, activation, hidden, steps, seconds, save, data, backend, seed} = run;
  const note = data.note === undefined ? [] : [wrapText(data.note)];
  return [
    say(t`${describeData(data)} · ${backend} · ${t`seed ${seed}`}`),
    ...note,
    say(t`${hidden} hidden units (${activation}), ${loss}: ${steps} steps, ${formatSeconds(seconds)}`),
    ...run.losses
      .slice(-10)
      .map((mean, i, shown) =>
        say(t`epoch ${run.losses.length - shown.length + i + 1}: mean loss ${mean.toFixed(4)}`),
      ),
    '',
    evaluationText(evaluation),
    ...(save === undefined ? [] : [say(t`saved in ${save}`), '']),
  ].join('\n');
}
