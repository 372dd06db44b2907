import {crossEntropyError, hit} from '../accuracy/objectives';
import {batch64, forward, type DenseNet64} from '../accuracy/denseNet64';
import type {Split} from '../../data/split';

/** A trained net whose logits are all multiplied by one factor: the same answers, more or less sure. */
export interface Confidence {
  readonly factor: number;
  readonly accuracy: number;
  /** Nats. */
  readonly crossEntropy: number;
}

/** Factors from 0.1 to 10, in float64, on a whole split. */
export function scaleConfidence(net: DenseNet64, split: Split): Confidence[] {
  const {logits} = forward(net, batch64(split, split.size));
  const factors = Array.from({length: 21}, (_, i) => 10 ** ((i - 10) / 10));
  const scaled = new Float64Array(net.classes);
  return factors.map(factor => {
    let hits = 0;
    let loss = 0;
    for (let n = 0; n < split.size; n++) {
      for (let k = 0; k < net.classes; k++) scaled[k] = factor * logits[n * net.classes + k]!;
      hits += hit(scaled, split.labels[n]!);
      loss += crossEntropyError(scaled, split.labels[n]!);
    }
    return {factor, accuracy: hits / split.size, crossEntropy: loss / split.size};
  });
}
