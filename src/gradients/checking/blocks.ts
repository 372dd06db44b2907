import type {Random} from '../../random';
import type {Comparison} from './Comparison';

/** Entries of one input that are moved together. */
export interface Block {
  /** Flat positions. */
  readonly entries: readonly number[];
  /** How far each is moved, in units of its size; ½ to 1½, of either sign. */
  readonly moves: readonly number[];
}

/** Slopes of one block are at most so many times as large as each other. */
const RANGE = 8;

/**
 * Cuts an input into blocks of entries that go well together: of similar effect, so that none hides in the rounding or
 * tolerance of a steeper one, and those that are exactly 0 apart, since that is where kinks lie.
 *
 * @param most Blocks at most; small ones of neighbouring sizes are joined before large ones are cut.
 */
export function blocksOf(comparison: Comparison, input: number, most: number, random: Random): Block[] {
  const groups = new Map<string, number[]>();
  const gradient = comparison.gradients[input]!;
  const {values} = comparison.subject.inputs[input]!;
  const effects = gradient.map((g, at) => Math.abs(g) * comparison.sizeOf(input, at));
  const top = effects.reduce((most, effect) => Math.max(most, effect), 0);
  for (const [at, g] of gradient.entries()) {
    const octave =
      g === 0 ? -Infinity : Math.max(-12, Math.floor(Math.log2(effects[at]! / top) / Math.log2(RANGE)));
    const key = `${values[at] === 0 ? 1 : 0}/${octave}`;
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

/** Both halves of a block of two or more. */
export function halves(block: Block): [Block, Block] {
  return cut(block, 2) as [Block, Block];
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
