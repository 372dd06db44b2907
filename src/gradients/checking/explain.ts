import {listed, t, type Text} from '../../text';
import type {Diagnosis, EntryCheck, Verdict} from '../GradientCheck';
import type {ComparedInput} from './compareInput';
import {Random} from '../../random';
import {diagnose, formatNumber, formatPair} from './diagnose';
import {findTies, type GuiltyOp} from './findGuiltyOp';
import type {Subject} from './Subject';

/** The reason in words, and what it names. */
export interface Explanation {
  readonly reason: Text;
  readonly diagnosis?: Diagnosis;
  readonly op?: string;
}

/** Puts the outcome of a comparison into one or two sentences. */
export function explain(
  verdict: Verdict,
  compared: readonly ComparedInput[],
  subject: Subject,
  gradients: readonly (Float64Array | undefined)[],
  guilty: GuiltyOp | undefined,
  resolution: number | null,
): Explanation {
  switch (verdict) {
    case 'wrong':
      return explainWrong(compared, subject, gradients, guilty);
    case 'kink':
      return withCoarseness(explainKink(compared, subject), resolution);
    case 'flat':
      return {reason: t`The function is piecewise constant here: its gradient is 0, correct and useless.`};
    case 'noisy':
      return {reason: explainNoisy(compared, resolution)};
    case 'nonfinite':
      return {reason: t`${placesOf(compared, 'nonfinite')} the function has no finite values nearby.`};
    default:
      return {reason: listed([agreement(compared, subject), ...coarseness(resolution)], ' ')};
  }
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

/** Worth a sentence from 1 % on. */
function coarseness(resolution: number | null): Text[] {
  return resolution !== null && resolution > 0.01
    ? [t`An error of one entry below ${percent(resolution)} would not have been seen.`]
    : [];
}

function withCoarseness({reason, ...rest}: Explanation, resolution: number | null): Explanation {
  return {...rest, reason: listed([reason, ...coarseness(resolution)], ' ')};
}

function percent(share: number): string {
  return `${formatNumber(100 * share, 2)} %`;
}

/** Each entry is legal by itself; an op may still give all of them together too much. */
function explainKink(compared: readonly ComparedInput[], subject: Subject): Explanation {
  const reason = t`The gradient is legal. ${placesOf(compared, 'kink')} the one-sided slopes differ, and the analytic
        value lies between them.`;
  const tied = findTies(subject, new Random(0));
  if (!tied) return {reason};
  const remark = tied.remark ?? 'equal entries get more or less than the whole gradient';
  return {reason: t`${reason} That is so for each entry alone. In ${tied.op} ${remark}.`};
}

/** `inputs[0][1,2] = -1.5, numerically 1.5 ± 3e-12`. */
function describeEntry(name: string, {index, analytic, numerical, errorBar}: EntryCheck): Text {
  const [a, n] = formatPair(analytic, numerical, 6);
  return t`At ${name}[${index.join(',')}] it is ${a}, numerically ${n} ± ${errorBar.toExponential(1)}.`;
}

function explainWrong(
  compared: readonly ComparedInput[],
  subject: Subject,
  gradients: readonly (Float64Array | undefined)[],
  guilty: GuiltyOp | undefined,
): Explanation {
  const wrong = compared.flatMap(({report, findings}, i) => {
    const input = subject.inputs[i]!;
    const gradient = gradients[i];
    const analytic = gradient ?? new Float64Array(input.values.length);
    return report.verdict === 'wrong'
      ? [{report, input, analytic, connected: gradient !== undefined, findings}]
      : [];
  });
  const isRestRight = compared.every(
    ({report: {verdict}, unseen}) => verdict === 'wrong' || (verdict !== 'noisy' && unseen === 0),
  );
  const {diagnosis, sentence} = diagnose(
    wrong,
    isRestRight ? compared.length : wrong.length,
    guilty?.remark !== undefined,
  );
  const {name, worst} = wrong[0]!.report;
  return {
    reason: listed([sentence, describeEntry(name, worst), ...(guilty ? [blameOn(guilty)] : [])], ' '),
    ...(diagnosis && {diagnosis}),
    ...(guilty && {op: guilty.op}),
  };
}

/** `The op to blame: customGrad swish (swish.ts:12): …` */
function blameOn({op, site, remark}: GuiltyOp): Text {
  return t`The op to blame: ${`${op}${site === undefined ? '' : ` (${site})`}${remark ? `: ${remark}` : ''}`}.`;
}

/** `At 3 entries (the first: x[0,1])`. */
function placesOf(compared: readonly ComparedInput[], verdict: Verdict): Text {
  const places = compared.flatMap(({report, entries}) =>
    entries.filter(entry => entry.verdict === verdict).map(({index}) => `${report.name}[${index.join(',')}]`),
  );
  // Where kinks were seen in blocks only there is no place to name.
  if (places.length === 0)
    return t`In ${compared
      .filter(({report}) => report.verdict === verdict)
      .map(({report}) => report.name)
      .join(', ')}`;
  return places.length === 1
    ? t`At ${places[0]!}`
    : t`At ${places.length} entries (one of them ${places[0]!})`;
}

function agreement(compared: readonly ComparedInput[], subject: Subject): Text {
  const total = subject.inputs.reduce((sum, {values}) => sum + values.length, 0);
  const checked = compared.reduce((sum, {report}) => sum + report.checked, 0);
  const how =
    checked === total
      ? total === 1
        ? t`Both gradients agree in the only entry`
        : t`Both gradients agree in all ${total} entries`
      : t`Both gradients agree: ${checked} entries one by one, all ${total} in random projections`;
  const flat = compared.filter(({report}) => report.verdict === 'flat').map(({report}) => report.name);
  return flat.length > 0
    ? flat.length > 1
      ? t`${how}; ${flat.join(', ')} have no influence here.`
      : t`${how}; ${flat[0]!} has no influence here.`
    : t`${how}.`;
}
