import {experiments} from '../../../src/lab/experiments';

test('every experiment has an id of its own and asks a question', () => {
  const ids = experiments.map(({id}) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const {question} of experiments) expect(question).toMatch(/\?( \(.*\))?$/);
});

test('the experiments are in the order in which they are read', () => {
  expect(experiments.map(({id}) => id)).toEqual([
    'losses',
    'information',
    'accuracy',
    'step',
    'training',
    'numerical-gradient',
    'gradient-check',
    'minibatch',
    'known-gradients',
  ]);
});
