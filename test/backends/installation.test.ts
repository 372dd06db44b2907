import * as path from 'node:path';
import {installation} from '../../src/backends/installation';
import type {LoadPackage} from '../../src/backends/loadPackage';
import {inEnglish} from '../../src/text';

const wasm = '@tensorflow/tfjs-backend-wasm';
const native = '@tensorflow/tfjs-node';

/** TensorFlow.js in a `node_modules`. */
function loadFrom(modules: string): LoadPackage {
  const resolve = (id: string) => path.join(modules, id, 'dist/index.js');
  return Object.assign(() => undefined, {resolve});
}

const adviceFor = (id: string, modules: string, own: string) => {
  const {kind, advice} = installation(loadFrom(modules), id, own);
  return [kind, inEnglish(advice)];
};

test('in a project npm brings the package of the version of tfjs', () => {
  const place = ['/app/node_modules', '/app/node_modules/losslab/dist/chunks'] as const;
  expect(adviceFor(wasm, ...place)).toEqual(['project', `npm install ${wasm}@4.22.0`]);
  expect(adviceFor(native, ...place)).toEqual(['project', 'npx losslab native']);
});

test('in the repository npx would look for a losslab elsewhere', () => {
  const place = ['/src/losslab/node_modules', '/src/losslab/dist/chunks'] as const;
  expect(adviceFor(native, ...place)).toEqual(['repository', 'npm run native']);
});

test('a global installation, which shares nothing, is to be copied into a folder', () => {
  const own = '/usr/lib/node_modules/losslab';
  const [kind, advice] = adviceFor(wasm, `${own}/node_modules`, `${own}/dist/chunks`);
  expect(kind).toBe('global');
  expect(advice).toBe(
    `npm install --install-links --prefix ~/losslab ${own} ${wasm}@4.22.0, and from then on ~/losslab/node_modules/.bin/losslab`,
  );
  expect(adviceFor(native, `${own}/node_modules`, `${own}/dist`)[1]).toMatch(/losslab native$/);
});
