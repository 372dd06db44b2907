import {t} from '../../../text';
import type {Experiment} from '../experiment';
import {describeFindings} from './report';
import {sweep} from './sweep';

/** A sweep over tfjs's differentiable ops: which of its own gradients are wrong or missing. */
export const knownGradients: Experiment = {
  id: 'known-gradients',
  question: t`Which of tfjs's own gradients are wrong?`,
  run: async lab => describeFindings(await sweep(lab)),
};
