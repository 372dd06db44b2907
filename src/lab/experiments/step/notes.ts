import {t} from '../../../text';
import type {Note} from '../experiment';
import {percent} from '../reporting';
import type {StepFindings} from './nets';
import type {Numbers} from './report';

/** What notes on the chapter say of activations, each sentence with the numbers that settle it. */
export function notesOf({slopes: {underflow}, nets: {moves}}: StepFindings, n: Numbers): Note[] {
  const {step, relu, sigmoid} = n;
  return [
    {
      says: t`With a step activation a small change of a weight does not reach the loss`,
      verdict: 'half',
      measured: t`Of the weights before the step that is so: their gradient is ${step.firstGradient.w1}, and
          ‖ΔW1‖ after training is ${step.w1Moved}. Those behind it learn: ${percent(step.testAccuracy)} of
          the test images.`,
      settledBy: 'w1-moved',
    },
    {
      says: t`The derivative of the sigmoid is nowhere 0`,
      verdict: 'half',
      measured: t`On paper it is ${underflow.at100OnPaper.toExponential(1)} at x = 100; in float32 it is
          exactly 0 from x = ${underflow.firstZero} on.`,
      settledBy: 'tangents',
    },
    {
      says: t`Where the derivative is 0, no move of the weight lowers the loss`,
      verdict: moves.lowered > 0 ? 'false' : 'half',
      measured: t`In the net of step units every derivative by W1 is 0, and ${moves.lowered} of
          ${moves.tried} random moves of its weights lower the loss. A derivative speaks of small moves only.`,
      settledBy: 'w1-moved',
    },
    {
      says: t`A net learns because the derivative of its activation is nowhere 0`,
      verdict: 'false',
      measured: t`That of the ReLU is 0 in ${percent(relu.silentShare)} of all cases, and it reaches
          ${percent(relu.testAccuracy)}; the sigmoid ${percent(sigmoid.testAccuracy)}.`,
      settledBy: 'step-training',
    },
  ];
}
