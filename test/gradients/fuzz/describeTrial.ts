import type {Trial} from './referee';

/** As many numbers of an input as are printed; the seed gives the others. */
const SHOWN = 40;

/** All that it takes to see a foul again: text, shapes, values, truth and what the check said. */
export function describeTrial(trial: Trial): string {
  const {seed, composition, spoil, source, check, deviation, faults, foul} = trial;
  const inputs = composition.inputs.map(({shape, values}, i) => {
    const shown = Array.from(values.slice(0, SHOWN)).join(', ');
    return `x${i} [${shape.join(',')}] = ${shown}${values.length > SHOWN ? ', …' : ''}`;
  });
  const truth = deviation && `x${deviation.input} entry ${deviation.entry}: tfjs ${deviation.analytic}, truth ${[...new Set(deviation.truth)].join(' … ')}, relative error ${deviation.relative.toPrecision(3)}`; // prettier-ignore
  return [
    `${foul ?? 'fair'}, seed ${seed}${spoil ? `, spoiled: ${spoil.kind}` : ''}: ${check ? `${check.verdict}: ${check.reason}` : trial.crash}`,
    source,
    ...inputs,
    `value ${composition.result.value}${composition.result.kinked ? ', at a kink' : ''}`,
    truth ?? 'tfjs throws in place of a gradient',
    ...faults.map(fault => `known: ${fault}`),
  ].join('\n');
}

/** The same for machines: one line. */
export function trialLine(trial: Trial): string {
  const {seed, composition, spoil, source, check, deviation, faults, foul} = trial;
  const inputs = composition.inputs.map(({shape, values}) => ({
    shape,
    values: Array.from(values.slice(0, 100)),
  }));
  const {verdict = 'crash', reason = trial.crash, ok, op} = check ?? {};
  return JSON.stringify({
    foul,
    seed,
    spoil: spoil?.kind,
    source,
    inputs,
    verdict,
    ok,
    op,
    reason,
    deviation,
    faults,
  });
}
