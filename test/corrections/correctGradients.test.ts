import * as tf from '@tensorflow/tfjs';
import {checkGradients} from '../../src';
import {correctedOps} from '../../src/correctedOps';
import {correctGradients as correct, corrections, type CorrectGradientsOptions} from '../../src/corrections';
import {type Correction, type Example, provenVersion} from '../../src/corrections/Correction';
import {corrections as table} from '../../src/corrections/corrections';
import {gradientsOf, unproven} from '../../src/corrections/proof';

const cumsum = () => tf.tidy(() => [...tf.grad(x => tf.cumsum(x, 0))(tf.tensor2d([[1, 2], [3, 4]])).dataSync()]); // prettier-ignore
const castSlope = () =>
  tf.tidy(
    () =>
      tf
        .grad(x => x.cast('int32').toFloat())(tf.tensor1d([0.3]))
        .dataSync()[0],
  );

/** What is registered, and the engine's own methods. */
function state(): unknown[] {
  const engine = tf.engine() as object;
  return [...table.map(({op}) => tf.getGradient(op)), ...Object.getOwnPropertyNames(engine).sort()];
}

const undoing: (() => void)[] = [];

/** As it is, but undone after the test even if that fails. */
function correctGradients(...options: Parameters<typeof correct>): () => void {
  const undo = correct(...options);
  undoing.push(undo);
  return undo;
}

afterEach(() => {
  const left = cumsum();
  for (const undo of undoing.splice(0)) undo();
  // Each test undoes what it did.
  expect(left).toEqual([2, 1, 2, 1]);
});

test('correctGradients() is undone by what it returns: the registry and the engine are as before', () => {
  const before = state();
  const undo = correctGradients();
  expect(cumsum()).toEqual([2, 2, 1, 1]);
  expect(state()).not.toEqual(before);
  undo();
  undo();
  expect(state()).toEqual(before);
});

test('a second call changes nothing, and both have to be undone', () => {
  const first = correctGradients();
  const between = state();
  const second = correctGradients();
  expect(state()).toEqual(between);
  first();
  expect(cumsum()).toEqual([2, 2, 1, 1]);
  second();
});

test('what is undone is undone for each op by itself, while others are in place', () => {
  const gradients = () => table.map(each => [each.op, gradientsOf(each.example)] as const);
  // The fault of one that is on wasm only does not show here.
  const before = gradients();
  const keep = correctGradients({only: ['Cast', 'Cumsum']});
  const between = gradients();
  const undo = correctGradients();
  expect(gradients().filter(([, found]) => found === undefined)).toEqual([]);
  undo();
  expect(gradients()).toEqual(between);
  keep();
  expect(gradients()).toEqual(before);
});

test('only and except choose, and only what was chosen is corrected', () => {
  const undo = correctGradients({only: ['Cast']});
  expect([castSlope(), cumsum()]).toEqual([0, [2, 1, 2, 1]]);
  undo();
  const undoOthers = correctGradients({except: ['Cast', 'Cumsum']});
  expect([castSlope(), cumsum()]).toEqual([1, [2, 1, 2, 1]]);
  undoOthers();
});

test('the gradients of batchNorm with a scale are those of its four-dimensional form for a tensor of rank 5', () => {
  const gradients = (shape: number[]) =>
    tf.tidy(() => {
      const fn = (x: tf.Tensor, m: tf.Tensor, v: tf.Tensor, o: tf.Tensor, s: tf.Tensor) =>
        tf.square(tf.batchNorm(x, m as tf.Tensor1D, v as tf.Tensor1D, o as tf.Tensor1D, s as tf.Tensor1D));
      const x = tf.linspace(-1, 1, 24).reshape(shape);
      const others = [0.1, 2, 0.3, 3].map(first => tf.tensor1d([first, first / 2]));
      return tf
        .grads(fn)([x, ...others])
        .map(gradient => [...gradient.dataSync()]);
    });
  const ofRank4 = gradients([2, 2, 3, 2]); // tfjs has this one right
  const undo = correctGradients();
  try {
    const ofRank5 = gradients([2, 1, 2, 3, 2]);
    // float32, sums of 12 numbers of the order of 10
    for (const [i, g] of ofRank4.flat().entries()) expect(ofRank5.flat()[i]).toBeCloseTo(g, 3);
  } finally {
    undo();
  }
});

