/** Puts back what `Object.getOwnPropertyDescriptor(target, key)` answered before the property was replaced. */
export function restoreProperty(
  target: object,
  key: PropertyKey,
  descriptor: PropertyDescriptor | undefined,
): void {
  if (descriptor === undefined) Reflect.deleteProperty(target, key);
  else Object.defineProperty(target, key, descriptor);
}
