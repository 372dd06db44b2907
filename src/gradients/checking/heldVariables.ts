import * as tf from '@tensorflow/tfjs';
import type {CheckedInput} from './CheckedInput';

/** Keeps what the variables among the inputs hold while a check gives them other values. */
export class HeldVariables {
  private readonly held: {readonly variable: tf.Variable; readonly own: tf.Tensor}[];

  constructor(inputs: readonly CheckedInput[]) {
    this.held = inputs.flatMap(({variable}) =>
      variable ? [{variable, own: tf.keep(variable.clone())}] : [],
    );
  }

  /** Gives every variable its own values back. */
  restore(): void {
    for (const {variable, own} of this.held) if (!variable.isDisposed) variable.assign(own);
  }

  /** Restores, and keeps nothing any more. */
  release(): void {
    this.restore();
    tf.dispose(this.held.map(({own}) => own));
    this.held.length = 0;
  }
}
