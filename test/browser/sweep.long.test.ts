/** The corrected gradients of the sweep's configurations on WebGL, which only browsers have, beside float64. */
import {onKernels} from '../../src/backends/onKernels';
import {correctGradients} from '../../src/corrections';
import {
  besideReference,
  computeEach,
  everyConfiguration,
  type Computed,
} from '../../src/lab/experiments/known-gradients/corrected';
import {builtPage, type BuiltPage} from './builtPage';
import {findChromium} from './findChromium';
import {openPage} from './inspectPage';
import type {SweepPage} from './sweepPage/page';

declare const sweepPage: SweepPage;

const executablePath = findChromium();

/** Without a graphics card SwiftShader computes, and compiles a program for each op and shape: all of them take some minutes. */
const isWhole = process.env['LOSSLAB_SWEEP'] === 'whole';
const chosen = [...everyConfiguration.keys()].filter(
  i => isWhole || i % 12 === 0 || everyConfiguration[i]!.op.startsWith('spectral.'),
);
const all = chosen.map(i => everyConfiguration[i]!);

/** Ops of five dimensions for which tfjs's WebGL kernels write a program that no driver takes: `lessThan` of arrays. */
const notCompiled = ['maxPool3d', 'avgPool3d', 'conv3d'];

let built: BuiltPage | undefined;

(executablePath === undefined ? describe.skip : describe)('corrected gradients in a page', () => {
  beforeAll(async () => {
    built = await builtPage('sweepPage', executablePath!, ['--enable-unsafe-swiftshader']);
  });
  afterAll(() => built?.close());

  test('are those of float64 on webgl', async () => {
    const undo = correctGradients();
    const reference = (await onKernels('float64', () => computeEach(all, i => chosen[i]! + 1)))!;
    undo();
    const {page} = await openPage(built!.browser, `${built!.origin}index.html`, {width: 800});
    await page.waitForFunction(() => 'sweepPage' in globalThis);
    expect(await page.evaluate(() => sweepPage.begin('webgl'))).toBe(true);
    const found: Computed[] = [];
    for (const index of chosen) found.push(await page.evaluate(i => sweepPage.compute(i), index));
    await page.close();

    const {compared, faults} = besideReference(all, reference, found);
    expect(compared).toBeGreaterThan(0.95 * all.length);
    const others = faults.filter(({configuration: {op}}) => !notCompiled.includes(op));
    expect(others.map(({configuration: {op}, given, truth}) => [op, given, truth])).toEqual([]);
    for (const {reason} of faults)
      expect(reason).toMatchObject({args: ['Failed to compile fragment shader.']});
  }, 900_000);
});
