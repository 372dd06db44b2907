import {existsSync} from 'node:fs';
import * as path from 'node:path';
import {performance} from 'node:perf_hooks';
import * as tf from '@tensorflow/tfjs';
import * as losslab from '../index';
import type {TrainingPosition} from '../index';
import {outputFor} from '../losses/lossTraits';
import {loadCheckpoint, saveCheckpoint} from '../node';
import {assertWritable} from '../node/writeAtomically';
import {say} from '../lab/language/language';
import {formatNumber, formatSeconds} from '../lab/report';
import {t, type Message} from '../text';
import {positionOf} from '../training/isTrainingPosition';
import {trainOnAccuracy, type AccuracyTraining} from '../training/trainOnAccuracy';
import type {OptionsOf} from './commands';
import {printResult, type CliContext} from './context';
import {evaluationText, settingsLines, summarizeEvaluation} from './evaluate';
import {exitCodes, UsageError} from './exitCodes';
import {saveOrKeep} from './keepElsewhere';
import {chooseBackend, library as real, openData, tell, type OpenedData} from './openData';
import {openRunLog} from './runLog';
import {
  assertTogether,
  batchNote,
  continuation,
  differenceOf,
  epochsOf,
  learningRateOf,
  makeOptimizer,
  plannedSteps,
} from './trainPlan';
import {endLines, epochLines, rateOfStep, rateText, TrainProgress} from './terminal/trainText';
import {wrapText} from './terminal/wrapText';

type Options = OptionsOf<'train'>;

/** `losslab train`: trains the two-layer net, measures it on the test set, and saves it if asked to. */
export async function train(options: Options, context: CliContext, library = real): Promise<number> {
  const {save, checkpoint, hidden, loss, optimizer: rule, activation, seed} = options;
  assertTogether(options, context);
  if (save !== undefined) await assertWritable(save);
  // The weights of the two products for images of 28 × 28, as most are; which there will be is not known yet.
  const backend = await chooseBackend(options, context, library, (784 + 10) * hidden);
  const data = await openData(options, context, library);
  const optimizer = makeOptimizer(options);
  const model = makeModel(options, data, optimizer);
  try {
    const started = performance.now();
    const trainee = {model, optimizer, run: fingerprint(options, backend, data)};
    const startAt = await findStart(options, trainee);
    if (startAt !== undefined) tell(context, continuation(startAt, options, data.train));
    const {steps, losses, epochs, ...others} = await descend(trainee, data, {...options, startAt}, context);
    const seconds = (performance.now() - started) / 1000;
    const evaluation = await losslab.evaluate(model, data.test, {signal: context.signal});
    // The last checkpoint is this model already, and more.
    const lost = save === undefined || save === checkpoint ? undefined : await saveOrKeep(model, save);
    const note = batchNote(options, data.train);
    const run = {loss, optimizer: rule, activation, hidden, seed, backend, data: data.record, save};
    const document = {
      ...run,
      learningRate: learningRateOf(options),
      schedule: options.schedule,
      ...(startAt !== undefined && {resumedAt: startAt.step}),
      steps,
      epochs,
      seconds,
      losses,
      ...others,
      ...(note !== undefined && {note}),
      test: summarizeEvaluation(evaluation),
    };
    const text = () => [
      ...settingsLines(data.record, backend, t`seed ${seed}`),
      say(t`${hidden} hidden units (${activation}), ${loss}: ${steps} steps, ${formatSeconds(seconds)}`),
      say(rateText(learningRateOf(options), options.schedule)),
      ...(note === undefined ? [] : [wrapText(note)]),
      ...(startAt === undefined ? [] : [say(continuation(startAt, options, data.train))]),
      ...epochLines(losses, others, {loss, classes: data.train.classes}),
      ...endLines(others),
      ...('differences' in others ? accuracyLines(others, options) : []),
      '',
      evaluationText(evaluation),
      ...(save === undefined || lost ? [] : [say(t`saved in ${save}`), '']),
    ];
    printResult(context, {json: options.json, document, text: () => text().join('\n')});
    if (lost) throw lost;
    return exitCodes.ok;
  } finally {
    model.dispose();
    optimizer.dispose();
  }
}

function makeModel(
  {loss, hidden, activation, seed}: Options,
  {train: split}: OpenedData,
  optimizer: tf.Optimizer,
) {
  const model = losslab.twoLayerNet({
    inputs: split.rows * split.columns,
    classes: split.classes,
    hidden,
    activation,
    output: loss === 'accuracy' ? 'softmax' : outputFor(loss),
    seed,
  });
  // Only what is compiled in is kept by name when the model is saved; accuracy has no gradient to train with again.
  if (loss !== 'accuracy') model.compile({loss: losslab.losses[loss], optimizer, metrics: ['accuracy']});
  return model;
}

/** What is trained, and what it is trained by. */
interface Trainee {
  readonly model: ReturnType<typeof losslab.twoLayerNet>;
  readonly optimizer: tf.Optimizer;
  /** All that the weights depend on, except for how long; a checkpoint keeps it, and another run is refused. */
  readonly run: readonly (readonly [Message, string | number])[];
}

function fingerprint(options: Options, backend: string, {record, train}: OpenedData): Trainee['run'] {
  const {loss, hidden, activation, optimizer, batchSize, seed, sampling, validation, schedule} = options;
  return [
    [t`loss`, loss],
    ...(loss === 'accuracy' ? [[t`difference`, differenceOf(options)] as const] : []),
    [t`hidden`, hidden],
    [t`activation`, activation],
    [t`optimizer`, optimizer],
    [t`learning rate`, learningRateOf(options)],
    [t`batch size`, batchSize],
    [t`seed`, seed],
    [t`sampling`, sampling],
    ...(validation === undefined ? [] : [[t`validation`, validation] as const]),
    // Where the rate falls, it does so over all steps.
    ...(schedule === 'constant'
      ? []
      : [[t`schedule`, `${schedule} ${plannedSteps(options, train)}`] as const]),
    [t`backend`, backend],
    [t`data`, record.digest],
  ];
}

