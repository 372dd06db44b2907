import type {Random} from '../../random';
import type {Glyph, Stroke} from './glyphs';

/** A place on the pen's path with the pen's radius there. */
export interface PenPoint extends Point {
  readonly radius: number;
}

/** What one writer does to every stroke of one digit. Lengths are in units of the digit's height. */
interface Hand {
  /** Standard deviation of a point's place. */
  readonly shake: number;
  /** Width over height, relative to the glyph's. */
  readonly aspect: number;
  /** Shift to the right per unit of height. */
  readonly slant: number;
  /** Cosine and sine of the rotation, clockwise. */
  readonly cosine: number;
  readonly sine: number;
  readonly waves: readonly Wave[];
  /** The pen's mean radius in pixels. */
  readonly radius: number;
  /** How much of the radius comes and goes with pressure, 0 … 1. */
  readonly pressure: number;
  /** How often it does along a stroke, and where it begins, in radians. */
  readonly pressureCycles: number;
  readonly pressurePhase: number;
}

/** A smooth displacement of the paper: `dx`, `dy` times the sine of a phase that runs across it. */
interface Wave {
  readonly dx: number;
  readonly dy: number;
  readonly alongX: number;
  readonly alongY: number;
  readonly phase: number;
}

/**
 * A glyph as one hand would write it this once: shaken, warped, slanted, turned and pressed.
 *
 * @returns One polyline per stroke; places in units of the digit's height around its centre, radii in pixels.
 */
export function handwriting(glyph: Glyph, random: Random): PenPoint[][] {
  const hand = pickHand(random);
  return glyph.map(stroke => {
    const path = smoothCurve(shake(stroke, hand.shake, random), PIECE);
    return path.map((point, i) => distort(point, radiusAt(i / path.length, hand), hand));
  });
}

/** Length of a straight piece: about a pixel, shorter than the pen is wide. */
const PIECE = 0.06;

/** The centre of a glyph's 100 units of height, and of its usual width. */
const CENTRE = {x: 33, y: 50};

/**
 * The spreads are a balance: ink like MNIST's, digits that a person can read, and enough variety within a class that
 * a linear classifier falls behind a small network.
 */
function pickHand(random: Random): Hand {
  const rotation = 0.14 * random.normal();
  return {
    shake: 0.02,
    aspect: Math.exp(0.25 * random.normal()),
    slant: 0.14 + 0.32 * random.normal(),
    cosine: Math.cos(rotation),
    sine: Math.sin(rotation),
    waves: [pickWave(random), pickWave(random)],
    radius: Math.min(2.3, Math.max(0.7, 1.45 * Math.exp(0.26 * random.normal()))),
    pressure: 0.3 * random.uniform(),
    pressureCycles: 2 * Math.PI * (0.3 + 1.2 * random.uniform()),
    pressurePhase: 2 * Math.PI * random.uniform(),
  };
}

function pickWave(random: Random): Wave {
  const direction = 2 * Math.PI * random.uniform();
  // Half a wave to one wave over the digit: slower would be another slant, faster would make straight strokes snakes.
  const frequency = Math.PI * (0.9 + 0.8 * random.uniform());
  return {
    dx: 0.035 * random.normal(),
    dy: 0.035 * random.normal(),
    alongX: frequency * Math.cos(direction),
    alongY: frequency * Math.sin(direction),
    phase: 2 * Math.PI * random.uniform(),
  };
}

function shake(stroke: Stroke, deviation: number, random: Random): Point[] {
  const points: Point[] = [];
  for (let i = 0; i < stroke.length; i += 2) {
    const x = stroke[i]!;
    const y = stroke[i + 1]!;
    if (x === stroke[i - 2] && y === stroke[i - 1]) {
      // A corner must stay one: both copies of its point go to the same place.
      points.push(points[points.length - 1]!);
      continue;
    }
    points.push({
      x: (x - CENTRE.x) / 100 + deviation * random.normal(),
      y: (y - CENTRE.y) / 100 + deviation * random.normal(),
    });
  }
  return points;
}

