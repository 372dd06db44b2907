import type * as results from '../../results';
import {isMessage, type Message} from '../../text';
import {say} from '../language/language';

/** A value in which every message has become a string. */
export type Spoken<T> = T extends Message
  ? string
  : T extends readonly (infer E)[]
    ? readonly Spoken<E>[]
    : T extends object
      ? {readonly [K in keyof T]: Spoken<T[K]>}
      : T;

/** All messages of a value in the language that is spoken; numbers and plain strings stay. */
export function sayAll<T>(value: T): Spoken<T> {
  const walk = (part: unknown): unknown => {
    if (isMessage(part)) return say(part);
    if (Array.isArray(part)) return part.map(walk);
    if (typeof part !== 'object' || part === null) return part;
    return Object.fromEntries(Object.entries(part).map(([name, inner]) => [name, walk(inner)]));
  };
  return walk(value) as Spoken<T>; // the walk does to values what Spoken does to types
}

/** Results as page, pictures and terminal show them. */
export type ResultsDocument = Spoken<results.ResultsDocument>;
export type ExperimentRecord = Spoken<results.ExperimentRecord>;
export type Claim = Spoken<results.Claim>;
export type Highlight = Spoken<results.Highlight>;
export type Table = Spoken<results.Table>;
export type Figure = Spoken<results.Figure>;
export type Axis = Spoken<results.Axis>;
export type Mark = Spoken<results.Mark>;
export type StoryPart = Spoken<results.StoryPart>;
export type Knob = Spoken<results.Knob>;
export type Note = Spoken<results.Note>;
export type SeedTable = Spoken<results.SeedTable>;
