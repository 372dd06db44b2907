import * as tf from '@tensorflow/tfjs';
import {passes} from '../../../scripts/bench/passes';
import {race} from '../../../scripts/bench/race';

test('race() gives back what its contestants worked with, also where one of them fails', async () => {
  const disposed: string[] = [];
  const contestant = (name: string, run: () => unknown) => ({
    name,
    run,
    dispose: () => void disposed.push(name),
  });
  const quick = {turns: 1, millisecondsOfTurn: 0};
  await race([contestant('a', () => 1), contestant('b', () => 2)], quick);
  expect(disposed.splice(0)).toEqual(['a', 'b']);
  const failing = contestant('b', () => Promise.reject(new Error('no room')));
  await expect(race([contestant('a', () => 1), failing], quick)).rejects.toThrow('no room');
  expect(disposed).toEqual(['a', 'b']);
});

test('a suite leaves no tensor behind', async () => {
  const before = tf.memory().numTensors;
  for await (const {lines} of passes()) expect(lines.length).toBeGreaterThan(1);
  expect(tf.memory().numTensors).toBe(before);
});
