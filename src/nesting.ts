import {isObject} from './checks';
import {InvalidTypeError, InvalidValueError} from './errors';

/** More dimensions than any op of tfjs takes. */
const deepest = 16;

/** As many numbers in nested arrays take a gigabyte; whoever has more has them in a typed array. */
const most = 1e7;

/**
 * The shape of nested arrays, by the first entry of each. tfjs goes down for ever where an array holds itself, so this comes
 * first.
 *
 * @returns The shape; `[]` for what is no array.
 * @throws {TypeError} If the arrays are more than 16 deep.
 * @throws {RangeError} If they hold more than ten million entries.
 *
 * @example
 * shapeOfNested('fn', 'x', [[1, 2], [3, 4]]);  // [2, 2]
 */
export function shapeOfNested(who: string, name: string, value: unknown): number[] {
  const shape: number[] = [];
  for (let level = value; isList(level); level = level[0]) {
    shape.push(level.length);
    if (shape.length > deepest) {
      const expected = `${name} to be at most ${deepest} arrays in each other`;
      throw new InvalidTypeError(`${who}: expected ${expected}, got more, or one that holds itself`);
    }
  }
  assertBearable(who, name, shape);
  return shape;
}

/** @throws {RangeError} If nested arrays of this shape would hold more than ten million entries. */
export function assertBearable(who: string, name: string, shape: readonly number[]): void {
  const size = shape.reduce((product, length) => product * length, 1);
  if (size <= most) return;
  throw new InvalidValueError(`${who}: expected ${name} to hold at most ${most} numbers, got ${size}`);
}

/** An array, or a typed array. */
export function isList(value: unknown): value is ArrayLike<unknown> {
  return (isObject(value) && Array.isArray(value)) || (ArrayBuffer.isView(value) && 'length' in value);
}
