import type {Judgement, Line, LineScale} from './Line';

/**
 * `judgeLine` from four values, for the many entries where there is nothing to see.
 *
 * @returns The judgement if it is a clear `pass` or `flat`, and always the numerical slope (NaN where there is none).
 */
export function glanceAtLine(
  line: Line,
  analytic: number,
  scale: LineScale,
): {judgement?: Judgement; numerical: number} {
  const {precision, value, size, noise} = scale;
  const wide = difference(line, precision.step * size, value);
  const narrow = difference(line, (precision.step * size) / 2, value);
  const numerical = (4 * narrow.slope - wide.slope) / 3;
  const samples = [wide.right, wide.left, narrow.right, narrow.left];
  if (analytic === 0 && samples.every(sample => sample.value === value)) {
    return {
      numerical: 0,
      judgement: {verdict: 'flat', analytic, numerical: 0, errorBar: noise / size, constant: true},
    };
  }
  const errorBar = Math.abs(numerical - narrow.slope) + (4 * noise) / narrow.span;
  const tolerated = precision.tolerance * Math.max(Math.abs(numerical), Math.abs(analytic));
  // Halving the step halves the bend of a kink, and quarters that of a curve.
  const kinked =
    Math.abs(narrow.bend) > 0.375 * Math.abs(wide.bend) &&
    Math.abs(narrow.bend) > tolerated * narrow.span + 4 * noise;
  const clear = errorBar <= Math.max(tolerated, precision.trivial * scale.slope);
  if (!clear || kinked || !(Math.abs(numerical - analytic) <= tolerated + errorBar)) return {numerical};
  return {numerical, judgement: {verdict: 'pass', analytic, numerical, errorBar, constant: false}};
}

/** One central difference; `bend` is what a straight line would have at 0. */
function difference(line: Line, h: number, value: number) {
  const [right, left] = [line(h), line(-h)];
  const span = right.step - left.step;
  return {
    span,
    slope: (right.value - left.value) / span,
    bend: right.value - 2 * value + left.value,
    right,
    left,
  };
}
