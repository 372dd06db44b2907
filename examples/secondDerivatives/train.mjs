/**
 * Two nets that need second derivatives, each trained twice from one seed, with tfjs's own gradients and with losslab/corrections:
 *
 * - physics: u″ + u = 0 on [0, π] with u(0) = 0, u′(0) = 1, whose solution is sin x; the residual goes through tf.grad twice;
 * - penalty: a fit of sin x to 12 points, with a penalty on the square of the slope at 32 others.
 *
 *     node examples/secondDerivatives/train.mjs [steps]
 */
import {writeFileSync} from 'node:fs';
import * as tf from '@tensorflow/tfjs';
import {correctGradients} from 'losslab/corrections';

const steps = Number(process.argv[2] ?? 1500);
const column = values => tf.tensor2d(values, [values.length, 1]);
const grid = n => Array.from({length: n}, (_, i) => (Math.PI * i) / (n - 1));

/** 1-16-16-1 with tanh units, by hand, so that nothing but tf.grad differentiates it. */
function net() {
  const weight = (rows, columns, seed) =>
    tf.variable(tf.randomNormal([rows, columns], 0, 1 / Math.sqrt(rows), 'float32', seed));
  const w = [weight(1, 16, 1), weight(16, 16, 2), weight(16, 1, 3)];
  const b = [16, 16, 1].map(n => tf.variable(tf.zeros([n])));
  const u = x => w.reduce((y, wi, i) => (i < 2 ? y.matMul(wi).add(b[i]).tanh() : y.matMul(wi).add(b[i])), x);
  return {u, variables: [...w, ...b]};
}

const inside = column(grid(32));
const start = column([0]);

function physics(u) {
  const slope = tf.grad(u);
  const residual = tf.grad(slope)(inside).add(u(inside));
  return residual.square().mean().add(u(start).square().sum()).add(slope(start).sub(1).square().sum());
}

const points = column(grid(12));
const values = points.sin();

function penalty(u) {
  return u(points).sub(values).square().mean().add(tf.grad(u)(inside).square().mean().mul(1e-3));
}

function train(loss) {
  const {u, variables} = net();
  const optimizer = tf.train.adam(0.01);
  for (let i = 0; i < steps; i++) optimizer.minimize(() => loss(u), false, variables);
  const found = tf.tidy(() => [...u(inside).dataSync()]);
  const last = tf.tidy(() => loss(u).dataSync()[0]);
  const error = Math.max(...found.map((y, i) => Math.abs(y - Math.sin(grid(32)[i]))));
  return {found, error, loss: last};
}

function attempt(loss) {
  try {
    return train(loss);
  } catch (error) {
    return {found: [], error: NaN, loss: NaN, thrown: error.message};
  }
}

const curve = (ys, color) =>
  `<polyline fill="none" stroke="${color}" stroke-width="2" points="${ys.map((y, i) => `${20 + (i * 360) / 31},${120 - 80 * Math.max(-1.3, Math.min(1.3, y))}`).join(' ')}"/>`;

const pictures = [];
for (const [name, loss] of Object.entries({physics, penalty})) {
  const stock = attempt(loss);
  const undo = correctGradients();
  const corrected = attempt(loss);
  undo();
  for (const [kind, {error, loss: last, thrown}] of Object.entries({stock, corrected})) {
    console.log(
      `${name}, ${kind}: ${thrown ?? `greatest error against sin x ${error.toExponential(2)}, loss ${last.toExponential(2)}`}`,
    );
  }
  pictures.push(
    curve(grid(32).map(Math.sin), '#bbb') + curve(stock.found, '#c33') + curve(corrected.found, '#36c'),
  );
}
const [width, height] = [400, 240];
writeFileSync(
  new URL('result.svg', import.meta.url),
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${2 * width} ${height}" font-family="sans-serif" font-size="14">` +
    pictures
      .map(
        (lines, i) =>
          `<g transform="translate(${i * width})"><text x="20" y="24">${['u″ + u = 0', 'gradient penalty'][i]}: sin x grey, tfjs red, corrected blue</text>${lines}</g>`,
      )
      .join('') +
    '</svg>\n',
);
