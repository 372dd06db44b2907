import type {KernelCall, Snapshot} from './recordKernels';

/** What is known of an op's wrong gradient. */
export function remarkOn({kernel, outputs, attrs}: KernelCall): string | undefined {
  if (kernel === 'FloorDiv') return 'its gradient is that of true division';
  if (kernel === 'Cast' && isInteger(outputs[0]!)) return 'it passes the gradient through the rounding';
  if (kernel.startsWith('AvgPool') && attrs?.['pad'] === 'same') {
    return "with 'same' padding it divides by the window, not by the cells that are there";
  }
  return undefined;
}

/** What is wrong with an op's gradient where its input has equal entries, and only there. */
export function remarkOnTies({kernel}: KernelCall): string {
  const extreme = EXTREMES[kernel];
  return extreme === undefined
    ? 'where entries of its inputs are equal, it gives them more or less than the whole gradient together'
    : `there is a tie: several entries are the ${extreme}, and each of them gets the whole gradient, ` +
        'not a share of it';
}

/** Of a gradient that is right for numbers next to these. */
export const AT_KINK =
  'right next to these numbers it is right: it has a kink or a tie here, ' +
  'and its value for it is none of the legal ones';

const EXTREMES: Readonly<Record<string, string>> = {Max: 'largest', Min: 'smallest'};

function isInteger({dtype}: Snapshot): boolean {
  return dtype === 'int32' || dtype === 'bool';
}
