import {t} from '../../../text';
import type {Split} from '../../../data/split';
import type {Knob} from '../../../results';
import {batch64, forward, hit, type Batch64, type DenseNet64} from '../denseNet64';

/** How many test images stand in the crowd. */
const crowdSize = 100;

/** How far the weight moves to either side. */
const reach = 8;

/**
 * Test images with all that is needed to move one weight of the output layer: it moves one logit, by the image's hidden unit times the
 * change. The weight is the one that brings most images across the line, whichever way it goes.
 *
 * Logits are rounded to a hundred-thousandth, units too: a loss from them is off by less than that.
 */
export function measureKnob(net: DenseNet64, test: Split): Knob {
  const batch = batch64(test, Math.min(crowdSize, test.size));
  const {logits, units} = forward(net, batch);
  const {unit, logit} = chooseWeight(net, batch, {logits, units});
  const {classes, hidden, parameters, at} = net;
  return {
    weight: t`the weight from hidden unit ${unit} to the output for ${logit}`,
    value: parameters[at.w2 + unit * classes + logit]!,
    ...{reach, logit, rows: test.rows, columns: test.columns},
    images: packImages(batch.images),
    digits: Array.from({length: batch.size}, (_, n) => ({
      label: batch.labels[n]!,
      unit: rounded(units[n * hidden + unit]!),
      logits: Array.from(logits.subarray(n * classes, (n + 1) * classes), rounded),
    })),
  };
}

/** Of the weights of the output layer the one that changes most images on the side where it changes fewer. */
function chooseWeight(
  {hidden, classes}: DenseNet64,
  {size, labels}: Batch64,
  {logits, units}: {logits: Float64Array; units: Float64Array},
): {unit: number; logit: number} {
  const row = new Float64Array(classes);
  let best = {unit: 0, logit: 0, fewer: -1};
  for (let unit = 0; unit < hidden; unit++) {
    for (let logit = 0; logit < classes; logit++) {
      const crossings = [-reach, reach].map(offset => {
        let crossed = 0;
        for (let n = 0; n < size; n++) {
          row.set(logits.subarray(n * classes, (n + 1) * classes));
          const before = hit(row, labels[n]!);
          row[logit]! += offset * units[n * hidden + unit]!;
          if (hit(row, labels[n]!) !== before) crossed++;
        }
        return crossed;
      });
      const fewer = Math.min(...crossings);
      if (fewer > best.fewer) best = {unit, logit, fewer};
    }
  }
  return best;
}

/** Base64 of two pixels a byte, each of 16 greys: a picture of 100 digits in 52 kB. */
function packImages(images: Uint8Array): string {
  let bytes = '';
  for (let i = 0; i < images.length; i += 2) {
    bytes += String.fromCharCode((images[i]! & 0xf0) | ((images[i + 1] ?? 0) >> 4));
  }
  return btoa(bytes);
}

function rounded(value: number): number {
  return Math.round(value * 1e5) / 1e5;
}
