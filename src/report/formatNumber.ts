import {say} from '../language/spoken';

/**
 * A number for a person: whole numbers in full with commas, others to four significant digits, and powers of ten
 * where there would be more zeros than digits.
 *
 * @param value Any number; NaN and the infinities come out as those words.
 *
 * @example
 * formatNumber(39760);        // '39,760'
 * formatNumber(0.510825457);  // '0.5108'
 * formatNumber(1.23456e-9);   // '1.235e-9'
 */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const size = Math.abs(value);
  if (Number.isInteger(value) && size < 1e15) return group(value);
  if (size < 1e-4 || size >= 1e15) return shortenExponent(value.toExponential(3));
  return size < 1e4 ? value.toLocaleString('en-US', {maximumSignificantDigits: 4}) : group(Math.round(value));
}

function group(whole: number): string {
  // Adding 0 turns -0 into 0, which no reader wants to see with a sign.
  return (whole + 0).toLocaleString('en-US');
}

/** `1.000e-9` as `1e-9`: trailing zeros say nothing of a number that may be exact. */
function shortenExponent(text: string): string {
  return text.replace(/\.?0+e/, 'e');
}

/** A duration for a person: `0.4 s`, `12.3 s`, `3 min 05 s`. */
export function formatSeconds(seconds: number): string {
  if (!(seconds >= 60)) return say(`${seconds.toFixed(1)} s`);
  const whole = Math.round(seconds);
  return say(`${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, '0')} s`);
}
