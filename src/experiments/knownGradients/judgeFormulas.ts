import * as tf from '@tensorflow/tfjs';
import type {GradientCheck, Verdict} from '../../gradients/GradientCheck';
import {checkGradients} from '../../gradients/checkGradients';
import {checkModelGradients} from '../../gradients/checkModelGradients';
import {releaseTape} from '../../releaseTape';
import type {Configuration} from './configuration';
import {drawInputs, drawModel, drawnTensor} from './drawInputs';

/** What the checker says of tfjs's formula for one configuration, in float64. */
export interface Judged {
  readonly configuration: Configuration;
  readonly found: 'right' | 'wrong' | 'missing';
  readonly verdict: Verdict;
  readonly reason: string;
  readonly evaluations: number;
}

/** Checks one configuration with `checkGradients`. */
export async function judgeFormula(configuration: Configuration, seed: number): Promise<Judged> {
  try {
    const {verdict, reason, evaluations} = await check(configuration, seed);
    return {configuration, found: foundBy(verdict), verdict, reason, evaluations};
  } catch (error) {
    // tfjs breaks down on its way to a gradient, with an error that does not speak of gradients.
    releaseTape();
    const reason = `tfjs throws: ${(error as Error).message}`;
    return {configuration, found: 'missing', verdict: 'unsupported', reason, evaluations: 0};
  }
}

function check(configuration: Configuration, seed: number): Promise<GradientCheck> {
  return configuration.kind === 'op'
    ? checkOp(configuration.fn, drawInputs(configuration.inputs, seed), seed)
    : checkLayers(configuration, seed);
}

async function checkOp(
  fn: (...inputs: tf.Tensor[]) => tf.Tensor,
  drawn: ReturnType<typeof drawInputs>,
  seed: number,
): Promise<GradientCheck> {
  const inputs = drawn.map(drawnTensor);
  try {
    return await checkGradients(fn, inputs, {vector: true, seed});
  } finally {
    tf.dispose(inputs);
  }
}

async function checkLayers(
  configuration: Extract<Configuration, {kind: 'layer'}>,
  seed: number,
): Promise<GradientCheck> {
  const {model, xs} = drawModel(configuration, seed);
  const batch = drawnTensor(xs);
  try {
    return await checkModelGradients(model, (_, outputs) => outputs, batch, batch, {vector: true, seed});
  } finally {
    batch.dispose();
    model.dispose();
  }
}

function foundBy(verdict: Verdict): Judged['found'] {
  if (verdict === 'pass' || verdict === 'kink' || verdict === 'flat') return 'right';
  return verdict === 'unsupported' ? 'missing' : 'wrong';
}
