/** What a check says is said in Korean, too, whichever of its sentences it is. */
import stringWidth from 'string-width';
import * as tf from '@tensorflow/tfjs';
import {formatCheck} from '../../../src/gradients/checking/formatCheck';
import {checkGradients} from '../../../src/gradients/checkGradients';
import type {GradientCheckOptions, InputValue, TensorFunction} from '../../../src/gradients/GradientCheck';
import {render} from '../../../src/lab/language/language';
import type {Text} from '../../../src/text';

/** Three words in a row: names, verdicts and code have fewer. What tfjs says is quoted. */
function english(report: string): string[] {
  const own = report
    .replace(/\s+/g, ' ')
    .replace(/The gradient of input '\d' has shape .* the input '\d'/, '');
  return own.match(/[a-z']{2,} [a-z']{2,} [a-z']{2,}/gi) ?? [];
}

const inKorean = (text: Text) => render(text, 'ko');

/** The function and its inputs, and a part of what is said of it. */
type Case = readonly [
  sentence: string,
  part: RegExp,
  fn: TensorFunction,
  inputs: InputValue | readonly InputValue[],
  options?: GradientCheckOptions,
];

function custom(value: (x: tf.Tensor) => tf.Tensor, gradient: (x: tf.Tensor, dy: tf.Tensor) => tf.Tensor) {
  return (x: tf.Tensor) =>
    tf
      .customGrad((...given) => {
        const own = given[0] as tf.Tensor;
        (given[1] as tf.GradSaveFunc)([own]);
        return {value: value(own), gradFunc: (dy, [saved]) => gradient(saved!, dy)};
      })(x)
      .sum();
}

const square = (x: tf.Tensor) => tf.square(x);
const squareWith = (gradient: (x: tf.Tensor, dy: tf.Tensor) => tf.Tensor) => custom(square, gradient);
const four = [[1, 2, 3.3, 4.1]];
const matrix = tf.tensor2d([1, 2, 3.5, 4, 5.2, 6.7], [2, 3]);
const counter = tf.variable(tf.scalar(0), false, 'counter');
let calls = 0;

const sentences: readonly Case[] = [
  ['an integer input', /미분은 없습니다/, x => x.sum(), [tf.tensor1d([1, 2], 'int32')]],
  ['a complex input', /실수부와 허수부/, x => x.sum(), [tf.complex([1], [2])]],
  ['an empty input', /비어 있어/, x => x.sum(), [tf.zeros([0])]],
  ['an input that is NaN', /NaN/, x => x.sum(), [[1, NaN]]],
  ['a shape that is no scalar', /스칼라/, x => x.square(), four],
  ['an output of integers', /int32/, x => [x.sum(), x.sum().toInt()], four],
  ['an output of strings', /string/, () => tf.tensor('a'), four],
  ['an output that is empty', /비어 있습니다/, x => x.slice(0, 0), four],
  ['a number in place of a tensor', /number/, () => 1 as unknown as tf.Tensor, four],
  ['an array in place of a tensor', /배열/, () => [], four],
  ['a promise', /비동기/, x => Promise.resolve(x.sum()) as unknown as tf.Tensor, four],
  ['inputs that are not read', /읽지도 않습니다/, () => tf.scalar(1).square(), four],
  ['an input that is changed', /바꿉니다/, x => { x.dataSync()[0] = 7; return x.sum(); }, four], // prettier-ignore
  ['an input that is disposed', /dispose/, x => { const y = tf.keep(x.sum()); x.dispose(); return y; }, four], // prettier-ignore
  ['a value that is infinite', /Infinity/, x => x.div(0).sum(), [2]],
  ['an output that is infinite', /Infinity/, x => x.div([1, 0]), [[2, 1]], {vector: true}],
  ['random numbers', /난수/, x => x.mul(tf.scalar(Math.random())).sum(), four],
  ['a shape that changes', /형상/, x => x.tile([1 + (calls++ % 2)]), four, {vector: true}],
  ['a gradient that is NaN', /tf\.where/, x => tf.where(x.greaterEqual(1), x.sqrt(), 0).sum(), [[4, 0]]],
  ['a gradient of random numbers', /역전파/, squareWith((x, dy) => x.mul(dy).mul(2 + Math.random())), four],
  ['dy that is ignored', /dy/, squareWith(x => x.mul(2)), four],
  ['a gradient that is not linear in dy', /선형/, squareWith((x, dy) => x.mul(2).mul(dy.square())), four],
  ['a gradient of another shape', /연산/, squareWith((x, dy) => x.mul(2).mul(dy).slice(0, 1)), four],
  [
    'a missing gradient',
    /의존/,
    (x, y) => y.square().sum().add(tf.scalar(x.square().dataSync()[0]!)),
    [2, 3],
  ],
  ['a branch that is detached', /끊/, x => tf.tensor(x.square().dataSync(), x.shape).sum().add(x.mul(0).sum()), four], // prettier-ignore
  ['a step that is passed through', /계단/, x => x.toInt().toFloat().sum(), [[1.3, 2.6]]],
  ['a wrong sign', /부호/, squareWith((x, dy) => x.mul(-2).mul(dy)), four],
  ['a missing 1/4', /1\/4/, squareWith((x, dy) => x.mul(8).mul(dy)), four],
  ['a division too often', /한 번 더/, squareWith((x, dy) => x.mul(0.5).mul(dy)), four],
  ['another factor', /3배/, squareWith((x, dy) => x.mul(6).mul(dy)), four],
  ['a transposed gradient', /전치/, custom(x => x.mul(matrix), (_, dy) => dy.mul(matrix.transpose().reshape([2, 3]))), [matrix]], // prettier-ignore
  ['a permuted gradient', /자리/, squareWith((x, dy) => x.mul(2).mul(dy).reverse()), four],
  ['one wrong entry', /하나/, squareWith((x, dy) => x.mul(2).mul(dy).mul([1, 1, 1.2, 1])), four],
  ['one wrong input', /만 틀립니다/, (x, y) => squareWith((z, dy) => z.exp().mul(dy))(x).add(y.square().sum()), [[1, 2, 3], [1, 2]]], // prettier-ignore
  ['true division', /나눗셈/, x => tf.floorDiv(x, 2).add(x).sum(), [[1.3, 2.6]]],
  [
    'padding',
    /패딩/,
    x => tf.avgPool(x.as4D(1, 3, 3, 1), 2, 2, 'same').sum(),
    [[1, 2, 3, 4, 5, 6, 7, 8, 9.5]],
  ],
  ['a tie of the largest', /동점/, x => x.max(), [[1, 3, 3]]],
  ['a tie of the smallest', /동점/, x => x.min().square(), [[5, 3, 3]]],
  ['an op without a gradient', /기울기가 없습니다/, x => tf.topk(x, 1).values.sum(), four],
  ['a comparison', /조각별로 상수/, x => tf.equal(x, x.max()).cast('float32').sum(), four],
  ['a second derivative', /두 번 미분/, x => x.exp().square().sum(), [[0.1, 0.2]], {order: 2}],
  ['a flat second derivative', /조각별로 상수/, x => x.mul(3).sum(), [[0.1, 0.2]], {order: 2}],
  ['a kink', /양쪽의 기울기/, x => tf.relu(x).sum(), [[-1, 0, 2]]],
  ['flat entries', /쓸모가 없습니다/, x => x.floor().sum(), [[1.5, 2.5]]],
  [
    'a domain that ends nearby',
    /유한하지 않습니다/,
    x =>
      x
        .square()
        .sum()
        .div(x.dataSync()[0] === 2 ? 1 : 0),
    [2],
  ],
  ['a leak', /누수/, x => { tf.keep(tf.scalar(1)); return x.square().sum(); }, four], // prettier-ignore
  ['two leaks', /2개/, x => { tf.keep(tf.scalar(1)); tf.keep(tf.scalar(1)); return x.square().sum(); }, four], // prettier-ignore
  ['a variable that is assigned', /counter/, x => { counter.assign(counter.add(1)); return x.square().sum(); }, four], // prettier-ignore
  ['numbers in place of one vector', /\[\[1, 2\]\]/, x => x.square().sum(), [1, 2]],
  ['entries below the floor', /1000분의 1/, x => x.mul([1, 1e-6]).square().sum(), [[1, 1]]],
  ['entries that nobody looked at', /budget/, x => x.square().sum(), [Array.from({length: 300}, (_, i) => i / 7 + 1)], {budget: {evaluations: 1}}], // prettier-ignore
  ['rounding of its own', /float32/, x => tf.tensor(Float32Array.from(x.square().dataSync())).add(x.sub(x)).sum(), four], // prettier-ignore
  ['a throw nearby', /예외/, x => { if (x.dataSync()[0]! < 1) throw new Error('below 1'); return x.square().sum(); }, four], // prettier-ignore
  ['float32', /두 자리/, x => x.square().sum(), four, {dtype: 'float32'}],
  ['a backend that is right', /같습니다/, x => x.square().sum(), four, {backends: ['cpu']}],
];

// Not as rows: Jest hands a function with more parameters than a row has entries a callback to wait for.
const cases = sentences.map(row => ({row, sentence: row[0]}));

test.each(cases)('a report of $sentence is in Korean, in 80 columns', async ({row}) => {
  const [, part, fn, inputs, options] = row;
  const report = formatCheck(await checkGradients(fn, inputs, options), inKorean);
  expect({report, english: english(report)}).toEqual({report, english: []});
  expect(report.replace(/\s+/g, ' ')).toMatch(part);
  for (const line of report.split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(80);
});