function distort({x, y}: Point, radius: number, hand: Hand): PenPoint {
  let warpedX = x;
  let warpedY = y;
  for (const {dx, dy, alongX, alongY, phase} of hand.waves) {
    const height = Math.sin(alongX * x + alongY * y + phase);
    warpedX += dx * height;
    warpedY += dy * height;
  }
  const slanted = warpedX * hand.aspect - hand.slant * warpedY;
  const {cosine, sine} = hand;
  return {x: cosine * slanted - sine * warpedY, y: sine * slanted + cosine * warpedY, radius};
}

/** @param along How much of the stroke is written, 0 … 1. */
function radiusAt(along: number, hand: Hand): number {
  return hand.radius * (1 + hand.pressure * Math.sin(hand.pressureCycles * along + hand.pressurePhase));
}

/** A place on the paper. */
interface Point {
  readonly x: number;
  readonly y: number;
}

/**
 * A smooth curve through the given points as a polyline: a Catmull–Rom spline, cut into short pieces.
 * A point equal to the one before it is a corner: one spline ends there and another begins.
 *
 * @param points At least two, in any unit of length.
 * @param pieceLength About how long a straight piece is, > 0, in the same unit.
 * @returns The polyline's points, the first and the last among them; corners come once.
 *
 * @see Catmull and Rom, "A class of local interpolating splines", 1974.
 */
function smoothCurve(points: readonly Point[], pieceLength: number): Point[] {
  const curve: Point[] = [points[0]!];
  for (let i = 0; i + 1 < points.length; i++) {
    const from = points[i]!;
    const to = points[i + 1]!;
    const pieces = Math.ceil(distance(from, to) / pieceLength);
    // Beside a corner or an end there is no neighbour to lean on: the end point stands in for it.
    const before = points[i - 1] ?? from;
    const after = points[i + 2] ?? to;
    for (let k = 1; k <= pieces; k++) {
      const t = k / pieces;
      const x = catmullRom(before.x, from.x, to.x, after.x, t);
      const y = catmullRom(before.y, from.y, to.y, after.y, t);
      curve.push({x, y});
    }
  }
  return curve;
}

function distance(a: Point, b: Point): number {
  // Math.hypot guards against overflow that cannot happen here, at ten times the cost.
  return Math.sqrt((a.x - b.x) ** 2 + (a.y - b.y) ** 2);
}

function catmullRom(p0: number, p1: number, p2: number, p3: number, t: number): number {
  const cubic = 3 * (p1 - p2) + p3 - p0;
  const square = 2 * p0 - 5 * p1 + 4 * p2 - p3;
  return p1 + (t / 2) * (p2 - p0 + t * (square + t * cubic));
}

/**
 * Strokes scaled and moved so that their ink fills a square box in its longer direction and is centred in the other.
 *
 * @param strokes Places in any unit, radii in pixels. Radii stay: a pen does not grow with what it writes.
 * @param box Side of the box in pixels; more than twice the widest radius.
 * @param side Side of the square image in pixels, in whose middle the box lies.
 * @returns New strokes in pixels; pixel (row, column) covers y from row to row + 1 and x likewise.
 */
export function fitToBox(strokes: readonly PenPoint[][], box: number, side: number): PenPoint[][] {
  let [left, right, top, bottom, widest] = [Infinity, -Infinity, Infinity, -Infinity, 0];
  for (const stroke of strokes) {
    for (const {x, y, radius} of stroke) {
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
      widest = Math.max(widest, radius);
    }
  }
  const scale = (box - 2 * widest) / Math.max(right - left, bottom - top);
  const moveX = side / 2 - (scale * (left + right)) / 2;
  const moveY = side / 2 - (scale * (top + bottom)) / 2;
  return strokes.map(stroke =>
    stroke.map(({x, y, radius}) => ({x: scale * x + moveX, y: scale * y + moveY, radius})),
  );
}
