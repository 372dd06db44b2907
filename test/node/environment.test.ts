import * as os from 'node:os';
import * as path from 'node:path';
import * as tf from '@tensorflow/tfjs';
import {environment, hideHome, losslabVersion} from '../../src/node/environment';
import manifest from '../../package.json';

test('environment() tells the versions that are installed', () => {
  const {losslab, tfjs, node} = environment();
  expect({losslab, tfjs, node}).toEqual({
    losslab: manifest.version,
    tfjs: tf.version.tfjs,
    node: process.versions.node,
  });
  expect(losslabVersion()).toBe(losslab);
});

test('hideHome() writes the home directory as ~, and nothing else', () => {
  expect(hideHome(path.join(os.homedir(), 'mnist'))).toBe(path.join('~', 'mnist'));
  expect(hideHome('/home/annabel/mnist', '/home/anna')).toBe('/home/annabel/mnist');
});
