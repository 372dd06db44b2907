import type {Random} from '../../random';
import type {Comparison} from './Comparison';
import {judgeEntry} from './compareEntries';
import type {Judgement} from './Line';
import {type Block, blocksOf, halves} from './blocks';
import {measureBlock, type Measured} from './measureBlock';

/** What a search over blocks found out. */
export interface BlockFindings {
  /** Entries that were judged by themselves, by flat position. */
  readonly judgements: Map<number, Judgement>;
  /** For every entry that was not: the smallest error that would have been noticed, relative to what the entry counts as. */
  readonly unseen: Float64Array;
  /** Some block does not change at all along its direction, or by rounding only. */
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

/**
 * Looks for wrong entries among thousands by adaptive group testing.
 *
 * Entries of similar slope make a block. Every entry of a block is moved at once, each by about its own size, and the slope
 * measured along that direction is compared with the analytic one, Σ g_i d_i. One wrong entry shifts the sum; two can
 * hardly cancel, since both signs and sizes of the moves are random. Blocks that disagree are halved, the worse first, until single
 * entries are left, which are judged thoroughly. Where a block has kinks at the point its analytic slope has to lie between the slopes of
 * both sides; such a block is halved only while that range would hide an error.
 *
 * @param most How many blocks to begin with.
 * @param budget Evaluations that the search may cost.
 * @see Dorfman, "The detection of defective members of large populations", 1943.
 */
export function searchBlocks(
  comparison: Comparison,
  input: number,
  {most, budget}: {readonly most: number; readonly budget: number},
  random: Random,
): BlockFindings {
  const {subject} = comparison;
  const judgements = new Map<number, Judgement>();
  const unseen = new Float64Array(subject.inputs[input]!.values.length).fill(Infinity);
  const end = subject.evaluations + budget;
  const mayGoOn = () => subject.evaluations < end && subject.left > LEAST;
  const open: Measured[] = [];
  const still: Block[] = [];
  let kinked = false;
  let sidedFirst = false;
  const look = (block: Block, like?: Measured) => {
    const {measured, sided} = lookBothWays(comparison, input, block, sidedFirst, like);
    sidedFirst = sided;
    note(measured, unseen);
    if (measured.still) still.push(block);
    kinked ||= measured.kinked;
    if (measured.doubt > 1 || measured.coarse > FINE_ENOUGH) open.push(measured);
    return measured;
  };
  for (const block of blocksOf(comparison, input, most, random)) if (mayGoOn()) look(block);
  while (open.length > 0 && mayGoOn() && !enough(judgements)) {
    open.sort((a, b) => a.doubt - b.doubt || a.coarse - b.coarse);
    const worst = open.pop()!;
    if (worst.block.entries.length === 1) {
      if (!subject.mayLookClosely) break;
      const at = worst.block.entries[0]!;
      judgements.set(at, judgeEntry(comparison, input, at));
      continue;
    }
    const [first, second] = halves(worst.block);
    const found = look(first, worst);
    // What does not lie in the first half lies in the second.
    if (worst.doubt > 1 && found.doubt <= 1) open.push({...worst, block: second});
    else look(second, worst);
  }
  return {judgements, unseen, still, kinked};
}

/**
 * Where entries have kinks at the point, moving all of them to one side shows whether all have chosen alike.
 *
 * @param sidedFirst Whether that was the better way for the block before.
 */
function lookBothWays(
  comparison: Comparison,
  input: number,
  block: Block,
  sidedFirst: boolean,
  like?: Measured,
): {measured: Measured; sided: boolean} {
  const isOpen = ({doubt, coarse}: Measured) => doubt > 1 || coarse > FINE_ENOUGH;
  const oneSided = {...block, moves: block.moves.map(Math.abs)};
  if (sidedFirst && !like) {
    const measured = measureBlock(comparison, input, oneSided);
    if (!isOpen(measured)) return {measured, sided: true};
  }
  const measured = measureBlock(comparison, input, block, like);
  const mayHelp = measured.kinked && isOpen(measured) && block.moves.some(move => move < 0);
  if (!mayHelp) return {measured, sided: false};
  const other = measureBlock(comparison, input, oneSided);
  const isBetter = !isOpen(other) || (other.doubt <= 1 && other.coarse < measured.coarse);
  return isBetter ? {measured: other, sided: true} : {measured, sided: false};
}

function note({block, unseen: hidden, sizes, still}: Measured, unseen: Float64Array): void {
  for (const [k, at] of block.entries.entries()) {
    // Where nothing has a slope there is nothing to compare with.
    const share = still && sizes[k] === 0 ? 0 : hidden[k]! / sizes[k]!;
    unseen[at] = Math.min(unseen[at]!, share);
  }
}

function enough(found: ReadonlyMap<number, Judgement>): boolean {
  return [...found.values()].filter(({verdict}) => verdict === 'wrong').length >= ENOUGH_WRONG;
}
