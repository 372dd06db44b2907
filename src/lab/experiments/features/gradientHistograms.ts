import type {Split} from '../../../data/split';

/** Directions that are told apart, all around. */
const directions = 8;
/** Cells along each side of an image. */
const cellsAlong = 7;

/**
 * Histograms of gradient directions, as HOG has them and made by hand: somebody knew that strokes and their
 * directions matter, that neighbouring pixels belong together, and that contrast does not matter.
 *
 * Each pixel's gradient, by central differences, is counted in its cell of 7 × 7 at the two nearest of 8
 * directions, by its length. Each cell is then divided by the length of the histograms around it.
 *
 * @returns As many images of one row: 392 values of 0 to 255, with the same labels.
 */
export function gradientHistograms(split: Split): Split {
  const {size, images, rows, columns} = split;
  const columnsOut = cellsAlong * cellsAlong * directions;
  const out = new Uint8Array(size * columnsOut);
  for (let n = 0; n < size; n++) {
    const cells = countDirections(
      images.subarray(n * rows * columns, (n + 1) * rows * columns),
      rows,
      columns,
    );
    out.set(normalise(cells), n * columnsOut);
  }
  return {...split, images: out, rows: 1, columns: columnsOut};
}

function countDirections(image: Uint8Array, rows: number, columns: number): Float64Array {
  const cells = new Float64Array(cellsAlong * cellsAlong * directions);
  // Beyond its edge an image is black, as MNIST's are.
  const at = (row: number, column: number) =>
    row < 0 || column < 0 || row >= rows || column >= columns ? 0 : image[row * columns + column]!;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const dx = at(row, column + 1) - at(row, column - 1);
      const dy = at(row + 1, column) - at(row - 1, column);
      if (dx === 0 && dy === 0) continue;
      const turn = (Math.atan2(dy, dx) / (2 * Math.PI) + 1) * directions;
      const before = Math.floor(turn);
      const cell =
        Math.floor((row * cellsAlong) / rows) * cellsAlong + Math.floor((column * cellsAlong) / columns);
      const length = Math.sqrt(dx * dx + dy * dy);
      cells[cell * directions + (before % directions)]! += length * (before + 1 - turn);
      cells[cell * directions + ((before + 1) % directions)]! += length * (turn - before);
    }
  }
  return cells;
}

/** Divides each cell by the length of its own histogram and of those beside it; 255 is the whole length. */
function normalise(cells: Float64Array): Uint8Array {
  const squares = Float64Array.from({length: cellsAlong * cellsAlong}, (_, cell) =>
    cells.subarray(cell * directions, (cell + 1) * directions).reduce((sum, value) => sum + value * value, 0),
  );
  const out = new Uint8Array(cells.length);
  for (let row = 0; row < cellsAlong; row++) {
    for (let column = 0; column < cellsAlong; column++) {
      const length = Math.sqrt(around(squares, row, column));
      const cell = row * cellsAlong + column;
      for (let k = cell * directions; length > 0 && k < (cell + 1) * directions; k++) {
        out[k] = Math.round((255 * cells[k]!) / length);
      }
    }
  }
  return out;
}

function around(squares: Float64Array, row: number, column: number): number {
  let sum = 0;
  for (let i = Math.max(0, row - 1); i <= Math.min(cellsAlong - 1, row + 1); i++) {
    for (let j = Math.max(0, column - 1); j <= Math.min(cellsAlong - 1, column + 1); j++) {
      sum += squares[i * cellsAlong + j]!;
    }
  }
  return sum;
}
