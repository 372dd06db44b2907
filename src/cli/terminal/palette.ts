import type {CliContext} from '../context';

/** Colours by what they mean. */
export interface Palette {
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
}

/**
 * Colours where stdout is a terminal that shows them and the user has not asked for none.
 *
 * @see https://no-color.org
 */
export function choosePalette({stdout, env}: Pick<CliContext, 'stdout' | 'env'>): Palette {
  const colourful = stdout.isTTY === true && !env.NO_COLOR && env.TERM !== 'dumb';
  const paint = (code: number) => (text: string) => (colourful ? `\x1b[${code}m${text}\x1b[0m` : text);
  return {good: paint(32), bad: paint(31), strong: paint(1), faint: paint(2)};
}
