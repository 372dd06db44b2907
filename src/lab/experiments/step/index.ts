import {t} from '../../../text';
import type {Experiment} from '../experiment';
import {describeStep} from './report';
import {measureNets} from './nets';
import {measureSlopes, steepSigmoids} from './slopes';

/** Why a net cannot learn through a step activation: figure 4-4, ‖ΔW1‖, and the straight-through way around it. */
export const step: Experiment = {
  id: 'step',
  question: t`Why not a step activation?`,
  run: async lab =>
    describeStep(lab, {slopes: measureSlopes(), steep: steepSigmoids(), nets: await measureNets(lab)}),
};
