import {t} from '../../../text';
import type {Note} from '../experiment';
import type {Numbers} from './report';

/**
 * What notes on the chapter say of numerical derivatives, each sentence with the numbers that settle it.
 *
 * Short because this experiment settles two of them only.
 */
export function notesOf({float32, float64}: Numbers): Note[] {
  const show = (value: number) => value.toExponential(1);
  const {forward, central} = float64 ?? float32;
  const book = [float64, float32].flatMap(each => (each === undefined ? [] : show(each.central.book!)));
  return [
    {
      says: t`(f(x + h) − f(x − h)) / 2h has a smaller error than (f(x + h) − f(x)) / h`,
      verdict: 'true',
      measured: t`Each at its best h, the relative error of the gradient is ${show(central.best.error)} for
          the first and ${show(forward.best.error)} for the second.`,
      settledBy: float64 === undefined ? 'h-float32' : 'h-float64',
    },
    {
      says: t`h = 1e-4 gives good results`,
      verdict: 'half',
      measured:
        float64 === undefined
          ? t`Not in float32, where the relative error is ${book[0]!}.`
          : t`In float64 the relative error is ${book[0]!}, in float32 ${book[1]!}.`,
      settledBy: 'h-float32',
    },
  ];
}
