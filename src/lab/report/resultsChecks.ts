/** What is wrong with a value out of JSON, and where in it. */
export interface Flaw {
  /** `.experiments[0].id`; empty for the value itself. */
  readonly path: string;
  readonly expected: string;
  readonly got: unknown;
}

/** Finds the first flaw of a value, or nothing. */
export type Check = (value: unknown) => Flaw | undefined;

/** A text. In a list of texts the words for numbers that JSON lacks have been read as numbers. */
export const text: Check = value =>
  typeof value === 'string' || (typeof value === 'number' && !Number.isFinite(value))
    ? undefined
    : {path: '', expected: 'a text', got: value};

/** A number, not finite ones included. */
export const number: Check = value =>
  typeof value === 'number' ? undefined : {path: '', expected: 'a number', got: value};

/** A key that may be missing. */
export function optional(check: Check): Check {
  return value => (value === undefined ? undefined : check(value));
}

/** A value that passes one of several checks. */
export function oneOf(expected: string, ...checks: readonly Check[]): Check {
  return value =>
    checks.some(check => check(value) === undefined) ? undefined : {path: '', expected, got: value};
}

/** A list, all of whose elements pass. */
export function array(check: Check): Check {
  return value => {
    if (!Array.isArray(value)) return {path: '', expected: 'a list', got: value};
    return firstFlaw(value.map((element: unknown, i) => [`[${i}]`, check, element]));
  };
}

/** An object whose values pass; keys that are not named are not looked at. */
export function object(checks: Readonly<Record<string, Check>>): Check {
  return value => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      return {path: '', expected: 'an object', got: value};
    }
    const fields = value as Readonly<Record<string, unknown>>;
    return firstFlaw(Object.entries(checks).map(([key, check]) => [`.${key}`, check, fields[key]]));
  };
}

function firstFlaw(parts: readonly (readonly [string, Check, unknown])[]): Flaw | undefined {
  for (const [step, check, value] of parts) {
    const flaw = check(value);
    if (flaw !== undefined) return {...flaw, path: step + flaw.path};
  }
  return undefined;
}
