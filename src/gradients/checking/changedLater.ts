import type {KernelCall} from './recordKernels';

/**
 * What the caller changed after a call, though tfjs keeps it by reference and reads it again for the
 * gradient: an array that was given as an attribute, or the array of outputs that `split` and `unstack`
 * return.
 *
 * @param call Of work that has ended.
 * @returns The cause in words.
 */
export function changedLater({attrs, outputs, kept}: KernelCall): string | undefined {
  const names = Object.keys(attrs ?? {});
  const changed = names.find(name => !isSame(attrs![name], kept.attrs?.[name]));
  if (changed !== undefined) {
    return `the array that it was given as ${changed} is changed after the call, ${READ_AGAIN}`;
  }
  if (outputs.length === kept.outputs.length && outputs.every(({id}, k) => id === kept.outputs[k]!.id)) {
    return undefined;
  }
  return `the array of its outputs is changed after the call (reversed, sorted or cut), ${READ_AGAIN}`;
}

const READ_AGAIN = 'and tfjs reads it again for the gradient';

function isSame(a: unknown, b: unknown): boolean {
  if (!Array.isArray(a) || !Array.isArray(b)) return Object.is(a, b);
  return a.length === b.length && a.every((value, k) => isSame(value, b[k]));
}
