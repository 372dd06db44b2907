import * as tf from '@tensorflow/tfjs';
import {lossByName, nameOfLoss} from '../losses/losses';
import {accuracy} from '../metrics';
import {compiledMetrics} from '../tfjs/models';
import {InvalidValueError} from '../errors';

/** What `compile` takes for metrics. */
export type Metric = string | ((labels: tf.Tensor, predictions: tf.Tensor) => tf.Tensor);

/** A model's metrics by name: one list for all outputs, or one for each. */
export type MetricNames = readonly string[] | Readonly<Record<string, readonly string[]>>;

const ours = 'losslab.';
const theirs = 'tf.metrics.';

/**
 * The names behind a compiled model's metrics: tfjs's own (`accuracy`), and `losslab.accuracy` or
 * `tf.metrics.precision` for what was given as a function.
 *
 * @returns undefined if one is a function of somebody else's.
 */
export function metricNames(model: tf.LayersModel): MetricNames | undefined {
  const metrics = compiledMetrics(model);
  if (typeof metrics !== 'object' || metrics === null || Array.isArray(metrics)) return namesOf(metrics);
  const byOutput = Object.entries(metrics).map(([output, list]) => [output, namesOf(list)] as const);
  if (byOutput.some(([, names]) => names === undefined)) return undefined;
  return Object.fromEntries(byOutput) as Record<string, string[]>;
}

/** The metrics of such names, as `compile` takes them. */
export function metricsByName(names: MetricNames): Metric[] | Record<string, Metric> {
  if (isList(names)) return names.map(metricByName);
  const byOutput = Object.entries(names).map(([output, list]): [string, unknown] => [
    output,
    list.map(metricByName),
  ]);
  // tfjs takes a list for an output, and types only one.
  return Object.fromEntries(byOutput) as Record<string, Metric>;
}

function namesOf(metrics: unknown): string[] | undefined {
  const names = [metrics].flat().map(nameOf);
  return names.includes(undefined) ? undefined : (names as string[]);
}

function nameOf(metric: unknown): string | undefined {
  if (typeof metric === 'string') return metric;
  if (metric === accuracy) return `${ours}accuracy`;
  const loss = nameOfLoss(metric);
  if (loss !== undefined) return ours + loss;
  const known = Object.entries(tf.metrics).find(([, value]) => value === metric);
  return known && theirs + known[0];
}

/** @throws {RangeError} If a function has no such name; tfjs itself refuses names that it does not know. */
function metricByName(name: string): Metric {
  const metric = functionByName(name);
  if (metric === undefined && (name.startsWith(ours) || name.startsWith(theirs))) {
    throw new InvalidValueError(`expected a metric of losslab or tfjs, got ${name}`);
  }
  return metric ?? name;
}

function functionByName(name: string): Exclude<Metric, string> | undefined {
  if (name === `${ours}accuracy`) return accuracy;
  if (name.startsWith(ours)) return lossByName(name.slice(ours.length));
  const functions: Readonly<Record<string, unknown>> = tf.metrics;
  const key = name.slice(theirs.length);
  if (!name.startsWith(theirs) || !Object.hasOwn(functions, key)) return undefined;
  return functions[key] as Exclude<Metric, string>;
}

/** Array.isArray does not tell a readonly array from an object. */
function isList(names: MetricNames): names is readonly string[] {
  return Array.isArray(names);
}