test('a gradient may be taken inside the gradient function of a customGrad, and differentiated again', async () => {
  const square = (x: tf.Tensor) => x.square().sin();
  const own = (x: tf.Tensor) =>
    tf.customGrad((...args) => {
      const [x, save] = args as [tf.Tensor, tf.GradSaveFunc];
      save([x]);
      const slope = (z: tf.Tensor) => tf.grad(each => square(each).sum())(z);
      return {value: square(x), gradFunc: (dy: tf.Tensor, [x]: tf.Tensor[]) => dy.mul(slope(x!))};
    })(x);
  const bare = await checkGradients(x => own(x).sum(), [[0.3, -0.7]]);
  expect(bare).toMatchObject({verdict: 'unsupported', op: 'customGrad'});
  expect(bare.reason).toMatch(/^The gradient function of a tf.customGrad calls tf.grad/);
  const derivatives = (fn: (x: tf.Tensor) => tf.Tensor) =>
    tf.tidy(() => {
      const first = tf.grad(x => fn(x).sum());
      const second = tf.grad(x => first(x).square().sum());
      return [first, second].flatMap(each => [...each(tf.tensor1d([0.3, -0.7])).dataSync()]);
    });
  const right = derivatives(square);
  const undo = correctGradients();
  const before = tf.memory().numTensors;
  try {
    for (const [i, value] of derivatives(own).entries()) expect(value).toBeCloseTo(right[i]!, 5); // float32
    expect(tf.memory().numTensors).toBe(before);
  } finally {
    undo();
  }
});

test("a caller's own gradient is replaced, whatever it saves, and comes back", () => {
  const stock = [tf.getGradient('Cumsum'), tf.getGradient('Elu')] as const;
  // Right, and of nothing that was saved; right, and of the input.
  const cumsumOwn: tf.GradConfig = {
    kernelName: 'Cumsum',
    gradFunc: (dy, _, attrs) => {
      const {axis, exclusive, reverse} = attrs as {axis: number; exclusive: boolean; reverse: boolean};
      return {x: () => tf.cumsum(dy as tf.Tensor, axis, exclusive, !reverse)};
    },
  };
  const eluOwn: tf.GradConfig = {
    kernelName: 'Elu',
    inputsToSave: ['x'],
    gradFunc: (dy, [x]) => ({x: () => tf.mul(dy as tf.Tensor, tf.exp(tf.minimum(x!, 0)))}),
  };
  const slope = () =>
    tf.tidy(
      () =>
        tf
          .grad(x => tf.elu(x))(tf.tensor1d([-Math.LN2]))
          .dataSync()[0],
    );
  for (const own of [cumsumOwn, eluOwn]) {
    tf.unregisterGradient(own.kernelName);
    tf.registerGradient(own);
  }
  const undo = correctGradients();
  expect(cumsum()).toEqual([2, 2, 1, 1]);
  expect(slope()).toBeCloseTo(0.5, 6);
  undo();
  expect([tf.getGradient('Cumsum'), tf.getGradient('Elu')]).toEqual([cumsumOwn, eluOwn]);
  expect(tf.getGradient('Cumsum')).toBe(cumsumOwn);
  for (const each of stock) {
    tf.unregisterGradient(each.kernelName);
    tf.registerGradient(each);
  }
});

test('every correction with a formula says what it saves', () => {
  expect(table.filter(({gradient, saves}) => gradient && !saves)).toEqual([]);
});

/** The gradients of the squares of the gradients, of squares with different weights. */
function twice(example: Example): Example {
  const slopes = (...xs: tf.Tensor[]) => {
    const weighted = (...ys: tf.Tensor[]) => {
      const y = example.fn(...ys);
      return tf.square(tf.mul(y, tf.reshape(tf.range(1, y.size + 1), y.shape)));
    };
    return tf.addN(
      tf
        .grads(weighted)(xs)
        .map(gradient => tf.sum(tf.square(gradient))),
    );
  };
  return {...example, fn: slopes};
}

test.each(table.filter(({on}) => on === undefined).map(each => [each.op, each] as const))(
  '%s brings what it needs, for second derivatives too',
  (op, {example, further = []}) => {
    const found = (each: Example, options?: CorrectGradientsOptions) => {
      const undo = correctGradients(options);
      try {
        return gradientsOf(each);
      } finally {
        undo();
      }
    };
    for (const each of [example, ...further]) {
      const alone = found(each, {only: [op]})!;
      expect(alone.map(({length}) => length)).toEqual(each.gradients.map(({length}) => length));
      // float32, and numbers of the order of 1
      for (const [i, g] of alone.flat().entries()) expect(g).toBeCloseTo(each.gradients.flat()[i]!, 4);
      // Those of all corrections together are held against difference quotients elsewhere.
      expect(found(twice(each), {only: [op]})).toEqual(found(twice(each)));
    }
  },
);

