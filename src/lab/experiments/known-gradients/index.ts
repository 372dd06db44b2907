import {t} from '../../../text';
import type {Experiment} from '../experiment';
import {sweepCorrected} from './corrected';
import {describeFindings} from './report';
import {sweep} from './sweep';

/** A sweep over tfjs's differentiable ops: which of its own gradients are wrong or missing. */
export const knownGradients: Experiment = {
  id: 'known-gradients',
  question: t`Which of tfjs's own gradients are wrong, and are they right once corrected?`,
  run: async lab => describeFindings(await sweep(lab), await sweepCorrected(lab)),
};
