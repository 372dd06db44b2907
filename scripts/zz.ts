import * as tf from '@tensorflow/tfjs';
import {Random, onFloat64} from '../src/index';
import {Comparison} from '../src/gradients/checking/Comparison';
import {Subject} from '../src/gradients/checking/Subject';
import {precisionOf} from '../src/gradients/checking/Precision';
import {blocksOf} from '../src/gradients/checking/blocks';
import {measureBlock} from '../src/gradients/checking/measureBlock';
(async () => {
  await tf.ready();
  const r = new Random(3); const n = (k: number) => Array.from({length: k}, () => r.normal());
  const kn = n(10000).map((v, i) => i % 2 ? 0 : v); const KA = tf.tensor1d(n(10000));
  await onFloat64(() => {
    for (const [fn, v, shape] of [[(x: any) => x.mul(KA).sum().add(x.abs().sum().mul(.05)), kn, [10000]], [(x: any) => x.relu6().mul(1.3).sum(), n(360).map((v, i) => i % 3 ? 3 * v : 0), [360]]] as any) {
    const s = new Subject(fn, [{name: 'x', shape, values: Float64Array.from(v as number[])}], precisionOf('float64'));
    s.expectOutput([]);
    const c = new Comparison(s, s.gradients() as any);
    console.log('value', c.value, c.noise, c.rounding, c.steepest, c.blur);
    for (const b of blocksOf(c, 0, 24, r)) {
      const before = s.evaluations; const m = measureBlock(c, 0, b);
      console.log(b.entries.length, 'x=', v[b.entries[0]!], 'g=', c.gradients[0]![b.entries[0]!], 'doubt', m.doubt, 'coarse', m.coarse, 'kink', m.kink, m.kinked, m.still, m.probe, s.evaluations - before, Math.max(...m.unseen));
    }}
  });
})();
