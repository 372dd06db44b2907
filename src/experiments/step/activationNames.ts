import type {HiddenActivation} from '../../models/twoLayerNet';

/** What a line or a row of a hidden activation is called. */
export const activationNames: Readonly<Record<HiddenActivation, string>> = {
  sigmoid: 'sigmoid',
  relu: 'ReLU',
  step: 'step',
  'straight-through': 'straight-through',
};
