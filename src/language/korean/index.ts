import {accuracy} from './accuracy';
import {commandLine} from './commandLine';
import {gradientCheck} from './gradientCheck';
import {information} from './information';
import {knownGradients} from './knownGradients';
import {losses} from './losses';
import {minibatch} from './minibatch';
import {numericalGradient} from './numericalGradient';
import {page} from './page';
import {step} from './step';
import {training} from './training';

/** The Korean of every text, by its key: see `textKey`. One list a place where the texts come from. */
export const korean: Readonly<Record<string, string>> = {
  ...commandLine,
  ...page,
  ...losses,
  ...information,
  ...accuracy,
  ...step,
  ...training,
  ...numericalGradient,
  ...gradientCheck,
  ...minibatch,
  ...knownGradients,
};
