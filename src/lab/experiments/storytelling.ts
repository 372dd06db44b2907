import type {Story, StoryPart} from '../../results';
import type {Text} from '../../text';

/** The parts of a story, each by its name. Prose may hold $math$, `code` and a **term** where it is explained. */

type Part<Kind extends StoryPart['kind']> = Extract<StoryPart, {readonly kind: Kind}>;
type Told = Part<'question'>['parts'][number];

/** A section. What is undefined is left out: a sentence that this run does not bear out is not told. */
export function story(title: Text, parts: readonly (StoryPart | undefined)[]): Story {
  return {title, parts: parts.filter(part => part !== undefined)};
}

export function prose(text: Text): Part<'prose'> {
  return {kind: 'prose', text};
}

/** A figure of the experiment; `play` gives it a button. */
export function figure(id: string, {play = false}: {play?: boolean} = {}): Part<'figure'> {
  return {kind: 'figure', figure: id, ...(play && {play: true})};
}

/** A table of the experiment. */
export function tableOf(id: string): Part<'table'> {
  return {kind: 'table', table: id};
}

/** What is to be done, in this order. */
export function steps(items: readonly Text[]): Part<'steps'> {
  return {kind: 'steps', items};
}

/** A question to guess at before its answer is shown. `right` is the place of the right option. */
export function question(
  text: Text,
  options: readonly Text[],
  {right, parts}: {right: number; parts: readonly (Told | undefined)[]},
): Part<'question'> {
  return {kind: 'question', question: text, options, right, parts: parts.filter(part => part !== undefined)};
}

/** One program, as NumPy, plain tfjs and losslab have it. */
export function code(
  title: Text,
  {numpy, tfjs, losslab}: Record<'numpy' | 'tfjs' | 'losslab', string>,
): Part<'code'> {
  const columns = [
    {title: 'NumPy', code: numpy},
    {title: 'TensorFlow.js', code: tfjs},
    {title: 'losslab', code: losslab},
  ];
  return {kind: 'code', title, columns};
}
