import {t} from '../../../text';
import type {Experiment} from '../experiment';
import {bookExample, errorCurves, outputLayerLoss} from './errorCurves';
import {describeCurves} from './report';

/** How small h should be: the error of difference quotients against h, in float32 and float64. */
export const numericalGradient: Experiment = {
  id: 'numerical-gradient',
  question: t`How small should h be? (float32 and float64, forward, central, extrapolated)`,
  async run(lab) {
    const curves = await errorCurves(outputLayerLoss(lab), lab);
    return describeCurves(curves, bookExample());
  },
};
