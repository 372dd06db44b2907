/**
 * Baagøe's generator Alea, as the package `seedrandom` has it: all that the cpu backend asks of that package, which no
 * browser can be asked for. The same seed gives the same numbers.
 *
 * @returns Numbers in [0, 1), one a call.
 *
 * @see J. Baagøe, "Better random numbers for JavaScript", 2010, under the MIT licence.
 */
export function alea(seed: string): () => number {
  const mash = mashing();
  let states = [mash(' '), mash(' '), mash(' ')];
  let carry = 1;
  states = states.map(state => {
    const next = state - mash(seed);
    return next < 0 ? next + 1 : next;
  });
  return () => {
    const product = 2091639 * states[0]! + carry * 2 ** -32;
    carry = Math.trunc(product);
    states = [states[1]!, states[2]!, product - carry];
    return states[2]!;
  };
}

/** A hash of all that it was given so far, as a fraction of 2^32. */
function mashing(): (text: string) => number {
  let n = 0xefc8249d;
  return text => {
    for (const unit of text.split('')) {
      n += unit.charCodeAt(0);
      let h = 0.02519603282416938 * n;
      n = h >>> 0;
      h = (h - n) * n;
      n = h >>> 0;
      n += (h - n) * 2 ** 32;
    }
    return (n >>> 0) * 2 ** -32;
  };
}