test('names that need one another are undone together, and except leaves out what others need', () => {
  const before = state();
  const undo = correctGradients({only: ['FFT']});
  expect(tf.getGradient('Max')).toBe(before[table.findIndex(({op}) => op === 'Max')]);
  undo();
  expect(state()).toEqual(before);
  const undoElu = correctGradients({only: ['Elu'], except: ['LessEqual']});
  expect(tf.getGradient('LessEqual')).toBe(undefined);
  undoElu();
});

test('corrections cannot be changed', () => {
  expect(() => (corrections as object[]).push({})).toThrow(TypeError);
  expect(() => Object.assign(corrections[0]!, {op: 'Foo'})).toThrow(TypeError);
});

test.each([
  [{onyl: []}, 'correctGradients: unknown option onyl, did you mean only?', RangeError],
  [{only: ['cumsum']}, 'correctGradients: only has no known op cumsum, did you mean Cumsum?', RangeError],
  [
    {except: ['AvgPol']},
    'correctGradients: except has no known op AvgPol, did you mean AvgPool?',
    RangeError,
  ],
  [
    {only: ['Quicksort']},
    'correctGradients: only has no known op Quicksort; `corrections` lists the names',
    RangeError,
  ],
  [{only: 'Cast'}, 'correctGradients: expected only to be a list of names, got "Cast"', TypeError],
  [{except: [1]}, 'correctGradients: expected except to be a list of names, got 1', TypeError],
])('correctGradients(%j) is refused', (options, message, type) => {
  const call = () => correctGradients(options as object);
  expect(call).toThrow(message);
  expect(call).toThrow(type);
});

test('corrections lists each op once, with its fault and the version it was seen in', () => {
  expect(new Set(corrections.map(({op}) => op)).size).toBe(corrections.length);
  for (const {op, fault, since} of corrections) {
    expect(`${op} ${fault}`).toMatch(/^\w+ [a-z].*[^.]$/);
    expect(since).toBe('4.22.0');
  }
});

