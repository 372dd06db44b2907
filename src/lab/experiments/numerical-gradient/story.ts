import {t} from '../../../text';
import type {Story} from '../../../results';
import {code, figure, prose, question, story} from '../storytelling';
import type {Numbers} from './report';

const guesses = [1e-8, 1e-4, 0.03, 1];

/** Which h: the valley between rounding and the bend of the curve. */
export function storyOf({float32, float64}: Numbers): Story {
  const show = (value: number) => value.toExponential(1);
  const {one} = float32.ridders;
  const book = float32.central.book!;
  return story(t`Which h?`, 50, [
    prose(t`A loss has a derivative, so the difference quotient works. The error of the **forward** one, $\\frac{f{(x+h)}−f{(x)}}{h}$,
      shrinks with h, that of the **central** one above with h². So the smaller h, the better?`),
    question(
      t`TensorFlow.js computes in float32, with seven digits. Which h is best there, for the central quotient?`,
      guesses.map(h => (h < 0.01 ? h.toExponential(0) : String(h))),
      {
        right: nearest(float32.central.best.h),
        parts: [
          figure('h-float32'),
          prose(
            t`The best is ${show(float32.central.best.h)}. Below it rounding takes over: both values of f agree in most of their seven digits, and the difference keeps the rest. The book's 1e-4 is off by ${show(book)} of the gradient.`,
          ),
          one !== undefined && one < float32.central.best.error
            ? prose(t`Ridders' method extrapolates from several h to 0, and can begin with a large one.`)
            : undefined,
        ],
      },
    ),
    float64 &&
      prose(
        t`In float64, NumPy's default, the best h is ${show(float64.central.best.h)}, and the book's 1e-4 is off by ${show(float64.central.book!)} only.`,
      ),
    code(
      t`The gradient of f at w: from differences with h = 1e-4, by backpropagation in float32, and from differences with an h that losslab chooses, in float64`,
      snippets,
    ),
  ]);
}

/** The guess that is nearest on a logarithmic scale. */
function nearest(h: number): number {
  const distances = guesses.map(guess => Math.abs(Math.log(guess / h)));
  return distances.indexOf(Math.min(...distances));
}

/** `f` is a function of a vector `w`. A test runs them. */
export const snippets = {
  numpy: `def numerical_gradient(f, w, h=1e-4):
    g = np.zeros_like(w)
    for i in np.ndindex(w.shape):
        kept = w[i]
        w[i] = kept + h
        up = f(w)
        w[i] = kept - h
        down = f(w)
        w[i] = kept
        g[i] = (up - down) / (2 * h)
    return g

gradient = numerical_gradient(f, w)`,
  tfjs: `const gradient = tf.grad(f)(w);`,
  losslab: `const {numericalGradient} = losslab;

const gradient = numericalGradient(f, w);`,
};
