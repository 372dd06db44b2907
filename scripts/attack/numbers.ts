import * as tf from '@tensorflow/tfjs';
import * as losslab from '../../src/index';
import type {Random} from '../../src/random';
import {leavesTensors} from './attackDoors';
import type {Door} from './Door';
import {pick} from './mutate';
import {complaintAbout} from './ownErrors';

const names = Object.keys(losslab.losses) as losslab.LossName[];

export const lossDoor: Door = {
  name: 'losses',
  about:
    'labels and predictions of odd shapes, dtypes and values; a number of the right shape, or one sentence',
  share: 0.02,
  async attack(cases, {random, fail}) {
    for (let i = 0; i < cases; i++) {
      const name = pick(random, [...names, 'accuracy' as const]);
      const [labels, predictions] = [someTensor(random), someTensor(random)];
      const reduction = pick(random, [undefined, 'mean', 'sum', 'none', 'x']);
      const said = `${name} of ${describeTensor(labels)} and ${describeTensor(predictions)}, ${String(reduction)}`;
      const left = await leavesTensors(() => {
        try {
          const options = (reduction === undefined ? {} : {reduction}) as {reduction?: 'mean'};
          const loss =
            name === 'accuracy'
              ? losslab.accuracy(labels, predictions)
              : losslab.losses[name](labels, predictions, options);
          const {length} = loss.shape as readonly number[];
          if (reduction !== 'none' && length !== 0) fail(`${said}: rank ${length}`);
          loss.dispose();
        } catch (error) {
          const complaint = complaintAbout(error);
          if (complaint !== undefined) fail(`${said}: ${complaint}`);
        }
        return Promise.resolve();
      });
      if (left !== undefined) fail(`${said}: ${left}`);
      tf.dispose([labels, predictions]);
    }
    return cases;
  },
};

function describeTensor({dtype, shape}: tf.Tensor): string {
  return `${dtype}[${shape.join()}]`;
}

function someTensor(random: Random): tf.Tensor {
  const shape = pick(random, [[], [2], [3], [1], [2, 3], [2, 2], [3, 1], [0, 2], [2, 0], [2, 2, 2]]);
  const dtype = pick(random, ['float32', 'float32', 'float32', 'int32', 'bool'] as const);
  const size = shape.reduce((a, b) => a * b, 1);
  const values = Array.from({length: size}, () =>
    pick(random, [0, 1, 0.5, 2, -1, NaN, Infinity, -Infinity, 1e-38, 1e38]),
  );
  return tf.tensor(dtype === 'float32' ? values : values.map(value => (value > 0 ? 1 : 0)), shape, dtype);
}
