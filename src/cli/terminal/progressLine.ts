import type {OutputStream} from '../context';

/** What takes less than this is not worth a bar. */
const patience = 1000;
/** Redrawing more often only costs. */
const interval = 100;
const barWidth = 24;

/** One line on a terminal that says how far a long piece of work is; on anything else, nothing. */
export class ProgressLine {
  private readonly started: number;
  private drawn = -Infinity;
  private shown = false;

  /**
   * @param stream Where to draw; ignored unless it is a terminal.
   * @param now The time in milliseconds.
   */
  constructor(
    private readonly stream: OutputStream,
    private readonly now: () => number = Date.now,
  ) {
    this.started = now();
  }

  /**
   * Says where the work stands. Cheap enough to be called at every step.
   *
   * @param fraction 0 … 1; NaN where it is not known.
   * @param doing What is being done, in a few words.
   */
  update(fraction: number, doing: string): void {
    const now = this.now();
    if (this.stream.isTTY !== true || now - this.started < patience || now - this.drawn < interval) return;
    this.drawn = now;
    this.shown = true;
    const width = Math.max((this.stream.columns ?? 80) - 1, 1);
    this.stream.write(`\r${drawBar(fraction, doing).slice(0, width)}\x1b[K`);
  }

  /** Takes the line away, so that other text can be written. */
  clear(): void {
    if (this.shown) this.stream.write('\r\x1b[K');
    this.shown = false;
    this.drawn = -Infinity;
  }
}

function drawBar(fraction: number, doing: string): string {
  if (!(fraction >= 0)) return `${'·'.repeat(barWidth)}        ${doing}`;
  const share = Math.min(fraction, 1);
  const full = Math.floor(share * barWidth);
  const percent = `${Math.floor(share * 100)} %`.padStart(6);
  return `${'━'.repeat(full)}${'·'.repeat(barWidth - full)}${percent}  ${doing}`;
}
