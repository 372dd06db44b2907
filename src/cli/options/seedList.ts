import type {Text} from '../../text';
import type {OptionSpec} from './optionSpec';

/** More would be a table that nobody reads. */
const mostSeeds = 1000;

/** Several seeds: `1-20`, `1,3,7`, or both ways at once. Each counts once, and in the order given. */
export function seedList(describe: Text): OptionSpec<readonly number[] | undefined> {
  return {
    describe,
    placeholder: 'LIST',
    fallback: undefined,
    expected: `different whole numbers like 1-20 or 1,3,7, at most ${mostSeeds.toLocaleString('en')}`,
    parse: word => word,
    // A configuration file may have a list of numbers or a single one.
    check: value => readSeeds(Array.isArray(value) ? value.join(',') : value),
  };
}

function readSeeds(value: unknown): readonly number[] | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string') return undefined;
  const seeds: number[] = [];
  for (const part of text.split(',')) {
    const [, from, to = from] = /^\s*(\d+)(?:\s*-\s*(\d+))?\s*$/.exec(part) ?? [];
    const [first, last] = [Number(from), Number(to)];
    if (!(Number.isSafeInteger(last) && first <= last && last - first < mostSeeds)) return undefined;
    for (let seed = first; seed <= last; seed++) seeds.push(seed);
  }
  return seeds.length <= mostSeeds && new Set(seeds).size === seeds.length ? seeds : undefined;
}
