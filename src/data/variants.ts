import type {IdxArray} from './idx';
import type {DatasetPart} from './mnist';

type Arrays = Readonly<Record<DatasetPart, IdxArray>>;

/** The four arrays of a data set in MNIST's form, and what is known of it. */
export interface KnownArrays {
  readonly arrays: Arrays;
  /** How many classes it has, where that is known. */
  readonly classes: number | undefined;
  /** What it is called, where that is known. */
  readonly name: string | undefined;
}

/** EMNIST's sets: how many training images each has, and how many classes. */
const emnist: Readonly<Record<string, {readonly train: readonly number[]; readonly classes: number}>> = {
  balanced: {train: [112_800], classes: 47},
  bymerge: {train: [697_932], classes: 47},
  byclass: {train: [697_932], classes: 62},
  digits: {train: [240_000], classes: 10},
  letters: {train: [124_800, 88_800], classes: 26},
  mnist: {train: [60_000], classes: 10},
};

/**
 * Turns the arrays of EMNIST and QMNIST into MNIST's form: EMNIST's images are stored transposed, and the labels of its letters
 * count from 1; QMNIST's labels are rows of eight numbers, the first of which is the class.
 *
 * @param set What stands before the files' names; without it EMNIST is told by how many images there are (its set `mnist` is not).
 *
 * @see Cohen, Afshar, Tapson and van Schaik, "EMNIST: an extension of MNIST to handwritten letters", 2017.
 * @see Yadav and Bottou, "Cold case: the lost MNIST digits", 2019.
 */
export function inMnistForm(arrays: Arrays, set: string | undefined): KnownArrays {
  const labelled = {
    ...arrays,
    trainLabels: firstColumn(arrays.trainLabels),
    testLabels: firstColumn(arrays.testLabels),
  };
  const kind = emnistSet(arrays, set);
  if (kind === undefined) {
    const isQmnist = labelled.trainLabels !== arrays.trainLabels;
    const name = set?.toLowerCase();
    const isByName = name === 'qmnist';
    return {arrays: labelled, classes: undefined, name: isQmnist || isByName ? 'QMNIST' : undefined};
  }
  const shift = kind === 'letters' && startsAtOne(labelled) ? 1 : 0;
  return {
    arrays: {
      trainImages: transposed(labelled.trainImages),
      testImages: transposed(labelled.testImages),
      trainLabels: lowered(labelled.trainLabels, shift),
      testLabels: lowered(labelled.testLabels, shift),
    },
    classes: emnist[kind]!.classes,
    name: `EMNIST ${kind}`,
  };
}

function emnistSet({trainImages, trainLabels}: Arrays, set: string | undefined): string | undefined {
  const [, named] = /^emnist-(\w+)$/i.exec(set ?? '') ?? [];
  if (named !== undefined)
    return Object.hasOwn(emnist, named.toLowerCase()) ? named.toLowerCase() : undefined;
  if (set !== undefined) return undefined;
  const size = trainImages.shape[0] ?? 0;
  const found = Object.entries(emnist).filter(([kind, {train}]) => kind !== 'mnist' && train.includes(size));
  // Of two sets with the same images the one whose labels there are: the one with fewer classes is first.
  const most = (trainLabels.values as Uint8Array).reduce((a, b) => Math.max(a, b), 0);
  return (found.find(([, {classes}]) => most < classes) ?? found.at(-1))?.[0];
}

/** QMNIST's labels, int32 `[size, 8]`, as bytes `[size]`; others as they are. */
function firstColumn(labels: IdxArray): IdxArray {
  const {type, shape, values} = labels;
  const [size = 0, columns = 1] = shape;
  if (type !== 'int32' || shape.length !== 2 || columns !== 8) return labels;
  const first = Int32Array.from({length: size}, (_, i) => values[i * columns]!);
  // What is no byte stays a number of its own type, so that it is refused and not cut off.
  const isBytes = first.every(label => label >= 0 && label < 256);
  return isBytes
    ? {type: 'uint8', shape: [size], values: Uint8Array.from(first)}
    : {type, shape: [size], values: first};
}

function transposed(images: IdxArray): IdxArray {
  const {type, shape, values} = images;
  if (type !== 'uint8' || shape.length !== 3) return images;
  const [size, rows, columns] = shape as [number, number, number];
  const turned = new Uint8Array(values.length);
  const pixels = rows * columns;
  for (let n = 0; n < size * pixels; n += pixels) {
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        turned[n + column * rows + row] = values[n + row * columns + column]!;
      }
    }
  }
  return {type, shape: [size, columns, rows], values: turned};
}

function startsAtOne({trainLabels, testLabels}: Arrays): boolean {
  return [trainLabels, testLabels].every(({values}) => !values.includes(0));
}

function lowered(labels: IdxArray, by: number): IdxArray {
  if (by === 0 || labels.type !== 'uint8') return labels;
  return {...labels, values: labels.values.map(label => label - by)};
}
