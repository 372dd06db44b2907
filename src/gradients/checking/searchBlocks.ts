import type {Random} from '../../random';
import type {Comparison} from './Comparison';
import {bySize, judgeEntry} from './compareEntries';
import type {Judgement} from './Line';

/**
 * Looks for wrong entries among thousands by adaptive group testing.
 *
 * The entries are ordered by the size of their gradients and cut into blocks. Every entry of a block is moved at once,
 * each by about its own size, and the slope measured along that direction is compared with the analytic one, Σ g_i d_i.
 * One wrong entry shifts the sum; two can hardly cancel, since both signs and sizes of the moves are random. Blocks
 * that disagree are halved, the worse half first, until single entries are left, which are judged thoroughly. A block
 * costs four evaluations, a wrong entry in it four to eight more for every halving.
 *
 * A block agrees if both slopes differ by less than 1e-5 of √Σ(g_i d_i)² and the error bar: so 1 % of one
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
  const entries = bySize(comparison.gradients[input]!);
  const moves = entries.map(() => (random.uniform() < 0.5 ? -1 : 1) * (0.5 + random.uniform()));
  let open = cut({entries, moves}, blocks).map(block => ({block, ...disagreement(comparison, input, block)}));
  const {subject} = comparison;
  const start = subject.evaluations;
  while (subject.evaluations - start < budget && !enough(found)) {
    open = open.filter(({doubt}) => doubt > 0).sort((a, b) => a.doubt - b.doubt);
    const worst = open.pop();
    if (!worst) break;
    if (worst.block.entries.length === 1) {
      const at = worst.block.entries[0]!;
      found.set(at, judgeEntry(comparison, input, at));
    } else {
      open.push(...halve(comparison, input, worst));
    }
  }
  return found;
}

interface Block {
  readonly entries: readonly number[];
  /** How far each entry is moved, in units of its size. */
  readonly moves: readonly number[];
}

/** A block with how far its slopes are apart, in multiples of what is allowed, and the probe that shows it best. */
interface DoubtedBlock {
  readonly block: Block;
  readonly doubt: number;
  readonly probe: Probe;
}

function enough(found: ReadonlyMap<number, Judgement>): boolean {
  return [...found.values()].filter(({verdict}) => verdict === 'wrong').length >= 3;
}

function cut({entries, moves}: Block, parts: number): Block[] {
  const cuts = Array.from({length: parts + 1}, (_, k) => Math.round((k * entries.length) / parts));
  return cuts
    .slice(1)
    .map((end, k) => ({entries: entries.slice(cuts[k], end), moves: moves.slice(cuts[k], end)}))
    .filter(block => block.entries.length > 0);
}

/** Both halves, looked at as their whole was: what does not lie in the first half lies in the second. */
function halve(comparison: Comparison, input: number, {block, doubt, probe}: DoubtedBlock): DoubtedBlock[] {
  const [first, second] = cut(block, 2) as [Block, Block];
  const found = disagreement(comparison, input, first, [probe]);
  if (found.doubt === 0) return [{block: second, doubt, probe}];
  return [
    {block: first, ...found},
    {block: second, ...disagreement(comparison, input, second, [probe])},
  ];
}

/** A way to move a block: each entry by its usual size or by itself, times a step. */
interface Probe {
  readonly relative: boolean;
  readonly step: number;
}

/**
 * The first step is wide, to stand out from rounding. Smaller ones and, near the edge of a domain, ones relative to
 * each entry are tried before a block is doubted.
 */
const PROBES: readonly Probe[] = [
  {relative: false, step: 1},
  {relative: false, step: 1 / 64},
  {relative: false, step: 1 / 4096},
  {relative: true, step: 1 / 16},
];

/**
 * How far a block's slopes are apart, in multiples of what is allowed; 0 if they agree by one of the probes. But a step
 * so small that rounding would hide the difference seen before has nothing to say in favour of the block.
 */
function disagreement(
  comparison: Comparison,
  input: number,
  block: Block,
  probes: readonly Probe[] = PROBES,
): {doubt: number; probe: Probe} {
  const {subject, gradients} = comparison;
  const {values} = subject.inputs[input]!;
  const widest = (16 * subject.precision.step) / Math.sqrt(block.entries.length);
  let doubt = Infinity;
  let clearest = {excess: 0, probe: probes[0]!};
  let seen = Infinity;
  for (const probe of probes) {
    const size = (at: number) => (probe.relative ? Math.abs(values[at]!) : comparison.sizeOf(input, at));
    const direction = block.entries.map((at, k) => block.moves[k]! * size(at));
    // An entry that is not moved is not tested.
    if (probe.relative && direction.includes(0)) continue;
    const terms = block.entries.map((at, k) => gradients[input]![at]! * direction[k]!);
    const line = comparison.blockLine(input, block.entries, direction);
    const {difference, allowed} = differenceAlong(line, terms, widest * probe.step, comparison);
    if (difference <= allowed && allowed < seen / 2) return {doubt: 0, probe};
    if (difference > allowed) {
      const excess = difference / (allowed || Number.MIN_VALUE);
      if (excess > clearest.excess && excess < Infinity) clearest = {excess, probe};
      doubt = Math.min(doubt, excess);
      seen = Math.min(seen, difference);
    }
  }
  return {doubt, probe: clearest.probe};
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
