import * as tf from '@tensorflow/tfjs';

/**
 * Frees what a gradient computation that threw has left behind. tfjs disposes the tensors that it saved for the
 * backward pass only when that pass succeeds; call this after catching the error.
 */
export function releaseTape(): void {
  const {state} = tf.engine();
  // Null or undefined when no tape was begun; the declared type does not say so.
  const tape = state.activeTape as typeof state.activeTape | null | undefined;
  if (!tape || state.gradientDepth > 0) return;
  for (const {saved} of tape) for (const tensor of saved ?? []) tensor.dispose();
  state.activeTape = [];
}
