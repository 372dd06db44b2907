import {Random} from '../../random';
import {Finding} from './Finding';
import {gradientNoise} from './roundingNoise';
import type {Subject} from './Subject';

/**
 * Checks that the gradient is linear in the gradient that comes in from above: the gradient of c·f is c times that of
 * f, for c = 0, 2 and −0.7. A custom gradient that forgets `dy` passes every other test of f alone.
 *
 * @param gradients The gradients for c = 1, finite.
 * @throws {Finding} `wrong`, diagnosed as `ignores-dy` or `nonlinear-dy`.
 */
export function assertLinearInDy(subject: Subject, gradients: readonly (Float64Array | undefined)[]): void {
  const scaled = new Map([0, 2, -0.7].map(c => [c, subject.gradients(c)]));
  const {epsilon} = subject.precision;
  const filled = gradients.map(
    (gradient, i) => gradient ?? new Float64Array(subject.inputs[i]!.values.length),
  );
  let noise: number[][] | undefined;
  const random = new Random(0);
  const draw = () => gradientNoise(subject, filled, random);
  // Where rounding decides which of two is the larger one, a single draw may leave an entry's gradient out.
  const roundingOf = (input: number) => {
    noise ??= [draw(), draw(), draw()];
    return Math.max(...noise.map(each => each[input]!));
  };
  for (const [i, gradient] of gradients.entries()) {
    if (!gradient) continue;
    const {name} = subject.inputs[i]!;
    for (const [c, gradientsOfScaled] of scaled) {
      const found = gradientsOfScaled[i];
      if (found && !isMultiple(found, gradient, c, epsilon, () => roundingOf(i), subject.nondeterminism)) {
        throw ignoresDy(found, gradient) ? ignoring(name) : nonlinear(name, c);
      }
    }
  }
}

/** `rounding` is asked only in doubt: where sums cancel, all of a gradient may be the rounding of larger numbers. */
function isMultiple(
  found: Float64Array,
  gradient: Float64Array,
  c: number,
  epsilon: number,
  rounding: () => number,
  nondeterminism: number,
): boolean {
  // Sums inside the backward pass round differently; wrong gradients are off by a part of 1.
  const slack = Math.max(1e-9, 1e4 * epsilon, 2 * nondeterminism);
  const isOff = (allowed: number) =>
    found.some((g, k) => !(Math.abs(g - c * gradient[k]!) <= slack * Math.abs(gradient[k]!) + allowed));
  return !isOff(0) || !isOff(64 * rounding());
}

function ignoresDy(found: Float64Array, gradient: Float64Array): boolean {
  return found.every((g, k) => g === gradient[k]!);
}

function ignoring(name: string): Finding {
  const reason = `The gradient of ${name} ignores dy: the gradient of 2f is the same as that of f.`;
  return new Finding('wrong', `${reason} Multiply by dy in the custom gradient.`, {diagnosis: 'ignores-dy'});
}

function nonlinear(name: string, c: number): Finding {
  const reason = `The gradient of ${name} is not linear in dy: that of ${c}·f is not ${c} times that of f.`;
  return new Finding('wrong', `${reason} A part of it ignores dy.`, {diagnosis: 'nonlinear-dy'});
}
