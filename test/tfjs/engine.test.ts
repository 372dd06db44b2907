import * as tf from '@tensorflow/tfjs';
import {replaceEngineMethod, replaceMethod, withEngineMethod} from '../../src/tfjs/engine';
import {hasKernel, interceptKernels, runKernel, watchData, watchKernels} from '../../src/tfjs/kernels';
import {withWeightValues} from '../../src/tfjs/layers';

test('withEngineMethod() gives the engine its own method back, also when the work throws', () => {
  const engine = tf.engine();
  const moveData: unknown = Reflect.get(engine, 'moveData');
  const failing = () => {
    expect(Reflect.get(engine, 'moveData')).not.toBe(moveData);
    throw new Error('of the work');
  };
  expect(() => withEngineMethod('moveData', own => own, failing)).toThrow('of the work');
  expect(Reflect.get(engine, 'moveData')).toBe(moveData);
  expect(Object.hasOwn(engine, 'moveData')).toBe(false);
});

test('replaceEngineMethod() in another replacement puts back that one, not the engine’s', () => {
  const restoreOuter = replaceEngineMethod('moveData', own => own);
  const outer: unknown = Reflect.get(tf.engine(), 'moveData');
  replaceEngineMethod('moveData', own => own)();
  expect(Reflect.get(tf.engine(), 'moveData')).toBe(outer);
  restoreOuter();
  expect(Object.hasOwn(tf.engine(), 'moveData')).toBe(false);
});

test('replaceMethod() binds the method of before to its object', () => {
  const counter = {count: 0, next: () => 0};
  counter.next = function (this: typeof counter) {
    return ++this.count;
  };
  const restore = replaceMethod(counter, 'next', own => () => 10 * own());
  expect([counter.next(), counter.next()]).toEqual([10, 20]);
  restore();
  expect(counter.next()).toBe(3);
});

test('interceptKernels() meets kernels inside a custom gradient, watchKernels() not what it runs itself', () => {
  const seen: (string | undefined)[] = [];
  const square = tf.customGrad(x => ({value: (x as tf.Tensor).square(), gradFunc: dy => dy}));
  tf.tidy(() => {
    interceptKernels(
      ({kernelName}, run) => {
        seen.push(kernelName);
        return run();
      },
      () => square(tf.scalar(3)),
    );
  });
  expect(seen).toEqual([undefined, 'Square']);

  const watched: (string | undefined)[] = [];
  tf.tidy(() => {
    const work = () => void tf.scalar(2).neg();
    watchKernels(work, ({kernelName}, run) => {
      watched.push(kernelName);
      tf.scalar(1).exp();
      return run();
    });
  });
  expect(watched).toEqual(['Neg']);
});

test('watchData() reports inputs of kernels and tensors that are read', () => {
  const [a, b, c] = [tf.scalar(1), tf.scalar(2), tf.scalar(3)];
  const read: tf.DataId[] = [];
  watchData(
    id => read.push(id),
    () => {
      a.neg().dispose();
      b.dataSync();
    },
  );
  expect([a, b, c].map(({dataId}) => read.includes(dataId))).toEqual([true, true, false]);
  tf.dispose([a, b, c]);
});

test('runKernel() takes names or a list, hasKernel() knows which there are', () => {
  const values = tf.tidy(() => {
    const [a, b] = [tf.tensor1d([1]), tf.tensor1d([2])];
    const joined = runKernel('Concat', [a, b], {axis: 0}) as tf.Tensor;
    return [...joined.dataSync(), ...(runKernel('Neg', {x: a}, undefined) as tf.Tensor).dataSync()];
  });
  expect(values).toEqual([1, 2, -1]);
  expect([hasKernel('Neg'), hasKernel('NoSuchKernel')]).toEqual([true, false]);
});

test('withWeightValues() makes layers read other values, and theirs again afterwards', () => {
  const model = tf.sequential({layers: [tf.layers.dense({units: 1, inputShape: [1], useBias: false})]});
  const own = model.weights[0]!.read().dataSync()[0];
  const x = tf.ones([1, 1]);
  const replaced = withWeightValues(model.weights, [tf.tensor2d([[7]])], () => model.predict(x) as tf.Tensor);
  expect(replaced.dataSync()[0]).toBe(7);
  expect((model.predict(x) as tf.Tensor).dataSync()[0]).toBe(own);
});
