import {preprocess, SIDE, type Stroke} from '../../examples/browser/src/preprocess';
import {handwrittenDigits} from './browser/handwrittenDigits';

/** The rows and columns with ink, and the centre of mass, as MNIST's own description has them. */
function measure(image: Uint8Array) {
  const rows = new Set<number>();
  const columns = new Set<number>();
  let [mass, row, column] = [0, 0, 0];
  image.forEach((grey, i) => {
    if (grey === 0) return;
    rows.add(Math.floor(i / SIDE));
    columns.add(i % SIDE);
    mass += grey;
    row += grey * (Math.floor(i / SIDE) + 0.5);
    column += grey * ((i % SIDE) + 0.5);
  });
  return {height: rows.size, width: columns.size, row: row / mass, column: column / mass};
}

const moved = (strokes: readonly Stroke[], scale: number, x: number, y: number): Stroke[] =>
  strokes.map(stroke => stroke.map(place => ({x: scale * place.x + x, y: scale * place.y + y})));

test.each(handwrittenDigits.map((strokes, digit) => [digit, strokes] as const))(
  'preprocess() fits a %i into the box of 20 and centres it by mass',
  (_digit, strokes) => {
    const {height, width, row, column} = measure(preprocess(strokes)!);
    // A soft edge may put a trace of ink into one more pixel on either side.
    expect(Math.max(height, width)).toBeGreaterThanOrEqual(19);
    expect(Math.max(height, width)).toBeLessThanOrEqual(22);
    // To whole pixels, as MNIST is centred.
    expect(Math.abs(row - SIDE / 2)).toBeLessThanOrEqual(0.55);
    expect(Math.abs(column - SIDE / 2)).toBeLessThanOrEqual(0.55);
  },
);

test('preprocess() gives the same image wherever and however large a digit is drawn', () => {
  const five = handwrittenDigits[5]!;
  const [whole, small] = [preprocess(five)!, preprocess(moved(five, 0.25, 0.6, 0.1))!];
  // Rounding of the places can move a grey value by one.
  whole.forEach((grey, i) => expect(Math.abs(grey - small[i]!)).toBeLessThanOrEqual(1));
});

test('preprocess() knows a dot, and nothing', () => {
  expect(measure(preprocess([[{x: 0.1, y: 0.9}]])!)).toMatchObject({height: 4, width: 4});
  expect(preprocess([])).toBeUndefined();
});
