/**
 * One movement of the pen without lifting it: x, y, x, y, … of the points that a smooth curve runs through.
 * y points down and runs from 0 to 100 over the digit's height; x is in the same unit.
 * A point written twice in a row is a corner.
 */
export type Stroke = readonly number[];

/** One way of writing a digit. */
export type Glyph = readonly Stroke[];

const zeros: Glyph[] = [
  // A closed oval from the top, counter-clockwise.
  [[38, 0, 9, 18, 0, 50, 10, 84, 36, 100, 64, 83, 73, 50, 62, 16, 36, 1]],
  // A narrow one whose end runs past its beginning.
  [[44, 6, 20, 12, 6, 46, 8, 82, 28, 100, 48, 78, 56, 42, 46, 10, 26, 2]],
  // A round one with a small curl at the top.
  [[56, 14, 36, 2, 10, 24, 2, 58, 20, 94, 52, 94, 74, 60, 66, 22, 42, 6, 30, 16]],
];

const ones: Glyph[] = [
  [[30, 0, 30, 100]],
  [[33, 0, 29, 50, 28, 100]],
  // With a serif.
  [[16, 20, 34, 0, 34, 0, 32, 100]],
  // With a serif and a base.
  [
    [15, 18, 32, 0, 32, 0, 31, 98],
    [8, 99, 56, 99],
  ],
];

const twos: Glyph[] = [
  // Flat at the bottom, with a corner.
  [[4, 24, 18, 4, 44, 2, 57, 24, 42, 56, 4, 97, 4, 97, 36, 96, 68, 96]],
  // A loop at the bottom.
  [[6, 20, 26, 0, 52, 8, 54, 36, 34, 70, 12, 94, 3, 86, 16, 74, 38, 88, 70, 94]],
  // A swan: a wavy foot.
  [[8, 28, 16, 7, 40, 0, 58, 18, 48, 50, 24, 80, 2, 96, 2, 96, 24, 88, 48, 98, 70, 88]],
];

const threes: Glyph[] = [
  // Two bows that meet in a corner.
  [[6, 14, 28, 0, 52, 10, 48, 34, 22, 46, 22, 46, 52, 54, 60, 78, 38, 99, 4, 90]],
  // A flat top.
  [[6, 4, 32, 3, 58, 2, 58, 2, 42, 22, 26, 40, 26, 40, 54, 50, 60, 78, 34, 100, 2, 90]],
  // A small loop at the waist.
  [[4, 12, 32, 0, 52, 16, 38, 40, 18, 52, 20, 42, 48, 54, 58, 78, 34, 100, 0, 92]],
];

const fours: Glyph[] = [
  // Open, with corners.
  [
    [16, 2, 10, 28, 4, 56, 4, 56, 34, 55, 68, 53],
    [54, 12, 51, 56, 48, 100],
  ],
  // Closed, as printed.
  [[50, 100, 50, 50, 50, 0, 50, 0, 26, 34, 2, 66, 2, 66, 36, 66, 72, 65]],
  // Open, with a bowl.
  [
    [8, 4, 4, 34, 18, 52, 42, 48, 58, 36],
    [62, 0, 55, 50, 50, 100],
  ],
  // Open, with a short stem.
  [
    [26, 0, 14, 30, 2, 60, 2, 60, 36, 62, 72, 60],
    [50, 32, 47, 66, 44, 100],
  ],
];

const fives: Glyph[] = [
  // One movement, with two corners.
  [[62, 2, 40, 3, 18, 3, 18, 3, 14, 24, 11, 44, 11, 44, 38, 39, 61, 60, 52, 90, 26, 100, 2, 90]],
  // The bar comes last.
  [
    [16, 6, 13, 26, 11, 46, 11, 46, 40, 42, 56, 66, 42, 94, 4, 98],
    [16, 5, 40, 3, 66, 0],
  ],
  // Rounded like an S.
  [[64, 6, 38, 2, 18, 14, 16, 34, 36, 46, 54, 62, 50, 86, 26, 100, 0, 92]],
];

const sixes: Glyph[] = [
  [[50, 0, 22, 22, 5, 58, 10, 90, 34, 100, 56, 86, 54, 64, 34, 55, 10, 70]],
  // A straight stem and a small bowl.
  [[30, 0, 14, 36, 4, 76, 18, 99, 42, 94, 50, 74, 34, 62, 6, 80]],
  // Curled at the top, with a wide bowl.
  [[58, 12, 44, 0, 18, 24, 3, 62, 18, 96, 46, 98, 62, 76, 48, 54, 24, 60, 8, 78]],
];

const sevens: Glyph[] = [
  [[2, 6, 32, 5, 62, 4, 62, 4, 44, 50, 26, 100]],
  // With a bar.
  [
    [4, 8, 32, 5, 62, 4, 62, 4, 42, 52, 30, 100],
    [16, 52, 36, 50, 62, 48],
  ],
  // With a serif.
  [[4, 22, 6, 5, 6, 5, 34, 5, 62, 2, 62, 2, 46, 46, 38, 100]],
  // A wavy top, a curved stem.
  [[2, 16, 14, 3, 36, 9, 60, 4, 60, 4, 36, 42, 24, 100]],
];

const eights: Glyph[] = [
  // One movement, beginning at the upper right.
  [[52, 12, 30, 0, 9, 14, 18, 38, 46, 58, 56, 82, 31, 100, 5, 84, 16, 58, 44, 38, 56, 16, 44, 3]],
  // Two ovals.
  [
    [32, 0, 12, 12, 14, 36, 32, 46, 52, 34, 52, 10, 30, 0],
    [32, 46, 8, 60, 6, 86, 32, 100, 58, 86, 56, 60, 34, 46],
  ],
  // A slim one, open at the top.
  [[58, 12, 34, 2, 14, 18, 32, 44, 48, 74, 34, 100, 12, 86, 22, 58, 44, 34, 62, 4]],
];

const nines: Glyph[] = [
  // A straight stem.
  [[54, 12, 30, 0, 7, 16, 10, 42, 34, 46, 52, 26, 56, 6, 56, 6, 53, 50, 48, 100]],
  // A curved one, with a hook.
  [[54, 16, 34, 0, 8, 12, 8, 38, 32, 48, 52, 32, 56, 12, 58, 46, 46, 84, 22, 100, 2, 90]],
  // A small head on a slanted stem.
  [[52, 8, 28, 2, 12, 20, 18, 38, 42, 34, 56, 10, 46, 54, 30, 100]],
];

/** For each digit, the ways of writing it. */
export const glyphs: readonly (readonly Glyph[])[] = [
  zeros,
  ones,
  twos,
  threes,
  fours,
  fives,
  sixes,
  sevens,
  eights,
  nines,
];
