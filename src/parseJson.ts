/** How deep lists and objects may be nested. A model's topology takes some ten levels, and as many more for each model in it. */
const deepest = 500;

/**
 * `JSON.parse` with a bound on depth. It goes down as far as it likes itself, but whoever walks through what it made does not:
 * tfjs, a schema, and `JSON.stringify` before Node 25.
 *
 * @throws {SyntaxError} If the text is not JSON, or nested deeper than 500 lists and objects.
 *
 * @example
 * parseJson('{"a": [1]}');  // {a: [1]}
 */
export function parseJson(text: string): unknown {
  assertShallow(text);
  return JSON.parse(text) as unknown;
}

function assertShallow(text: string): void {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text.charCodeAt(at);
    if (character === quote) at = endOfString(text, at);
    else if (opening.has(character) && ++depth > deepest) {
      throw new SyntaxError(`expected JSON nested at most ${deepest} deep, got more`);
    } else if (closing.has(character)) depth--;
  }
}

const quote = 0x22;
const backslash = 0x5c;
const opening = new Set([0x5b, 0x7b]);
const closing = new Set([0x5d, 0x7d]);

/** Where the string that begins here ends; the end of the text if it does not. */
function endOfString(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at++) {
    const character = text.charCodeAt(at);
    if (character === quote) return at;
    if (character === backslash) at++;
  }
  return text.length;
}
