import type {Diagnosis, EntryCheck, Verdict} from '../GradientCheck';
import type {ComparedInput} from './compareInput';
import {diagnose} from './diagnose';
import type {GuiltyOp} from './findGuiltyOp';
import type {Subject} from './Subject';

/** The reason in words, and what it names. */
export interface Explanation {
  readonly reason: string;
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
): Explanation {
  switch (verdict) {
    case 'wrong':
      return explainWrong(compared, subject, gradients, guilty);
    case 'kink':
      return {reason: `The gradient is legal. ${placesOf(compared, 'kink')} ${KINK}`};
    case 'flat':
      return {reason: 'The function is piecewise constant here: its gradient is 0, correct and useless.'};
    case 'noisy':
      return {
        reason: `Nothing can be said. ${placesOf(compared, 'noisy')} the error bar is wider than the slopes, or they have not settled at the smallest steps.`,
      };
    case 'nonfinite':
      return {reason: `${placesOf(compared, 'nonfinite')} the function has no finite values nearby.`};
    default:
      return {reason: agreement(compared, subject)};
  }
}

const KINK = 'the one-sided slopes differ, and the analytic value lies between them.';

/** `inputs[0][1,2] = -1.5, numerically 1.5 ± 3e-12`. */
export function describeEntry(name: string, {index, analytic, numerical, errorBar}: EntryCheck): string {
  const [a, n] = [analytic, numerical].map(x => String(Number(x.toPrecision(6))));
  return `At ${name}[${index.join(',')}] it is ${a!}, numerically ${n!} ± ${errorBar.toExponential(1)}.`;
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
  const {diagnosis, sentence} = diagnose(wrong, compared.length, guilty?.remark !== undefined);
  const {name, worst} = wrong[0]!.report;
  const blame = guilty ? ` The op to blame: ${guilty.op}${guilty.remark ? `: ${guilty.remark}` : ''}.` : '';
  return {
    reason: `${sentence} ${describeEntry(name, worst)}${blame}`,
    ...(diagnosis && {diagnosis}),
    ...(guilty && {op: guilty.op}),
  };
}

/** `At 3 entries (the first: x[0,1])`. */
function placesOf(compared: readonly ComparedInput[], verdict: Verdict): string {
  const places = compared.flatMap(({report, entries}) =>
    entries.filter(entry => entry.verdict === verdict).map(({index}) => `${report.name}[${index.join(',')}]`),
  );
  return places.length === 1 ? `At ${places[0]!}` : `At ${places.length} entries (one of them ${places[0]!})`;
}

function agreement(compared: readonly ComparedInput[], subject: Subject): string {
  const total = subject.inputs.reduce((sum, {values}) => sum + values.length, 0);
  const checked = compared.reduce((sum, {report}) => sum + report.checked, 0);
  const how =
    checked === total
      ? `Both gradients agree in ${total === 1 ? 'the only entry' : `all ${total} entries`}`
      : `Both gradients agree: ${checked} entries one by one, all ${total} in random projections`;
  const flat = compared.filter(({report}) => report.verdict === 'flat').map(({report}) => report.name);
  return flat.length > 0
    ? `${how}; ${flat.join(', ')} ${flat.length > 1 ? 'have' : 'has'} no influence here.`
    : `${how}.`;
}
