import type {Lab} from '../experiment';
import {textbookRecipe, type Recipe} from '../trainedNet';

/** One net, one seed, one order of the images; only the objective and the learning rate differ. */
export function recipes(lab: Lab): Record<string, Recipe> {
  const {learningRate, steps} = textbookRecipe(lab);
  return {
    cee: {loss: 'crossEntropy', learningRate, steps},
    sparse: {loss: 'sparseCrossEntropy', learningRate, steps},
    sse: {loss: 'sumSquaredError', learningRate, steps},
    sseFast: {loss: 'sumSquaredError', learningRate: 10 * learningRate, steps},
    ...(lab.profile === 'full' && {
      sseSum: {loss: 'sumSquaredError', learningRate, steps, reduction: 'sum'},
      relu: {...textbookRecipe(lab), activation: 'relu'},
    }),
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
