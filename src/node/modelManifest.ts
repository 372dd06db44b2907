import type * as tf from '@tensorflow/tfjs';
import type {CorruptDataError} from '../errors';
import type {TensorSpec} from './packing';

/** Makes the error for something that is wrong with a model's files. */
export type Corrupt = (what: string) => CorruptDataError;

/**
 * The files of the weights, in order, and what they hold.
 *
 * @throws {CorruptDataError} If the manifest is none, or names a file or a weight twice.
 */
export function parseManifest(
  document: {readonly weightsManifest: unknown},
  corrupt: Corrupt,
): {paths: unknown[]; specs: tf.io.WeightsManifestEntry[]} {
  const groups = document.weightsManifest;
  if (!Array.isArray(groups)) throw corrupt('expected a weightsManifest');
  const paths: unknown[] = [];
  const specs: tf.io.WeightsManifestEntry[] = [];
  for (const group of groups as unknown[]) {
    if (!isRecord(group) || !Array.isArray(group.paths) || !Array.isArray(group.weights)) {
      throw corrupt('expected paths and weights in every group of the weightsManifest');
    }
    for (const name of group.paths as unknown[]) paths.push(name);
    for (const spec of group.weights as unknown[]) specs.push(parseSpec(spec, corrupt));
  }
  const twice = repeated(paths) ?? repeated(specs.map(({name}) => name));
  if (twice !== undefined) {
    throw corrupt(`expected each file and each weight once, got ${JSON.stringify(twice)} twice`);
  }
  return {paths, specs};
}

function parseSpec(spec: unknown, corrupt: Corrupt): tf.io.WeightsManifestEntry {
  if (isWeightSpec(spec)) return spec;
  throw corrupt(`expected a weight with name, shape and dtype, got ${JSON.stringify(spec)}`);
}

function isWeightSpec(spec: unknown): spec is tf.io.WeightsManifestEntry {
  return (
    isRecord(spec) &&
    isSpec(spec) &&
    (spec.dtype === 'float32' || spec.dtype === 'int32' || spec.dtype === 'bool') &&
    (spec.quantization === undefined || isQuantization(spec.quantization))
  );
}

/** Bytes of a number as it is stored. */
const widths: Readonly<Record<string, number>> = {
  float32: 4,
  int32: 4,
  bool: 1,
  uint8: 1,
  uint16: 2,
  float16: 2,
};

/** As tfjs's converter makes weights smaller; tfjs makes them float32 again. */
function isQuantization(value: unknown): boolean {
  if (!isRecord(value)) return false;
  if (value.dtype === 'float16') return true;
  return (
    (value.dtype === 'uint8' || value.dtype === 'uint16') &&
    Number.isFinite(value.scale) &&
    Number.isFinite(value.min)
  );
}

/** How many bytes a weight takes in its file. */
export function bytesOf({shape, dtype, quantization}: tf.io.WeightsManifestEntry): number {
  return shape.reduce((n, size) => n * size, widths[quantization?.dtype ?? dtype]!);
}

/** Weights with the bytes that hold them, one after the other. */
export type Weights = Required<Pick<tf.io.ModelArtifacts, 'weightSpecs'>> & {
  readonly weightData: ArrayBuffer;
};

/** Takes apart what tfjs saves together with `{includeOptimizer: true}`. */
export function splitByGroup({weightSpecs, weightData}: Weights): {ofModel: Weights; ofOptimizer: Weights} {
  const ends = weightSpecs.map((_, i) =>
    weightSpecs.slice(0, i + 1).reduce((sum, spec) => sum + bytesOf(spec), 0),
  );
  const only = (isOfOptimizer: boolean): Weights => {
    const places = [...weightSpecs.keys()].filter(
      i => (weightSpecs[i]!.group === 'optimizer') === isOfOptimizer,
    );
    const parts = places.map(i => new Uint8Array(weightData, ends[i - 1] ?? 0, bytesOf(weightSpecs[i]!)));
    return {weightSpecs: places.map(i => weightSpecs[i]!), weightData: joined(parts)};
  };
  return {ofModel: only(false), ofOptimizer: only(true)};
}

/** Bytes one after the other, in memory of their own. */
export function joined(parts: readonly Uint8Array[]): ArrayBuffer {
  const buffer = new ArrayBuffer(parts.reduce((sum, part) => sum + part.byteLength, 0));
  const bytes = new Uint8Array(buffer);
  let offset = 0;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.byteLength;
  }
  return buffer;
}

/** How many numbers tensors hold together. */
export function sizeOf(specs: readonly Pick<TensorSpec, 'shape'>[]): number {
  return specs.reduce((sum, {shape}) => sum + shape.reduce((n, length) => n * length, 1), 0);
}

/** @throws {CorruptDataError} If the size of something is not as promised. */
export function assertSize(
  what: string,
  expected: number,
  size: number,
  corrupt: (what: string) => Error,
): void {
  if (expected !== size) throw corrupt(`expected ${expected} ${what}, got ${size}`);
}

/** Whether these are names and shapes of tensors, each with a name of its own. */
export function areSpecs(specs: readonly unknown[]): specs is readonly TensorSpec[] {
  const areNamed = specs.every(isSpec);
  return areNamed && repeated(specs.map(({name}) => name)) === undefined;
}

function isSpec(spec: unknown): spec is TensorSpec {
  return isRecord(spec) && typeof spec.name === 'string' && isShape(spec.shape);
}

/** The first of these that was there before. */
function repeated(values: readonly unknown[]): unknown {
  const seen = new Set();
  return values.find(value => seen.size === seen.add(value).size);
}

function isShape(shape: unknown): boolean {
  return Array.isArray(shape) && shape.every(size => Number.isSafeInteger(size) && (size as number) >= 0);
}

/** A JSON object, and no list. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Why what an optimizer has remembered does not fit a model: it keeps a list of tensors for its weights, each of its weight's shape,
 * and tfjs looks at the shapes at the next step only.
 *
 * @returns The end of a sentence, or undefined if it fits.
 */
export function misfit(state: readonly TensorSpec[], model: tf.LayersModel): string | undefined {
  const shapes = model.trainableWeights.map(({shape}) => String(shape));
  for (const {name, shape} of state) {
    const place = name.split('/')[1];
    if (place === undefined || shapes[Number(place)] === String(shape)) continue;
    return `expected ${name} of shape [${shapes[Number(place)] ?? 'none'}], got [${String(shape)}]`;
  }
  return undefined;
}

/** What a layer has one number of each at least in its weights, by tfjs's names. */
const lengths: readonly string[] = ['units', 'filters', 'input_dim', 'output_dim'];

/**
 * Compares a topology with the weights before anybody builds it; whoever builds bounds the rest.
 *
 * @throws {CorruptDataError} If a layer has more units than all weights have numbers.
 */
export function assertTopologyFits(topology: unknown, numbers: number, corrupt: Corrupt): void {
  if (typeof topology !== 'object' || topology === null) return;
  for (const [key, value] of Object.entries(topology)) {
    if (lengths.includes(key) && typeof value === 'number' && value > numbers) {
      throw corrupt(`expected a layers model that fits its ${numbers} weights, got ${key} ${value}`);
    }
    assertTopologyFits(value, numbers, corrupt);
  }
}
