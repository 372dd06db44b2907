import {gradcheck, right} from './gradcheckModule';

describe('a module that gives a model', () => {
  // A dense layer of 3 × 2 weights and 2 biases; the loss of `bad` has twice its gradient.
  const model = `
    const tf = require('@tensorflow/tfjs');
    const model = tf.sequential({layers: [tf.layers.dense({units: 2, inputShape: [3], activation: 'sigmoid'})]});
    const loss = (labels, predictions) => tf.losses.meanSquaredError(labels, predictions);
    const doubled = tf.customGrad(x => ({value: x.clone(), gradFunc: dy => dy.mul(2)}));
    const [xs, ys] = [tf.ones([4, 3]), tf.zeros([4, 2])];
    module.exports = {
      model, loss, xs, ys,
      bad: {model, loss: (t, y) => loss(t, doubled(y)), xs, ys},
      lists: {model: Promise.resolve(model), loss, xs: {shape: [2, 3]}, ys: [[0, 1], [1, 0]]},
      mixed: {model, loss, xs, ys, fn: x => x},
      part: {model, xs},
      notModel: {model: 3, loss, xs, ys},
      notLoss: {model, loss: 'mse', xs, ys},
      misfit: {model, loss, xs: [[1, 2]], ys},
      ragged: {model, loss, xs, ys: [[1], [1, 2]]},
    };`;

  test('has the gradients of its weights checked', async () => {
    const {code, stdout} = await gradcheck(model, {flags: ['--json']});
    expect(code).toBe(0);
    const {ok, inputs} = JSON.parse(stdout) as {ok: boolean; inputs: {name: string; shape: number[]}[]};
    expect({ok, shapes: inputs.map(({shape}) => shape)}).toEqual({ok: true, shapes: [[3, 2], [2]]});
    expect(inputs[0]!.name).toContain('kernel');
  });

  test('may give arrays, shapes and promises, and fails by its loss', async () => {
    expect((await gradcheck(model, {file: 'mine.js#lists'})).code).toBe(0);
    const {code, stdout} = await gradcheck(model, {file: 'mine.js#bad', flags: ['--json']});
    expect(code).toBe(5);
    expect(JSON.parse(stdout)).toMatchObject({
      verdict: 'wrong',
      reason: expect.stringContaining('2 times') as string,
    });
  });

  const either = 'expected either fn and inputs or model, loss, xs and ys, got ';
  test.each([
    ['mixed', `${either}fn, model, loss, xs, ys`],
    ['part', `${either}model, xs`],
    ['notModel', 'expected model to be a tf.LayersModel, got number'],
    ['notLoss', 'expected loss to be a function of labels and predictions, got string'],
    [
      'ragged',
      'ys: expected a tensor, nested arrays of numbers of one length, or {shape, range}, got object',
    ],
  ])('is refused in one sentence where it is %s', async (name, sentence) => {
    const {code, stdout, stderr} = await gradcheck(model, {file: `mine.js#${name}`});
    expect({code, stdout}).toEqual({code: 2, stdout: ''});
    expect(stderr).toMatch(/^losslab: [^\n]*\n$/);
    expect(stderr).toContain(`losslab: mine.js#${name}: ${sentence}`);
  });

  test('is refused where its inputs do not fit it', async () => {
    expect(await gradcheck(model, {file: 'mine.js#misfit'})).toEqual({
      code: 2,
      stdout: '',
      stderr: 'losslab: checkModelGradients: expected xs of shape [batch,3], got float32 of [1,2]\n',
    });
  });
});

