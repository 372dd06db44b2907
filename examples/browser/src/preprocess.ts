/** A place on the drawing area, in any unit. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

export type Stroke = readonly Place[];

export const SIDE = 28;

/** The pixels that a digit's longer side fills, ink included. */
const BOX = 20;
/** Of the pen, in pixels of the image: MNIST's strokes are between two and three pixels wide. */
const RADIUS = 1.15;
/** Pixels over which the edge of a stroke fades. */
const SOFTNESS = 1.2;

/**
 * A drawing as MNIST would have it: scaled into a box of 20 × 20 pixels with its proportions kept, drawn with grey edges,
 * and moved by whole pixels so that its centre of mass comes to the middle of 28 × 28.
 *
 * What is scaled is the line and not its width, so that small digits do not come out bold.
 *
 * @param strokes What was drawn, y downwards; a stroke of one place is a dot.
 * @returns 784 grey values 0 … 255, bright ink on black, row by row; or undefined where nothing was drawn.
 *
 * @see LeCun, Cortes and Burges, "The MNIST database of handwritten digits", for the box and the centring.
 */
export function preprocess(strokes: readonly Stroke[]): Uint8Array | undefined {
  if (strokes.every(stroke => stroke.length === 0)) return undefined;
  const fitted = fitToBox(strokes);
  const {row, column} = centreOfMass(rasterize(fitted));
  const [down, across] = [Math.round(SIDE / 2 - row), Math.round(SIDE / 2 - column)];
  return rasterize(fitted.map(stroke => stroke.map(({x, y}) => ({x: x + across, y: y + down}))));
}

function fitToBox(strokes: readonly Stroke[]): Stroke[] {
  const places = strokes.flat();
  const [xs, ys] = [places.map(({x}) => x), places.map(({y}) => y)];
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  const [width, height] = [Math.max(...xs) - left, Math.max(...ys) - top];
  const longer = Math.max(width, height);
  const scale = longer > 0 ? (BOX - 2 * RADIUS) / longer : 0;
  const fit = ({x, y}: Place) => ({
    x: SIDE / 2 + scale * (x - left - width / 2),
    y: SIDE / 2 + scale * (y - top - height / 2),
  });
  return strokes.map(stroke => stroke.map(fit));
}

/** Full ink within the pen's radius, fading over a soft edge; where pieces overlap the brighter one counts. */
function rasterize(strokes: readonly Stroke[]): Uint8Array {
  const image = new Uint8Array(SIDE * SIDE);
  for (let i = 0; i < image.length; i++) {
    // A pixel is judged by its centre.
    const place = {x: (i % SIDE) + 0.5, y: Math.floor(i / SIDE) + 0.5};
    const distance = Math.min(...strokes.map(stroke => distanceTo(stroke, place)));
    image[i] = 255 * Math.min(1, Math.max(0, 0.5 + (RADIUS - distance) / SOFTNESS));
  }
  return image;
}

function distanceTo(stroke: Stroke, place: Place): number {
  let nearest = Infinity;
  stroke.forEach((to, i) => {
    const from = stroke[Math.max(0, i - 1)]!;
    const [dx, dy] = [to.x - from.x, to.y - from.y];
    const [px, py] = [place.x - from.x, place.y - from.y];
    const along = Math.min(1, Math.max(0, (px * dx + py * dy) / Math.max(dx * dx + dy * dy, 1e-12)));
    nearest = Math.min(nearest, Math.hypot(px - along * dx, py - along * dy));
  });
  return nearest;
}

function centreOfMass(image: Uint8Array): {row: number; column: number} {
  let [mass, row, column] = [0, 0, 0];
  image.forEach((grey, i) => {
    mass += grey;
    row += grey * (Math.floor(i / SIDE) + 0.5);
    column += grey * ((i % SIDE) + 0.5);
  });
  return {row: row / mass, column: column / mass};
}
