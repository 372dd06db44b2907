import {classScores} from '../../src/metrics';

test('classScores() are the shares that the counts say', () => {
  // Of class 0: 6 examples, 5 taken for it, 3 of those rightly; of class 1: 4, 5, 3; of class 2: 2, 2, 1.
  const [zero, one, two] = classScores([
    [3, 2, 1],
    [1, 3, 0],
    [1, 0, 1],
  ]);
  expect(zero).toEqual({precision: 3 / 5, recall: 3 / 6, f1: 6 / 11, support: 6});
  expect(one).toEqual({precision: 3 / 5, recall: 3 / 4, f1: 6 / 9, support: 4});
  expect(two).toEqual({precision: 1 / 2, recall: 1 / 2, f1: 2 / 4, support: 2});
});

test('classScores() are null where there is nothing to divide by, and 0 where all was wrong', () => {
  const [guessed, missed, absent] = classScores([
    [0, 0, 0],
    [2, 0, 0],
    [0, 0, 0],
  ]);
  expect(guessed).toEqual({precision: 0, recall: null, f1: 0, support: 0});
  expect(missed).toEqual({precision: null, recall: 0, f1: 0, support: 2});
  expect(absent).toEqual({precision: null, recall: null, f1: null, support: 0});
});
