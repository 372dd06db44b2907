import type {Random} from '../../src/random';

/** One of several. */
export function pick<T>(random: Random, choices: readonly T[]): T {
  return choices[random.integer(choices.length)]!;
}

/** Bytes with one to four changes: a bit, a byte, a cut, a piece twice or gone. */
export function mutateBytes(random: Random, bytes: Uint8Array): Uint8Array {
  let changed = Buffer.from(bytes);
  for (let i = random.integer(4); i >= 0; i--) changed = mutateOnce(random, changed);
  return new Uint8Array(changed);
}

function mutateOnce(random: Random, bytes: Buffer): Buffer<ArrayBuffer> {
  const copy = Buffer.from(bytes);
  if (copy.length === 0) return Buffer.of(random.integer(256));
  const at = random.integer(copy.length);
  const end = Math.min(copy.length, at + 1 + random.integer(16));
  switch (random.integer(5)) {
    case 0:
      copy[at]! ^= 1 << random.integer(8);
      return copy;
    case 1:
      copy[at] = pick(random, [0, 0xff, 0x7f, 0x80, random.integer(256)]);
      return copy;
    case 2:
      return copy.subarray(0, at);
    case 3:
      return Buffer.concat([copy.subarray(0, end), copy.subarray(at)]);
    default:
      return Buffer.concat([copy.subarray(0, at), copy.subarray(end)]);
  }
}

/** What a JSON value may be replaced by. */
const oddities: readonly unknown[] = [
  ...[null, true, false, 0, -1, 0.5, 1e6, 1e9, 1e308, -1e308, 2 ** 53],
  ...[
    '',
    'x',
    'NaN',
    'Infinity',
    '__proto__',
    'constructor',
    'toString',
    '../x',
    '/etc/passwd',
    '\0',
    '\x1b[31m',
    '\u202e',
    '<b>',
    '{0}',
  ],
  ...[[], {}, [[]], [null], {key: 'x', args: []}, {key: '{0}', args: [{key: '{0}', args: ['x']}]}],
];

/** A copy of a JSON value in which one to three parts are gone, replaced, doubled, or under another name. */
export function mutateJson(random: Random, value: unknown): unknown {
  const copy = structuredClone(value);
  for (let i = random.integer(3); i >= 0; i--) mutatePart(random, copy);
  return copy;
}

function mutatePart(random: Random, root: unknown): void {
  let part = root as Record<string, unknown>;
  for (;;) {
    const keys = Object.keys(part);
    if (keys.length === 0) return;
    const key = pick(random, keys);
    const inner = part[key];
    if (typeof inner === 'object' && inner !== null && random.integer(4) > 0) {
      part = inner as Record<string, unknown>;
      continue;
    }
    change(random, part, key);
    return;
  }
}

function change(random: Random, part: Record<string, unknown>, key: string): void {
  switch (random.integer(4)) {
    case 0:
      if (Array.isArray(part)) part.splice(Number(key), 1);
      else Reflect.deleteProperty(part, key);
      break;
    case 1:
      if (Array.isArray(part)) part.push(structuredClone(part[Number(key)]));
      else
        Object.defineProperty(part, pick(random, ['__proto__', 'constructor', `${key}2`]), {
          value: part[key],
          enumerable: true,
          configurable: true,
          writable: true,
        });
      break;
    default:
      part[key] = structuredClone(pick(random, oddities));
  }
}

/** A text of letters, signs, control characters and whole words that mean something to somebody. */
export function oddText(random: Random, words: readonly string[] = []): string {
  const parts = [
    ...words,
    ...oddities.filter(part => typeof part === 'string'),
    'é',
    '한글',
    '😀',
    '\ud800',
    "'",
    '"',
    '`',
    '$(x)',
    '\n',
    '%',
  ];
  return Array.from({length: random.integer(6)}, () => pick(random, parts)).join('');
}
