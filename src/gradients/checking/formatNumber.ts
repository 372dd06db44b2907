/** A number in as many digits as asked for, without trailing zeros and without a sign of 0. */
export function formatNumber(x: number, digits: number): string {
  return String(Number(x.toPrecision(digits)) + 0);
}

/** Two numbers, in as many digits more as it takes to tell them apart if they differ. */
export function formatPair(a: number, b: number, digits: number): [string, string] {
  // 17 digits tell any two numbers apart.
  for (let more = digits; more < 17; more++) {
    const pair: [string, string] = [formatNumber(a, more), formatNumber(b, more)];
    if (pair[0] !== pair[1]) return pair;
  }
  return Object.is(a + 0, b + 0)
    ? [formatNumber(a, digits), formatNumber(b, digits)]
    : [String(a), String(b)];
}
