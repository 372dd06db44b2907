import * as v from 'valibot';
import type {Message, Text} from './text';

/* What the schema of the results is made of. */

/** Keys that this version does not know are kept. A missing key is told as what should be there. */
export function object<const E extends v.ObjectEntries>(entries: E) {
  return v.looseObject(entries, ({input, path}) => {
    const missing = input === undefined ? path?.at(-1)?.key : undefined;
    const {message} = (entries[String(missing)] ?? {}) as {readonly message?: unknown};
    return typeof message === 'string' ? message : 'an object';
  });
}

export function list<const S extends v.GenericSchema>(element: S) {
  return v.array(element, 'a list');
}

export function oneOf<const T extends readonly string[]>(names: T, expected: string) {
  return v.picklist(names, expected);
}

/** A schema with what it means, for those who read the published schema. */
export function described<const S extends v.GenericSchema>(schema: S, description: string) {
  return v.pipe(schema, v.description(description));
}

export const string = v.string('a text');

/** JSON lacks NaN and the infinities: they are written as words, and read as numbers. */
export const number = v.union(
  [v.number(), v.pipe(v.picklist(['NaN', 'Infinity', '-Infinity']), v.transform(Number))],
  'a number',
);

/** A sentence of a results document; see `Text`. */
export const textSchema: v.GenericSchema<Text> = described(
  v.union(
    [
      v.string(),
      v.object({
        key: string,
        args: v.array(v.union([v.number(), v.lazy(() => textSchema)])),
      }) as v.GenericSchema<Message>,
    ],
    'a text',
  ),
  'A string, or a sentence to translate: the English with {0}, {1} … in it, and what goes there.',
);
