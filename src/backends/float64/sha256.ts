/** The first 32 bits of the fractional parts of the cube roots of the first 64 primes, and of the square roots of 8. */
const [ROUND_CONSTANTS, FIRST_STATE] = [fractions(64, Math.cbrt), fractions(8, Math.sqrt)];

/**
 * The SHA-256 digest of a text's UTF-8 bytes.
 *
 * Browsers have one too, but it is asynchronous and missing on pages without https; Node's is not in browsers.
 *
 * @returns 64 lower-case hexadecimal digits.
 *
 * @example
 * sha256('abc');  // 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'
 *
 * @see FIPS 180-4, "Secure Hash Standard", 5.1.1, 5.3.3 and 6.2.
 */
export function sha256(text: string): string {
  const blocks = padded(new TextEncoder().encode(text));
  const state = FIRST_STATE.slice();
  const words = new Uint32Array(64);
  for (let start = 0; start < blocks.byteLength; start += 64) {
    for (let t = 0; t < 16; t++) words[t] = blocks.getUint32(start + 4 * t);
    compress(state, words);
  }
  return Array.from(state, word => word.toString(16).padStart(8, '0')).join('');
}

/** The bytes, a one, zeros, and the number of bits in 64: whole blocks of 64 bytes. */
function padded(bytes: Uint8Array): DataView {
  const blocks = new Uint8Array(64 * Math.ceil((bytes.length + 9) / 64));
  blocks.set(bytes);
  blocks[bytes.length] = 0x80;
  const view = new DataView(blocks.buffer);
  view.setBigUint64(blocks.length - 8, 8n * BigInt(bytes.length));
  return view;
}

/** One block into `state`; of `words` the first 16 are the block's. */
function compress(state: Uint32Array, words: Uint32Array): void {
  for (let t = 16; t < 64; t++) {
    const [early, late] = [words[t - 15]!, words[t - 2]!];
    const sigma0 = rotate(early, 7) ^ rotate(early, 18) ^ (early >>> 3);
    const sigma1 = rotate(late, 17) ^ rotate(late, 19) ^ (late >>> 10);
    words[t] = words[t - 16]! + sigma0 + words[t - 7]! + sigma1;
  }
  let [a, b, c, d, e, f, g, h] = Array.from(state) as Eight;
  for (let t = 0; t < 64; t++) {
    const sum1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    const choice = (e & f) ^ (~e & g);
    const first = (h + sum1 + choice + ROUND_CONSTANTS[t]! + words[t]!) | 0;
    const sum0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
    const majority = (a & b) ^ (a & c) ^ (b & c);
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + sum0 + majority) | 0];
  }
  for (const [i, word] of [a, b, c, d, e, f, g, h].entries()) state[i]! += word;
}

type Eight = [number, number, number, number, number, number, number, number];

function rotate(word: number, bits: number): number {
  return (word >>> bits) | (word << (32 - bits));
}

function fractions(count: number, root: (prime: number) => number): Uint32Array {
  const primes: number[] = [];
  for (let n = 2; primes.length < count; n++) if (primes.every(p => n % p !== 0)) primes.push(n);
  return Uint32Array.from(primes, prime => (root(prime) % 1) * 2 ** 32);
}
