import * as tf from '@tensorflow/tfjs';
import type {DifferentiableFunction} from '../../../src/gradients/GradientCheck';
import type {Composition} from './compose';
import type {Spoil} from './spoils';

/** A composition as the text of a function, spoiled or not: what a failure prints is what was run. */
export function sourceOf({inputs, steps}: Composition, spoil?: Spoil): string {
  const names = [...inputs.map((_, i) => `x${i}`), ...steps.map((_, i) => `t${i}`)];
  const lines = steps.map(({call, operands}, step) => {
    const text = operands.reduce((result, at, k) => {
      const isSpoiled = spoil?.of === at && spoil.usesFrom <= step && (spoil.use ?? step) === step;
      return result.replaceAll(`$${k}`, isSpoiled ? 'spoiled' : names[at]!);
    }, call);
    return `  const t${step} = ${text};`;
  });
  if (spoil) {
    const line = `  const spoiled = spoil(${names[spoil.of]!}, ${spoil.mistake});`;
    lines.splice(Math.max(0, spoil.of - inputs.length + 1), 0, line);
  }
  const parameters = inputs.map((_, i) => `x${i}`).join(', ');
  return [`(${parameters}) => {`, ...lines, `  return t${steps.length - 1};`, '}'].join('\n');
}

/** The function of a text that {@link sourceOf} made. */
export function runnable(source: string): DifferentiableFunction {
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the text is made a few lines above
  return (new Function('tf', 'spoil', `return ${source}`) as Evaluate)(tf, spoiled);
}

type Evaluate = (tfjs: typeof tf, spoil: typeof spoiled) => DifferentiableFunction;

function spoiled(x: tf.Tensor, mistake: (dy: tf.Tensor) => tf.Tensor): tf.Tensor {
  return tf.customGrad((...args) => ({
    value: (args[0] as tf.Tensor).clone(),
    gradFunc: dy => mistake(dy),
  }))(x);
}
