/** The short form of `npm run attack`: every door, a few cases of each, and every export with forty wrong values. */
import * as tf from '@tensorflow/tfjs';
import {attackDoors} from '../scripts/attack/attackDoors';
import {sweptNames} from '../scripts/attack/arguments';
import {doors} from '../scripts/attack/doors';
import {wrongValues} from '../scripts/attack/wrongValues';
import * as corrections from '../src/corrections';
import * as losslab from '../src';
import * as node from '../src/node';
import * as wasm from '../src/wasm';

test.each(doors.map(door => [door.name, door] as const))('%s: nothing comes in', async (_, door) => {
  const failures: string[] = [];
  const [outcome] = await attackDoors([door], {cases: 50, seed: 1, onFailure: line => failures.push(line)});
  expect(failures).toEqual([]);
  expect(outcome!.tried).toBeGreaterThan(0);
});

test('every exported function is swept, with forty values', () => {
  const isClass = (value: unknown) => typeof value === 'function' && /^class\b/.test(String(value));
  const all: Record<string, unknown> = {...losslab, ...node, ...wasm, ...corrections};
  const functions = Object.keys(all).filter(name => typeof all[name] === 'function' && !isClass(all[name]));
  expect(sweptNames().filter(name => name !== 'Random')).toEqual(functions.sort());
  expect(wrongValues().length).toBeGreaterThanOrEqual(40);
  expect(tf.getBackend()).toBe('cpu');
});
