import type {Way} from './alternatives';
import type {objectives} from './objectives';

/** The ways of learning, as tables and figures have them. */
export const alternativeNames: Readonly<Record<Way, string>> = {
  cee: 'CEE',
  soft: 'soft accuracy',
  evolution: 'evolution',
};

/** The objectives, as tables and figures have them. */
export const objectiveNames: Readonly<Record<keyof typeof objectives, string>> = {
  accuracy: 'accuracy',
  sse: 'SSE',
  cee: 'CEE',
};
