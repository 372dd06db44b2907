import {listed, t, type Text} from '../../text';
import {Random} from '../../random';
import type {Diagnosis, EntryCheck, Verdict} from '../GradientCheck';
import type {CheckedFunction, Gradients} from './CheckedFunction';
import type {ComparedInput} from './compareInput';
import {diagnose} from './diagnose';
import {findTies, type WrongOp} from './findWrongOp';
import {formatNumber, formatPair} from './formatCheck';

interface Explanation {
  readonly reason: Text;
  readonly diagnosis?: Diagnosis;
  readonly op?: string;
}

/** Puts the outcome of all comparisons into one or two sentences. */
export function explain(
  verdict: Verdict,
  compared: readonly ComparedInput[],
  checkedFn: CheckedFunction,
  gradients: Gradients,
  wrongOp: WrongOp | undefined,
  resolution: number | null,
): Explanation {
  switch (verdict) {
    case 'wrong':
      return explainWrong(compared, checkedFn, gradients, wrongOp);
    case 'kink':
      return {reason: listed([explainKink(compared, checkedFn), ...coarseness(resolution)], ' ')};
    case 'flat':
      return {reason: t`The function is piecewise constant here: its gradient is 0, correct and useless.`};
    case 'noisy':
      return {reason: listed([explainNoisy(compared, resolution), ...ties(compared, checkedFn)], ' ')};
    case 'nonfinite':
      return {reason: t`${placesOf(compared, 'nonfinite')} the function has no finite values nearby.`};
    default:
      return {reason: listed([agreement(compared), ...coarseness(resolution)], ' ')};
  }
}

/** Worth a sentence from 1 % on. */
function coarseness(resolution: number | null): Text[] {
  return resolution !== null && resolution > 0.01
    ? [t`An error of one entry below ${percent(resolution)} would not have been seen.`]
    : [];
}

function percent(share: number): string {
  return `${formatNumber(100 * share, 2)} %`;
}

function explainNoisy(compared: readonly ComparedInput[], resolution: number | null): Text {
  const noisy = compared.some(({entries}) => entries.some(({verdict}) => verdict === 'noisy'));
  const hidden = Number.isFinite(resolution)
    ? [t`An error of ${percent(resolution!)} of an entry would not have been seen.`]
    : [];
  const said = noisy
    ? t`Nothing can be said. ${placesOf(compared, 'noisy')} the error bar is wider than the slopes, or they have not
        settled at the smallest steps.`
    : t`Nothing can be said of some entries.`;
  return listed([said, ...hidden], ' ');
}

/** Kinks that the search could not tell apart from an error may be a tie. */
function ties(compared: readonly ComparedInput[], checkedFn: CheckedFunction): Text[] {
  if (!compared.some(({entries}) => entries.some(({verdict}) => verdict === 'kink'))) return [];
  const tied = findTies(checkedFn, new Random(0));
  return tied ? [t`In ${tied.op} ${tied.remark ?? UNEVEN}.`] : [];
}

const UNEVEN = t`equal entries get more or less than the whole gradient`;

/** Each entry is legal by itself; an op may still give all of them together too much. */
function explainKink(compared: readonly ComparedInput[], checkedFn: CheckedFunction): Text {
  const reason = t`The gradient is legal. ${placesOf(compared, 'kink')} the one-sided slopes differ, and the analytic
        value lies between them.`;
  const tied = findTies(checkedFn, new Random(0));
  if (!tied) return reason;
  return t`${reason} That is so for each entry alone. In ${tied.op} ${tied.remark ?? UNEVEN}.`;
}

function explainWrong(
  compared: readonly ComparedInput[],
  {inputs}: CheckedFunction,
  gradients: Gradients,
  wrongOp: WrongOp | undefined,
): Explanation {
  const wrong = compared.flatMap(({report, results}, i) => {
    if (report.verdict !== 'wrong') return [];
    const input = inputs[i]!;
    const analytic = gradients[i] ?? new Float64Array(input.values.length);
    return [{report, input, analytic, connected: gradients[i] !== undefined, results}];
  });
  const isRestRight = compared.every(
    ({report: {verdict}, unseen}) => verdict === 'wrong' || (verdict !== 'noisy' && unseen === 0),
  );
  const inputCount = isRestRight ? compared.length : wrong.length;
  const {diagnosis, sentence} = diagnose(wrong, inputCount, wrongOp?.remark !== undefined);
  const {name, worst} = wrong[0]!.report;
  return {
    reason: listed([sentence, describeEntry(name, worst), ...(wrongOp ? [nameOp(wrongOp)] : [])], ' '),
    ...(diagnosis && {diagnosis}),
    ...(wrongOp && {op: wrongOp.op}),
  };
}

/** `At inputs[0][1,2] it is -1.5, numerically 1.5 ± 3e-12.` */
function describeEntry(name: string, {index, analytic, numerical, errorBar}: EntryCheck): Text {
  const [a, n] = formatPair(analytic, numerical, 6);
  return t`At ${name}[${index.join(',')}] it is ${a}, numerically ${n} ± ${errorBar.toExponential(1)}.`;
}

/** `The op with the wrong gradient: customGrad swish (swish.ts:12): …` */
export function nameOp({op, site, remark, isMendable}: WrongOp): Text {
  const place = site === undefined ? op : `${op} (${site})`;
  const named =
    remark === undefined
      ? t`The op with the wrong gradient: ${place}.`
      : t`The op with the wrong gradient: ${place}: ${remark}.`;
  return isMendable ? t`${named} correctGradients() mends it.` : named;
}

/** `At 3 entries (one of them x[0,1])`. */
function placesOf(compared: readonly ComparedInput[], verdict: Verdict): Text {
  const places = compared.flatMap(({report, entries}) =>
    entries.filter(entry => entry.verdict === verdict).map(({index}) => `${report.name}[${index.join(',')}]`),
  );
  if (places.length > 1) return t`At ${places.length} entries (one of them ${places[0]!})`;
  if (places.length === 1) return t`At ${places[0]!}`;
  // Where kinks were seen in blocks only there is no place to name.
  return t`In ${namesOf(compared, verdict).join(', ')}`;
}

function namesOf(compared: readonly ComparedInput[], verdict: Verdict): string[] {
  return compared.filter(({report}) => report.verdict === verdict).map(({report}) => report.name);
}

function agreement(compared: readonly ComparedInput[]): Text {
  const total = compared.reduce((sum, {results}) => sum + results.numerical.length, 0);
  const checked = compared.reduce((sum, {report}) => sum + report.checked, 0);
  const inAll =
    total === 1 ? t`Both gradients agree in the only entry` : t`Both gradients agree in all ${total} entries`;
  const how =
    checked === total
      ? inAll
      : t`Both gradients agree: ${checked} entries one by one, all ${total} in random projections`;
  const flat = namesOf(compared, 'flat');
  if (flat.length === 0) return t`${how}.`;
  return flat.length > 1
    ? t`${how}; ${flat.join(', ')} have no influence here.`
    : t`${how}; ${flat[0]!} has no influence here.`;
}
