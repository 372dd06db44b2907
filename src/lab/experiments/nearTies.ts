import {forward, type Batch64, type DenseNet64} from './denseNet64';

/** Images so near to a tie of their two greatest logits that one weight could bring them there by moving ±h, and the others. */
interface NearTies {
  readonly near: readonly number[];
  /** Neither +h nor −h on any one weight changes which class these are taken for: their quotients are exactly 0. */
  readonly far: readonly number[];
  /** The least distance between the two greatest logits. */
  readonly leastGap: number;
}

/** Tells the images of a batch apart by how near they are to a tie. */
export function findNearTies(net: DenseNet64, batch: Batch64, h: number): NearTies {
  const {logits} = forward(net, batch);
  const bound = gapBound(net, h);
  const gaps = Array.from({length: batch.size}, (_, n) =>
    gapOf(logits.subarray(n * net.classes, (n + 1) * net.classes)),
  );
  const all = [...gaps.keys()];
  return {
    near: all.filter(n => gaps[n]! <= bound),
    far: all.filter(n => gaps[n]! > bound),
    leastGap: Math.min(...gaps),
  };
}

/** The greatest h, with room to spare, at which an image with such a gap is out of reach of a tie. */
export function safeStep(net: DenseNet64, gap: number): number {
  return gap / (2 * gapBound(net, 1));
}

/** The images of a batch at these places, copied. */
export function pickImages({images, labels, size}: Batch64, places: readonly number[] | Int32Array): Batch64 {
  const pixels = images.length / size;
  const picked = new Uint8Array(places.length * pixels);
  places.forEach((n, i) => picked.set(images.subarray(n * pixels, (n + 1) * pixels), i * pixels));
  return {size: places.length, images: picked, labels: Uint8Array.from(places, n => labels[n]!)};
}

/** The distance between the greatest logit and the next. By index: it is asked for every image. */
export function gapOf(logits: Float64Array): number {
  let first = -Infinity;
  let second = -Infinity;
  for (let k = 0; k < logits.length; k++) {
    const logit = logits[k]!;
    if (logit > first) [first, second] = [logit, first];
    else if (logit > second) second = logit;
  }
  return first - second;
}

/**
 * How far ±h on one weight can move the difference of two logits. A weight of W2 is multiplied by a sigmoid below 1, a
 * bias by 1: h. A weight of W1 moves its unit by at most h/4, the sigmoid's greatest slope, and the difference of two
 * logits by that times the difference of two weights of W2.
 */
export function gapBound({parameters, at}: DenseNet64, h: number): number {
  let greatest = 0;
  for (let i = at.w2; i < at.b2; i++) greatest = Math.max(greatest, Math.abs(parameters[i]!));
  // A hair more, for the rounding of the logits themselves.
  return 1.001 * h * Math.max(1, greatest / 2);
}
