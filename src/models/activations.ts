/* The activations that networks by name offer. A file of its own: a command line's help lists them without TensorFlow.js. */

export const hiddenActivations = ['sigmoid', 'relu', 'step', 'straight-through'] as const;

/**
 * What a hidden unit does with its weighted sum. No gradient passes a `step`; `straight-through` steps forwards and has
 * the sigmoid's slope backwards.
 */
export type HiddenActivation = (typeof hiddenActivations)[number];

export const denseOutputs = ['softmax', 'sigmoid', 'linear'] as const;

/**
 * What the last layer gives: `softmax` probabilities of classes, `sigmoid` those of independent yes-or-no outputs,
 * `linear` logits.
 */
export type DenseOutput = (typeof denseOutputs)[number];
