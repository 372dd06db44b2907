import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import {runCli} from '../../src/cli/runCli';
import {fakeContext, fakeLibrary} from './fakes';

/** A function with a right gradient. */
export const right = 'module.exports = {fn: x => x.square().sum(), inputs: [[1, 2]]};';

/** The folder of the modules of one test file; it is removed after its tests. */
export const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'losslab-'));
// So that the modules there find the one TensorFlow.js.
fs.symlinkSync(path.join(__dirname, '..', '..', 'node_modules'), path.join(directory, 'node_modules'));
afterAll(() => fs.rmSync(directory, {recursive: true}));

/** Runs `losslab gradcheck` on a module with this text. */
export async function gradcheck(
  source: string,
  {file = 'mine.js', flags = [] as string[], change = {}} = {},
) {
  fs.writeFileSync(path.join(directory, file.replace(/#.*/, '')), source);
  const context = fakeContext({cwd: directory, ...change});
  const code = await runCli(['gradcheck', file, ...flags], context, fakeLibrary());
  return {code, stdout: context.stdout.text, stderr: context.stderr.text};
}
