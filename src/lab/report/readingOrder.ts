/** From the two guesses to the known wrong gradients: the order in which one thing explains the next. */
const order = [
  'losses',
  'information',
  'accuracy',
  'step',
  'training',
  'numerical-gradient',
  'gradient-check',
  'minibatch',
  'known-gradients',
];

/**
 * Experiments in the order in which a page tells them, whichever way they ran. One that is not in the order comes last.
 *
 * @example
 * readingOrder([{id: 'step'}, {id: 'losses'}]).map(({id}) => id);  // ['losses', 'step']
 */
export function readingOrder<T extends {readonly id: string}>(experiments: readonly T[]): T[] {
  const place = ({id}: T) => (order.includes(id) ? order.indexOf(id) : order.length);
  return [...experiments].sort((a, b) => place(a) - place(b));
}
