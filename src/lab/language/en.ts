import type {Catalogue} from './catalogue';

/** English is its own key, but for words that depend on a count. */
export const english: Catalogue = {
  '{0} claims': {count: 0, one: '{0} claim', other: '{0} claims'},
  '{0} of {1} hold, {2} skipped': {
    count: 0,
    one: '{0} of {1} holds, {2} skipped',
    other: '{0} of {1} hold, {2} skipped',
  },
  '{0} of {1} failed, {2} hold': {
    count: 2,
    one: '{0} of {1} failed, {2} holds',
    other: '{0} of {1} failed, {2} hold',
  },
  '{0} of {1} failed, {2} hold, {3} skipped': {
    count: 2,
    one: '{0} of {1} failed, {2} holds, {3} skipped',
    other: '{0} of {1} failed, {2} hold, {3} skipped',
  },
  '{0} experiments': {count: 0, one: '{0} experiment', other: '{0} experiments'},
  'Over {0} seeds:': {count: 0, one: 'Over {0} seed:', other: 'Over {0} seeds:'},
  '{0} points are not finite and not drawn.': {
    count: 0,
    one: '{0} point is not finite and not drawn.',
    other: '{0} points are not finite and not drawn.',
  },
  '{0}, {1} of them differ': {count: 1, one: '{0}, {1} of them differs', other: '{0}, {1} of them differ'},
};