describe('a name that a module exports and nobody reads', () => {
  const fn = 'const fn = x => x.square().sum(); const inputs = [[1, 2]];';

  test.each([
    ['module.exports = {fn, inputs, option: {tolerance: 1e-9}};', 'mine.js', 'option', 'options'],
    ['module.exports = {fn, inputs, opts: {tolerance: 1e-9}};', 'mine.js', 'opts', 'options'],
    ['module.exports = {fn, inputs, tolerance: 1e-9};', 'mine.js', 'tolerance', 'options.tolerance'],
    // The module has inputs, which would be taken in their place.
    ['module.exports = {inputs, one: {fn, input: [[3]]}};', 'mine.js#one', 'input', 'inputs'],
    ['module.exports = {fn, inputs, Options: {}};', 'mine.js#fn', 'Options', 'options'],
  ])('is refused where it is nearly one that is: %s', async (module, file, got, meant) => {
    expect(await gradcheck(`${fn} ${module}`, {file})).toEqual({
      code: 2,
      stdout: '',
      stderr: `losslab: ${file}: unknown export ${got}, did you mean ${meant}?\n`,
    });
  });

  test('may be any other, and options beside a function are read as inputs are', async () => {
    const others = `${fn} module.exports = {fn, inputs, options: {names: ['weights']}, opts: 3, vector: x => x, data: [1]};`;
    const {code, stdout} = await gradcheck(others, {file: 'mine.js#fn', flags: ['--json']});
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({inputs: [{name: 'weights'}]});
  });
});

describe('options of the check', () => {
  // x² with a gradient that is 1 % off: 2.02 x.
  const nearly = `
    const spoiled = require('@tensorflow/tfjs').customGrad((x, save) => {
      save([x]);
      return {value: x.square(), gradFunc: (dy, [y]) => dy.mul(y).mul(2.02)};
    });
    module.exports = {fn: x => spoiled(x).sum(), inputs: [{shape: [400]}], options: {tolerance: 0.1, entries: 400}};`;

  test('go before the module’s own, which go before the defaults', async () => {
    expect((await gradcheck(nearly)).code).toBe(0);
    expect((await gradcheck(nearly, {flags: ['--tolerance', '1e-3']})).code).toBe(5);
    const {stdout} = await gradcheck(nearly, {flags: ['--json', '--entries', '7', '--seed', '3']});
    const own = nearly.replace('entries: 400', 'entries: 7, seed: 3');
    // The inputs are drawn from the command's seed, so it is given here, too.
    const {stdout: same} = await gradcheck(own, {flags: ['--json', '--seed', '3']});
    const {stdout: other} = await gradcheck(nearly, {flags: ['--json', '--seed', '3']});
    expect(stdout).toBe(same);
    expect(stdout).not.toBe(other);
  });

  test('--budget-seconds leaves the module its own count of evaluations', async () => {
    const many = `module.exports = {fn: x => x.sin().sum(), inputs: [{shape: [100]}], options: {budget: {evaluations: 40}}};`;
    const evaluationsOf = async (...flags: string[]) => {
      const {stdout} = await gradcheck(many, {flags: ['--json', ...flags]});
      return (JSON.parse(stdout) as {evaluations: number}).evaluations;
    };
    expect(await evaluationsOf('--budget-seconds', '100')).toBe(await evaluationsOf());
    expect(await evaluationsOf('--budget-evaluations', '600')).toBeGreaterThan(await evaluationsOf());
  });

  test('--backend has the gradient checked there as well, and knows the names of backends', async () => {
    const {code, stdout} = await gradcheck(right, {flags: ['--json', '--backend', 'cpu']});
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({backends: [{backend: 'cpu', verdict: 'pass'}]});
    const {code: refused, stderr} = await gradcheck(right, {flags: ['--backend', 'gpu']});
    expect({refused, stderr}).toEqual({
      refused: 2,
      stderr:
        'losslab: --backend: expected one of native, tensorflow, wasm, cpu, got "gpu", did you mean cpu?\n',
    });
  });

  test.each([
    [['--order', '3'], '--order: expected a whole number from 1 to 2, got "3"'],
    [['--tolerance', '0.5'], '--tolerance: expected a number above 0 and below 0.5, got "0.5"'],
    [['--entries', '-1'], '--entries: expected a whole number of at least 0, got "-1"'],
    [['--budget-evaluations', '0'], '--budget-evaluations: expected a whole number of at least 1, got "0"'],
    [['--budget-seconds', 'soon'], '--budget-seconds: expected a number above 0, got "soon"'],
  ])('%j is refused', async (flags, sentence) => {
    expect(await gradcheck(right, {flags})).toEqual({code: 2, stdout: '', stderr: `losslab: ${sentence}\n`});
  });
});
