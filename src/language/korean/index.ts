import {accuracy} from './accuracy';
import {commandLine} from './commandLine';
import {gradientCheck} from './gradientCheck';
import {information} from './information';
import {knownGradients} from './knownGradients';
import {losses} from './losses';
import {minibatch} from './minibatch';
import {numericalGradient} from './numericalGradient';
import {page} from './page';
import {shared} from './shared';
import {step} from './step';
import {tfjs} from './tfjs';
import {training} from './training';

/** The Korean of every text, by its key: see `textKey`. One list a place where the texts come from. */
export const korean: Readonly<Record<string, string>> = {
  ...shared,
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
  ...tfjs,
};
