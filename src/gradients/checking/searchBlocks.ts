import type {Random} from '../../random';
import {largest} from '../numerical/arrays';
import type {InputContext} from './CheckContext';
import {checkEntry} from './compareEntries';
import type {SlopeCheck} from './Direction';
import {type Block, measureBlock, type MeasuredBlock} from './measureBlock';

/** What a search over blocks found. */
export interface BlockResults {
  /** Entries that were checked by themselves, by flat position. */
  readonly checks: ReadonlyMap<number, SlopeCheck>;
  /** For every entry that was not: the smallest error that would have been noticed, relative to the entry's size. */
  readonly unseen: Float64Array;
  /** Blocks that do not change at all along their direction, or by rounding only. */
  readonly still: readonly Block[];
  /** Whether some block has a kink at the point. */
  readonly kinked: boolean;
}

/** Evaluations that have to be left for a block to be measured. */
const LEAST = 24;
/** Once so many entries are known to be wrong, more add nothing. */
const ENOUGH_WRONG = 3;
/** A block of kinks is split until an error of this share of its slopes would be noticed. */
const FINE_ENOUGH = 0.1;
/** A chance of about one in a thousand is taken: both sides and the middle between them may be hit. */
const LUCK = 2e-4;
/** Slopes of one block are at most so many times as large as each other. */
const RANGE = 8;

/**
 * Looks for wrong entries among thousands by adaptive group testing.
 *
 * Entries of similar slope make a block. Every entry of a block is moved at once, each by about its own size, and the slope
 * measured along that direction is compared with the analytic one, Σ g_i d_i. One wrong entry shifts the sum; two can
 * hardly cancel, since both signs and sizes of the moves are random. Blocks that disagree are halved, the worse first, until single
 * entries are left, which are checked thoroughly. Where a block has kinks at the point its analytic slope has to lie between the
 * slopes of both sides; such a block is halved only while that range would hide an error.
 *
 * @param most How many blocks to begin with.
 * @param budget Evaluations that the search may cost.
 * @see Dorfman, "The detection of defective members of large populations", 1943.
 */
export function searchBlocks(
  input: InputContext,
  {most, budget}: {readonly most: number; readonly budget: number},
  random: Random,
): BlockResults {
  const {checkedFn} = input;
  const checks = new Map<number, SlopeCheck>();
  const unseen = new Float64Array(input.values.length).fill(Infinity);
  const end = checkedFn.evaluations + budget;
  const mayGoOn = () => checkedFn.evaluations < end && checkedFn.left > LEAST;
  const open: MeasuredBlock[] = [];
  const still: Block[] = [];
  let kinked = false;
  let way: Way = 'random';
  const measure = (block: Block, like?: MeasuredBlock) => {
    const found = measureInWays(input, block, way, like);
    const measured = confirmed(input, found.measured, random);
    way = found.way;
    noteUnseen(measured, unseen);
    if (measured.still) still.push(block);
    kinked ||= measured.kinked;
    if (isOpen(measured)) open.push(measured);
    return measured;
  };
  for (const block of blocksOf(input, most, random)) if (mayGoOn()) measure(block);
  while (open.length > 0 && mayGoOn() && !isEnough(checks)) {
    open.sort((a, b) => a.doubt - b.doubt || a.coarse - b.coarse);
    const worst = open.pop()!;
    if (worst.block.entries.length === 1) {
      if (!checkedFn.mayCheckThoroughly) break;
      const at = worst.block.entries[0]!;
      checks.set(at, checkEntry(input, at));
      continue;
    }
    const [first, second] = cut(worst.block, 2) as [Block, Block];
    const found = measure(first, worst);
    // What does not lie in the first half lies in the second.
    if (worst.doubt > 1 && found.doubt <= 1) open.push({...worst, block: second});
    else measure(second, worst);
  }
  return {checks, unseen, still, kinked};
}

function isOpen({doubt, coarse}: MeasuredBlock): boolean {
  return doubt > 1 || coarse > FINE_ENOUGH;
}

function isEnough(found: ReadonlyMap<number, SlopeCheck>): boolean {
  return [...found.values()].filter(({verdict}) => verdict === 'wrong').length >= ENOUGH_WRONG;
}

/** How the entries of a block are moved together: to random sides, all to one side, or all away from 0. */
type Way = 'random' | 'one side' | 'outwards';

function movedBy(way: Way, input: InputContext, {entries, moves}: Block): Block {
  if (way === 'random') return {entries, moves};
  const turned = (k: number) => way === 'outwards' && input.values[entries[k]!]! < 0;
  return {entries, moves: moves.map((move, k) => Math.abs(move) * (turned(k) ? -1 : 1))};
}

