import {performance} from 'node:perf_hooks';
import type {Measurements, TrainingResult} from '../../index';
import {say} from '../../lab/language/language';
import {formatNumber} from '../../lab/report';
import {t, type Text} from '../../text';
import type {CliContext} from '../context';
import {tell} from '../openData';
import {ProgressLine, wrapText} from './wrapText';

/** How the learning rate falls over all steps: `cosine` and `linear` begin at the rate given and end near 0. */
export function rateOfStep(rate: number, schedule: Schedule, planned: number): (step: number) => number {
  // Of the first step nothing has passed.
  const passed = (step: number) => (step - 1) / planned;
  if (schedule === 'cosine') return step => (rate * (1 + Math.cos(Math.PI * passed(step)))) / 2;
  return schedule === 'linear' ? step => rate * (1 - passed(step)) : () => rate;
}

type Schedule = 'constant' | 'cosine' | 'linear';

/** The learning rate of a run, as a line of its results. */
export function rateText(rate: number, schedule: Schedule): Text {
  if (schedule === 'constant') return t`learning rate ${formatNumber(rate)}`;
  return schedule === 'cosine'
    ? t`learning rate ${formatNumber(rate)}, falling to 0 along half a cosine`
    : t`learning rate ${formatNumber(rate)}, falling to 0 in a line`;
}

/** A time that is only estimated. */
export function duration(seconds: number): Text {
  return seconds < 100 ? t`${Math.ceil(seconds)} s` : t`${Math.ceil(seconds / 60)} min`;
}

/** What takes longer is announced, in seconds. */
const longRun = 60;
/** After so many milliseconds the time that is left can be told. */
const settled = 2000;

/** The progress of a training: loss, learning rate, and how long it will take. */
export class TrainProgress {
  private readonly line: ProgressLine;
  private readonly started = performance.now();
  private isAnnounced = false;

  constructor(
    private readonly context: CliContext,
    private readonly run: {
      readonly planned: number;
      /** Steps that were taken before. */
      readonly start: number;
      readonly rateAt: (step: number) => number;
    },
  ) {
    this.line = new ProgressLine(context.stderr, {language: context.language});
  }

  update({step, loss}: {readonly step: number; readonly loss: number}): void {
    const {planned, start, rateAt} = this.run;
    const elapsed = performance.now() - this.started;
    if (elapsed < settled) return;
    const left = (elapsed / 1000 / (step - start)) * (planned - step);
    if (!this.isAnnounced && left > longRun) {
      this.line.clear();
      tell(this.context, t`this takes about ${duration(left + elapsed / 1000)}`);
    }
    this.isAnnounced = true;
    const rate = formatNumber(rateAt(step));
    const doing = t`step ${step} of ${planned}, loss ${loss.toFixed(4)}, learning rate ${rate}, ${duration(left)} left`;
    this.line.update(step / planned, doing);
  }

  clear(): void {
    this.line.clear();
  }
}

/** The loss of a net that gives each class the same chance, whatever the image; as a text and as a number. */
export function guessing(loss: string, classes: number): {readonly loss: number; readonly text: string} {
  const named = (text: string, value: number) => ({loss: value, text: `${text} = ${value.toFixed(4)}`});
  if (loss === 'accuracy') return named(`1 − 1/${classes}`, 1 - 1 / classes);
  if (loss === 'sumSquaredError') return named(`½ (1 − 1/${classes})`, (1 - 1 / classes) / 2);
  const entropy = Math.log(classes);
  if (!loss.startsWith('binary')) return named(`ln ${classes}`, entropy);
  const others = classes - 1;
  return named(
    `ln ${classes} + ${others} ln ${classes}/${others}`,
    entropy + others * Math.log(classes / others),
  );
}

/** The last ten epochs. A loss that is not below that of guessing has it beside it. */
export function epochLines(
  losses: readonly number[],
  {validation = []}: Pick<TrainingResult, 'validation'>,
  {loss, classes}: {readonly loss: string; readonly classes: number},
): string[] {
  const before = Math.max(losses.length - 10, 0);
  const guess = guessing(loss, classes);
  // Those of the epochs before a resumed run are not there.
  const measuredFrom = losses.length - validation.length;
  return losses.slice(before).map((mean, i) => {
    const epoch = before + i + 1;
    const line = t`epoch ${epoch}: mean loss ${mean.toFixed(4)}`;
    const measured = validation[epoch - 1 - measuredFrom];
    const parts = [
      say(line),
      ...(measured === undefined ? [] : [say(validationText(measured))]),
      ...(mean < guess.loss ? [] : [say(t`not below that of guessing, ${guess.text}`)]),
    ];
    return parts.join(', ');
  });
}

function validationText({loss, accuracy}: Measurements): Text {
  const nats = loss!.toFixed(4);
  if (accuracy === undefined) return t`validation ${nats}`;
  return t`validation ${nats} and ${(100 * accuracy).toFixed(2)} %`;
}

/** Why a training has ended before its last step, and with which weights. */
export function endLines({stopped, bestEpoch}: Pick<TrainingResult, 'stopped' | 'bestEpoch'>): string[] {
  const ended =
    stopped === 'patience' ? [t`Ended early, as the loss on the validation data did not get lower.`] : [];
  const restored = bestEpoch === undefined ? [] : [t`The weights are those of epoch ${bestEpoch}.`];
  return [...ended, ...restored].map(sentence => wrapText(sentence));
}