test('the checker knows the names of all that is corrected, and says so only while it is not', async () => {
  expect([...correctedOps, 'tape'].sort()).toEqual(table.map(({op}) => op).sort());
  const along = (x: tf.Tensor) => tf.sum(tf.mul(tf.cumsum(x, 0), [[1, 2], [3, 5]])); // prettier-ignore
  const x = tf.tensor2d([[1, 2], [3, 4]]); // prettier-ignore
  const stock = await checkGradients(along, [x]);
  expect(stock.reason).toMatch(/The op with the wrong gradient: Cumsum\. correctGradients\(\) mends it\.$/);
  const undo = correctGradients({except: ['Cumsum']});
  const halfway = await checkGradients(along, [x]);
  undo();
  expect(halfway.op).toBe('Cumsum');
  expect(halfway.reason).not.toContain('mends');
  const twice = tf.grad(x => tf.sum(tf.square(tf.exp(x))));
  const second = await checkGradients((x: tf.Tensor) => tf.sum(twice(x)), [tf.tensor1d([0.5])]);
  expect(second.reason).toContain('for a constant. correctGradients() mends it.');
  const reasons = async () => [
    (await checkGradients((x: tf.Tensor) => tf.sum(tf.einsum('ij->ji', x)), [x])).reason,
    (await checkGradients((x: tf.Tensor) => tf.sum(tf.prod(x, -1)), [x])).reason,
    (await checkGradients((x: tf.Tensor) => tf.sum(tf.grad(tf.grad(y => tf.sum(tf.exp(y))))(x)), [x])).reason,
    (await checkGradients((x: tf.Tensor) => tf.sum(tf.maximum(x, tf.ones([2, 2, 2]))), [x])).reason,
  ];
  const [einsum, prod, exp, maximum] = await reasons();
  expect(einsum).toMatch(
    /^tfjs has no gradient for Einsum\. .* Or call correctGradients\(\), which mends it\./,
  );
  expect(prod).toMatch(/^tfjs's gradient of Prod throws: .* Or call correctGradients\(\), which mends it\./);
  expect(exp).toMatch(/^tfjs has no second derivative of Exp: .* correctGradients\(\) mends it\./);
  expect(maximum).toMatch(/\(op Maximum\)\. correctGradients\(\) mends it\./);
  const undoOthers = correctGradients({except: ['Einsum', 'Prod', 'Maximum']});
  for (const reason of await reasons()) expect(reason).not.toContain('mends');
  undoOthers();
  x.dispose();
});

test('what somebody else registers in the meantime stays', () => {
  const undo = correctGradients({only: ['Cast']});
  const before = tf.getGradient('Cast');
  tf.unregisterGradient('Cast');
  const theirs = {...before, gradFunc: before.gradFunc};
  tf.registerGradient(theirs);
  undo();
  expect(tf.getGradient('Cast')).toBe(theirs);
  tf.unregisterGradient('Cast');
  tf.registerGradient({kernelName: 'Cast', gradFunc: dy => ({x: () => (dy as tf.Tensor).clone()})});
});

test('what is undone by one leaves the tape to another', () => {
  const cube = tf.customGrad((...args) => {
    const x = args[0] as tf.Tensor;
    const slope = () => tf.grad((x: tf.Tensor) => tf.mul(tf.square(x), x))(x);
    return {value: tf.mul(tf.square(x), x), gradFunc: (dy: tf.Tensor) => tf.mul(dy, slope())};
  });
  const second = (fn: (x: tf.Tensor) => tf.Tensor, at: number) =>
    tf.tidy(() => tf.grad(tf.grad(fn))(tf.scalar(at)).dataSync()[0]);
  const both = () => [second(cube, 2), second(x => tf.square(tf.exp(x)), 0)];
  const undo = correctGradients({only: ['tape']});
  expect(both()).toEqual([12, 4]);
  correctGradients({only: ['Cast']})();
  expect(both()).toEqual([12, 4]);
  undo();
  expect(second(x => tf.square(tf.exp(x)), 0)).not.toBe(4);
});

describe('beside another version of tfjs', () => {
  const silenced = () => jest.spyOn(tf.backend_util, 'warn').mockImplementation(() => undefined);
  let warn: ReturnType<typeof silenced>;
  beforeEach(() => (warn = silenced()));
  afterEach(() => warn.mockRestore());

  test('each correction is tried: those that tfjs does not need, and those that fail, are left out, and one warning says so', () => {
    const cast = table.find(({op}) => op === 'Cast')!;
    const right: Correction = {...cast, op: 'right', example: {...cast.example, gradients: [[1]]}};
    const broken: Correction = {...cast, op: 'broken', example: {...cast.example, gradients: [[7]]}};
    const held: (() => void)[] = [correctGradients({only: ['Cast']})];
    const remove = () => held.pop()?.();
    const putBack = () => held.length === 0 && held.push(correctGradients({only: ['Cast']}));
    const dropped = unproven([cast, right, broken], remove, putBack, '4.23.0');
    remove();
    expect(dropped.map(({op}) => op)).toEqual(['right', 'broken']);
    expect(warn).toHaveBeenCalledTimes(1);
    expect(warn).toHaveBeenLastCalledWith(
      'losslab/corrections is proven against tfjs 4.22.0, and this is 4.23.0. Each correction was tried at an example. ' +
        'Right without one: right. Left as they are, because the correction is wrong here: broken.',
    );
  });

  const square = (x: tf.Tensor) => tf.square(x);
  /** The square, with a gradient that is wrong at 2 and nowhere else. */
  const spoiledAtTwo = tf.customGrad((...args) => {
    const x = args[0] as tf.Tensor;
    const slope = () => x.equal(2).cast('float32').mul(3).add(x.mul(2));
    return {value: x.square(), gradFunc: (dy: tf.Tensor) => dy.mul(slope())};
  });
  const noGradient = (x: tf.Tensor) => tf.unique(tf.reshape(x, [-1])).values;
  const noKernel = (x: tf.Tensor) => tf.engine().runKernel<tf.Tensor>('NoSuchKernel', {x});
  const noKernelBack = tf.customGrad((...args) => ({
    value: (args[0] as tf.Tensor).square(),
    gradFunc: (dy: tf.Tensor) => noKernel(dy),
  }));
  const throwing = (): tf.Tensor => {
    throw new Error('No such day.');
  };
  const given = (fn: Example['fn'], inputs: tf.TensorLike[], gradients: number[][]): Example => ({
    fn,
    inputs,
    gradients,
  });

  test.each<[string, Example[], 'right' | 'wrong' | RegExp]>([
    ['a right one', [given(square, [3], [[6]])], 'right'],
    ['a right one of many entries', [given(square, [[1, 2]], [[2, 4]])], 'right'],
    ['one wrong entry of two', [given(square, [[1, 2]], [[2, 5]])], 'wrong'],
    ['one wrong input of two', [given((x, y) => tf.mul(x, y), [2, 3], [[3], [7]])], 'wrong'],
    ['fewer entries than expected', [given(square, [[1, 2]], [[2, 4, 6]])], 'wrong'],
    ['more entries than expected', [given(square, [[1, 2]], [[2]])], 'wrong'],
    ['a large one within float32', [given(square, [3e4], [[60_001]])], 'right'],
    ['a large one beyond it', [given(square, [3e4], [[60_010]])], 'wrong'],
    ['a small one that is not 0', [given(square, [1e-3], [[0]])], 'wrong'],
    [
      'a second example that is wrong',
      [given(spoiledAtTwo, [1], [[2]]), given(spoiledAtTwo, [2], [[4]])],
      'wrong',
    ],
    ['a second example that is right', [given(square, [1], [[2]]), given(square, [2], [[4]])], 'right'],
    ['no gradient at all', [given(noGradient, [[1, 2]], [[1, 1]])], 'wrong'],
    [
      'a function that does not run',
      [given(noKernel, [1], [[1]])],
      /it could not be tried: own \(Kernel 'NoSuchKernel' not registered/,
    ],
    [
      'a function that throws',
      [given(throwing, [1], [[1]])],
      /it could not be tried: own \(No such day\)\.$/,
    ],
    [
      'a gradient without its kernel',
      [given(noKernelBack, [1], [[1]])],
      /could not be tried: own \(Kernel 'NoSuchKernel' not/,
    ],
    [
      'a second example that does not run',
      [given(square, [1], [[2]]), given(noKernel, [1], [[1]])],
      /it could not be tried: own \(Kernel 'NoSuchKernel' not registered/,
    ],
    [
      'one wrong example beside one that does not run',
      [given(noKernel, [1], [[1]]), given(square, [1], [[7]])],
      'wrong',
    ],
  ])('%s', (_, [example, ...further], outcome) => {
    const before = tf.memory().numTensors;
    const own: Correction = {...table[0]!, op: 'own', example: example!, further};
    const dropped = unproven(
      [own],
      () => undefined,
      () => undefined,
      '4.23.0',
    );
    expect(tf.memory().numTensors).toBe(before);
    const heading = {
      right: 'Right without one: own.',
      wrong: 'Left as they are, because the correction is wrong here: own.',
    };
    const said = warn.mock.lastCall?.[0] as string;
    if (typeof outcome === 'string') expect(said.split('at an example. ')[1]).toBe(heading[outcome]);
    else expect(said).toMatch(outcome);
    expect(dropped).toEqual(typeof outcome === 'string' ? [own] : []);
  });

  test('of a correction that is needed and right nothing is said, nor where there is none to try', () => {
    let isIn = true;
    const fn = (x: tf.Tensor) => (isIn ? square(x) : tf.mul(square(x), 2));
    const own: Correction = {...table[0]!, op: 'own', example: given(fn, [3], [[6]]), further: []};
    const of = (list: Correction[], version: string) =>
      unproven(
        list,
        () => (isIn = false),
        () => (isIn = true),
        version,
      );
    expect(of([own], '4.23.0')).toEqual([]);
    expect(isIn).toBe(true);
    expect(of([], '4.23.0')).toEqual([]);
    expect(of([{...own, example: given(square, [3], [[7]])}], provenVersion)).toEqual([]);
    expect(warn).not.toHaveBeenCalled();
  });

  test('what is right on cpu without it stays, where it is for another backend', () => {
    const own: Correction = {
      ...table[0]!,
      op: 'own',
      on: 'wasm',
      example: given(square, [3], [[6]]),
      further: [],
    };
    expect(
      unproven(
        [own],
        () => undefined,
        () => undefined,
        '4.23.0',
      ),
    ).toEqual([]);
    expect(warn).not.toHaveBeenCalled();
  });

  test('the proven version is the one that is installed here', () => {
    expect(tf.version_core).toBe(provenVersion);
  });
});
