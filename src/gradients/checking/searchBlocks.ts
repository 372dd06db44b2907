import type {Random} from '../../random';
import type {Comparison} from './Comparison';
import {bySize, judgeEntry} from './compareEntries';
import type {Judgement} from './Line';

/**
 * Looks for wrong entries among thousands by adaptive group testing.
 *
 * The entries are ordered by the size of their gradients and cut into blocks. Every entry of a block is moved at once,
 * each by its own size and with a random sign, and the slope measured along that direction is compared with the
 * analytic one, Σ ±g_i s_i. One wrong entry shifts the sum and cannot cancel; blocks that disagree are halved, the
 * worse half first, until single entries are left, which are judged thoroughly. A block of n entries costs four
 * evaluations, a wrong entry in it O(log n) more. Two rounds with fresh signs catch most mistakes that cancel in one.
 *
 * A block agrees if both slopes differ by less than 1e-5 of √Σ(g_i s_i)² and the error bar: so 1 % of one
 * entry of usual size is seen among up to 10⁶ of similar slope.
 *
 * @param blocks How many blocks to cut the input into.
 * @param budget Evaluations that the halving may cost in all.
 * @returns The single entries that were reached, by flat position, whatever their verdict.
 *
 * @see Dorfman, "The detection of defective members of large populations", 1943.
 */
export function searchBlocks(
  comparison: Comparison,
  input: number,
  blocks: number,
  budget: number,
  random: Random,
): Map<number, Judgement> {
  const found = new Map<number, Judgement>();
  const order = bySize(comparison.gradients[input]!);
  const {subject} = comparison;
  for (let round = 0; round < 2; round++) {
    const signs = order.map(() => (random.uniform() < 0.5 ? -1 : 1));
    let open = cut(order, signs, blocks).map(block => ({
      block,
      doubt: disagreement(comparison, input, block),
    }));
    const start = subject.evaluations;
    while (subject.evaluations - start < budget && !enough(found)) {
      open = open.filter(({doubt}) => doubt > 0).sort((a, b) => a.doubt - b.doubt);
      const worst = open.pop()?.block;
      if (!worst) break;
      const at = worst.entries[0]!;
      if (worst.entries.length === 1) {
        if (!found.has(at)) found.set(at, judgeEntry(comparison, input, at));
      } else {
        for (const block of cut(worst.entries, worst.signs, 2)) {
          open.push({block, doubt: disagreement(comparison, input, block)});
        }
      }
    }
  }
  return found;
}

interface Block {
  readonly entries: readonly number[];
  readonly signs: readonly number[];
}

function enough(found: ReadonlyMap<number, Judgement>): boolean {
  return [...found.values()].filter(({verdict}) => verdict === 'wrong').length >= 3;
}

function cut(entries: readonly number[], signs: readonly number[], parts: number): Block[] {
  const cuts = Array.from({length: parts + 1}, (_, k) => Math.round((k * entries.length) / parts));
  return cuts
    .slice(1)
    .map((end, k) => ({entries: entries.slice(cuts[k], end), signs: signs.slice(cuts[k], end)}))
    .filter(block => block.entries.length > 0);
}

/**
 * How far a block's slopes are apart, in multiples of what is allowed; 0 if they agree at one of the steps.
 *
 * The first step is wide, to stand out from rounding. Smaller ones and, near the edge of a domain, ones relative to
 * each entry are tried before the block is doubted; but a step so small that rounding would hide the difference seen
 * before has nothing to say in favour of the block.
 */
function disagreement(comparison: Comparison, input: number, block: Block): number {
  const {subject, gradients} = comparison;
  const {values} = subject.inputs[input]!;
  const usual = block.entries.map((at, k) => block.signs[k]! * comparison.sizeOf(input, at));
  const relative = block.entries.map((at, k) => block.signs[k]! * Math.abs(values[at]!));
  const h = (16 * subject.precision.step) / Math.sqrt(block.entries.length);
  let doubt = Infinity;
  let seen = Infinity;
  for (const [direction, step] of [
    [usual, h],
    [usual, h / 64],
    [usual, h / 4096],
    [relative, h / 16],
  ] as const) {
    // An entry that is not moved is not tested.
    if (direction === relative && relative.includes(0)) continue;
    const terms = block.entries.map((at, k) => gradients[input]![at]! * direction[k]!);
    const line = comparison.blockLine(input, block.entries, direction);
    const {difference, allowed} = differenceAlong(line, terms, step, comparison);
    if (difference <= allowed && allowed < seen / 2) return 0;
    if (difference > allowed) {
      doubt = Math.min(doubt, difference / (allowed || Number.MIN_VALUE));
      seen = Math.min(seen, difference);
    }
  }
  return doubt;
}

/** Both slopes along a line: their difference, and how large it may be. */
function differenceAlong(
  line: (h: number) => {value: number},
  terms: readonly number[],
  h: number,
  {noise, subject}: Comparison,
): {difference: number; allowed: number} {
  const analytic = terms.reduce((sum, term) => sum + term, 0);
  const length = Math.sqrt(terms.reduce((sum, term) => sum + term * term, 0));
  const [wide, narrow] = [h, h / 2].map(step => (line(step).value - line(-step).value) / (2 * step)) as [
    number,
    number,
  ];
  const numerical = (4 * narrow - wide) / 3;
  // What is left after extrapolation is far below the difference that was cancelled; a tenth of it is ample.
  const truncation = Math.abs(wide - narrow) / 10;
  const rounding = (4 * noise) / h;
  const tolerated = subject.precision.tolerance * 0.1 * length;
  // A truncation wider than ten times what is tolerated can vouch for nothing; NaN is caught here too.
  if (!(truncation <= 10 * (tolerated + rounding))) return {difference: Infinity, allowed: 1};
  return {difference: Math.abs(numerical - analytic), allowed: tolerated + truncation + rounding};
}
