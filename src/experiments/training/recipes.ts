import type {Lab} from '../experiment';
import {textbookRecipe, textbookSteps, type Recipe} from '../trainedNet';

/** One net, one seed, one order of the images; only the objective and the learning rate differ. */
export function recipes(lab: Lab): Record<string, Recipe> {
  const steps = textbookSteps(lab);
  // Summed at rate 0.1 and averaged at rate 10 are one path: a quick run need not walk all of it to see that.
  const pairSteps = lab.profile === 'full' ? steps : 100;
  return {
    cee: {loss: 'crossEntropy', learningRate: 0.1, steps},
    sparse: {loss: 'sparseCrossEntropy', learningRate: 0.1, steps},
    sse: {loss: 'sumSquaredError', learningRate: 0.1, steps},
    sseFast: {loss: 'sumSquaredError', learningRate: 1, steps},
    sseSum: {loss: 'sumSquaredError', learningRate: 0.1, steps: pairSteps, reduction: 'sum'},
    sseTen: {loss: 'sumSquaredError', learningRate: 10, steps: pairSteps},
    ...(lab.profile === 'full' && {relu: {...textbookRecipe(lab), activation: 'relu'}}),
  };
}

/** The recipes whose curves are drawn: four lines that can be told apart, and accuracy makes five. */
export const drawnRecipes: readonly string[] = ['cee', 'sparse', 'sse', 'sseFast'];

/** As tables and figures have it: `SSE, summed, rate 0.1`. */
export function recipeTitle({loss, learningRate, reduction, activation}: Recipe): string {
  const names: Record<string, string> = {
    crossEntropy: 'CEE, one-hot',
    sparseCrossEntropy: 'CEE, integer',
    sumSquaredError: 'SSE',
  };
  const how = [
    reduction === 'sum' ? 'summed' : '',
    activation === 'relu' ? 'ReLU' : '',
    `rate ${learningRate}`,
  ];
  return [names[loss], ...how].filter(Boolean).join(', ');
}