async function findStart(
  {checkpoint, every, resume}: Options,
  {model, optimizer, run}: Trainee,
): Promise<TrainingPosition | undefined> {
  if (checkpoint === undefined) {
    if (!resume && every === undefined) return undefined;
    throw new UsageError(t`${resume ? '--resume' : '--every'}: expected --checkpoint beside it, got none`);
  }
  await assertWritable(checkpoint);
  const kept = await loadCheckpoint(checkpoint);
  if (kept === undefined) {
    if (!existsSync(path.join(checkpoint, 'model.json'))) return undefined;
    throw new UsageError(t`--checkpoint: expected a directory without a model, got ${checkpoint}`);
  }
  if (!resume) {
    throw new UsageError(
      t`--checkpoint: expected --resume, or a directory without a checkpoint, got ${checkpoint}`,
    );
  }
  assertSameRun(run, kept.run);
  const position = positionOf(kept, checkpoint);
  kept.restore(model, optimizer);
  return position;
}

/** @throws {UsageError} If a run differs from that of a checkpoint: in a value, or in what only one of them has. */
function assertSameRun(run: Trainee['run'], kept: Readonly<Record<string, unknown>>): void {
  const shown = (key: string) => {
    const was = kept[key];
    return typeof was === 'string' || typeof was === 'number' ? String(was) : JSON.stringify(was);
  };
  const [name, value] = run.find(([{key}, now]) => kept[key] !== now) ?? [];
  if (name !== undefined && value !== undefined) {
    throw new UsageError(
      kept[name.key] === undefined
        ? t`--resume: expected the run of the checkpoint, which has no ${name}, got ${value}`
        : t`--resume: expected the run of the checkpoint, with ${name} ${shown(name.key)}, got ${value}`,
    );
  }
  const lacking = Object.keys(kept).find(key => !run.some(([{key: own}]) => own === key));
  if (lacking === undefined) return;
  const other = {key: lacking, args: []};
  throw new UsageError(
    t`--resume: expected the run of the checkpoint, with ${other} ${shown(lacking)}, got none`,
  );
}

async function descend(
  {model, optimizer, run}: Trainee,
  data: OpenedData,
  options: Options & {startAt: TrainingPosition | undefined},
  context: CliContext,
): Promise<losslab.TrainingResult | AccuracyTraining> {
  const {loss, batchSize, seed, sampling, steps, startAt, checkpoint, every = 500} = options;
  const {signal} = context;
  const planned = plannedSteps(options, data.train);
  const labels = loss === 'accuracy' ? 'integer' : losslab.lossTraits[loss].labels;
  const start = {startEpoch: startAt?.epoch ?? 0, startBatch: startAt?.batch ?? 0};
  const batches = losslab.minibatches(data.train, {batchSize, seed, sampling, labels, signal, ...start});
  const kept = {run: Object.fromEntries(run.map(([{key}, value]) => [key, value])), optimizer};
  const keeping = checkpoint !== undefined && {
    checkpointEvery: every,
    onCheckpoint: (position: TrainingPosition) => saveCheckpoint(model, checkpoint, {...kept, position}),
  };
  const rateAt = rateOfStep(learningRateOf(options), options.schedule, planned);
  const progress = new TrainProgress(context, {planned, start: startAt?.step ?? 0, rateAt});
  const log =
    options.log === undefined ? undefined : openRunLog(options.log, {isResumed: startAt !== undefined});
  const onEpoch = (report: losslab.EpochReport) => log?.write(report, rateAt(report.step));
  const onStep = (at: {step: number; loss: number}) => progress.update(at);
  const epochs = epochsOf(options);
  const common = {optimizer, epochs, steps, startAt, signal, onStep, onEpoch, ...keeping};
  const {validation, patience, schedule} = options;
  const watching = {
    validation,
    patience,
    ...(schedule !== 'constant' && {learningRate: ({step}: {step: number}) => rateAt(step)}),
  };
  try {
    return loss === 'accuracy'
      ? await trainOnAccuracy(model, batches, {difference: differenceOf(options), ...common})
      : await losslab.train(model, batches, {loss, ...common, ...watching});
  } finally {
    progress.clear();
    log?.close();
  }
}

/** What came of training on accuracy, and why. */
function accuracyLines(
  {differences, nonZero, moved, weights}: Omit<AccuracyTraining, keyof losslab.TrainingResult>,
  options: Options,
): string[] {
  const h = differenceOf(options);
  const count = formatNumber(differences);
  const least = formatNumber(1 / (2 * h * options.batchSize));
  const sentences =
    nonZero === 0
      ? [
          t`The loss here is 1 − accuracy. All ${count} differences (A(w + h) − A(w − h)) / 2h with h = ${h} were 0, so the weights did not move.`,
          t`Accuracy counts right answers, and an answer changes only where the two greatest outputs of an image are equal. Everywhere else a small change of a weight changes no answer, so the derivative of accuracy is 0.`,
        ]
      : [
          t`The loss here is 1 − accuracy. Of ${count} differences (A(w + h) − A(w − h)) / 2h with h = ${h}, ${formatNumber(nonZero)} were not 0; ${moved} of ${weights} output weights moved.`,
          t`Such a difference is at least 1 / 2hN = ${least}, whatever the weights are. It measures h: h decides which images are near enough to a tie to count, and how far the weights go. The derivative of accuracy is 0.`,
        ];
  return ['', ...sentences.map(sentence => wrapText(sentence))];
}