/**
 * Where entries have kinks at the point, moving all of them to one side shows whether all have the slope of the same side. The kinks of
 * a relu are passed in one direction, those of clipByValue(x, −1, 1) away from 0.
 *
 * @param first The way that was the better one for the block before.
 */
function measureInWays(
  input: InputContext,
  block: Block,
  first: Way,
  like?: MeasuredBlock,
): {measured: MeasuredBlock; way: Way} {
  if (first !== 'random' && !like) {
    const measured = measureBlock(input, movedBy(first, input, block));
    if (!isOpen(measured)) return {measured, way: first};
  }
  const measured = measureBlock(input, block, like);
  if (!measured.kinked || !isOpen(measured)) return {measured, way: 'random'};
  const tried = [block.moves];
  for (const way of ['one side', 'outwards'] as const) {
    const turned = movedBy(way, input, block);
    if (input.checkedFn.left < LEAST) break;
    if (tried.some(moves => moves.every((move, k) => move === turned.moves[k]))) continue;
    tried.push(turned.moves);
    const other = measureBlock(input, turned);
    if (!isOpen(other) || (other.doubt <= 1 && other.coarse < measured.coarse)) return {measured: other, way};
  }
  return {measured, way: 'random'};
}

/**
 * The slope of one side in all entries, or of both together, is that whatever the moves are. One wrong entry among kinks may make the
 * sum of one of them by chance, but hardly with other moves.
 */
function confirmed(input: InputContext, measured: MeasuredBlock, random: Random): MeasuredBlock {
  const {entries, moves} = measured.block;
  const isSure = !measured.kinked || measured.luck < LUCK || entries.length === 1;
  if (isSure || isOpen(measured) || input.checkedFn.left < LEAST) return measured;
  const others = moves.map(move => Math.sign(move) * (0.5 + random.uniform()));
  const again = measureBlock(input, {entries, moves: others}, measured);
  return isOpen(again) ? again : measured;
}

function noteUnseen({block, unseen: hidden, sizes, still}: MeasuredBlock, unseen: Float64Array): void {
  const {entries} = block;
  for (let k = 0; k < entries.length; k++) {
    const at = entries[k]!;
    // Where nothing has a slope there is nothing to compare with.
    const share = still && sizes[k] === 0 ? 0 : hidden[k]! / sizes[k]!;
    unseen[at] = Math.min(unseen[at]!, share);
  }
}

/**
 * Cuts an input into blocks of entries of similar effect, so that none hides in the rounding or tolerance of a steeper one,
 * with those that are exactly 0 apart, since that is where kinks lie.
 *
 * @param most Blocks at most; small ones of neighbouring sizes are joined before large ones are cut.
 */
function blocksOf(input: InputContext, most: number, random: Random): Block[] {
  const groups = new Map<number, number[]>();
  const gradient = input.gradient;
  const values = input.values;
  const effects = gradient.map((g, at) => Math.abs(g) * input.sizeOf(at));
  const top = largest(effects);
  for (let at = 0; at < gradient.length; at++) {
    const g = gradient[at]!;
    const level = Math.max(-12, Math.floor(Math.log2(effects[at]! / top) / Math.log2(RANGE)));
    const key = (g === 0 ? -13 : level) + (values[at] === 0 ? 0.5 : 0);
    const group = groups.get(key);
    if (group) group.push(at);
    else groups.set(key, [at]);
  }
  const parts = [...groups.values()].sort((a, b) => b.length - a.length);
  const share = (size: number) => Math.max(1, Math.round(((most - parts.length) * size) / gradient.length));
  return parts.flatMap(entries => {
    const shuffled = shuffle(entries, random);
    // Zeros move to one side: where each of them is a kink, the slope of that side is one and the same choice of all.
    const isZero = values[entries[0]!] === 0;
    const sign = () => (isZero || random.uniform() < 0.5 ? 1 : -1);
    const moves = shuffled.map(() => sign() * (0.5 + random.uniform()));
    return cut({entries: shuffled, moves}, Math.min(entries.length, share(entries.length)));
  });
}

function cut({entries, moves}: Block, parts: number): Block[] {
  const cuts = Array.from({length: parts + 1}, (_, k) => Math.round((k * entries.length) / parts));
  return cuts
    .slice(1)
    .map((end, k) => ({entries: entries.slice(cuts[k], end), moves: moves.slice(cuts[k], end)}))
    .filter(block => block.entries.length > 0);
}

function shuffle(entries: readonly number[], random: Random): number[] {
  const shuffled = [...entries];
  for (let i = shuffled.length - 1; i > 0; i--) {
    const j = random.integer(i + 1);
    [shuffled[i], shuffled[j]] = [shuffled[j]!, shuffled[i]!];
  }
  return shuffled;
}
