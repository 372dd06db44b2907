import type {Claim, SeedClaim, SeedTable} from '../../results';
import {t} from '../../text';
import {say} from '../language/language';

/** What is taken down of a claim. */
type TalliedClaim = Pick<Claim, 'id' | 'statement' | 'holds' | 'measured' | 'reason' | 'timed'>;

/** Takes down what became of the claims, one seed after the other; of the experiments themselves nothing is kept. */
export class SeedTally {
  private readonly seeds: number[] = [];
  private readonly claims = new Map<string, Omit<SeedClaim, 'outcomes' | 'measured'>>();
  private readonly found = new Map<string, Pick<Claim, 'holds' | 'measured'>[]>();

  add(
    seed: number,
    experiments: readonly {readonly id: string; readonly claims: readonly TalliedClaim[]}[],
  ): void {
    for (const {id: experiment, claims} of experiments) {
      for (const {id, statement, holds, measured, reason, timed} of claims) {
        const known = this.claims.get(id);
        const why = known?.reason ?? reason;
        this.claims.set(id, {
          ...(known ?? {experiment, id, statement, ...(timed && {timed})}),
          ...(why !== undefined && {reason: why}),
        });
        const row = this.found.get(id) ?? this.seeds.map(() => notMade);
        this.found.set(id, [...row, {holds, measured}]);
      }
    }
    this.seeds.push(seed);
    for (const [id, row] of this.found)
      if (row.length < this.seeds.length) this.found.set(id, [...row, notMade]);
  }

  /** Takes over what another tally has taken down, as if its seeds had run here. */
  addTable({seeds, claims}: SeedTable): void {
    for (const [i, seed] of seeds.entries()) {
      const outcomes = claims.map(({experiment: id, outcomes: holds, measured, ...claim}) => ({
        id,
        claims: [{...claim, holds: holds[i]!, measured: measured[i]!}],
      }));
      this.add(seed, outcomes);
    }
  }

  table(): SeedTable {
    const claims = [...this.claims.values()].map(claim => {
      const row = this.found.get(claim.id)!;
      return {...claim, outcomes: row.map(({holds}) => holds), measured: row.map(({measured}) => measured)};
    });
    return {seeds: this.seeds, claims};
  }
}

const notMade = {holds: 'skipped', measured: t`not made`} as const;

/** For how many seeds a claim holds, and for how many it was made; and those for which it failed. */
export function countSeeds({outcomes}: SeedClaim, seeds: readonly number[]) {
  return {
    held: outcomes.filter(holds => holds === true).length,
    judged: outcomes.filter(holds => holds !== 'skipped').length,
    failed: seeds.filter((_, i) => outcomes[i] !== true && outcomes[i] !== 'skipped'),
  };
}

/** What of a claim over all seeds: it failed if it failed for any, and was skipped if it was skipped for all. */
export function outcomeOverSeeds(claim: SeedClaim): Pick<Claim, 'holds' | 'reason'> {
  const {held, judged} = countSeeds(claim, []);
  if (judged > 0) return {holds: held === judged};
  return {holds: 'skipped', ...(claim.reason !== undefined && {reason: claim.reason})};
}

/**
 * Seeds as `--seeds` takes them: runs of consecutive ones as a range.
 *
 * @example
 * formatSeeds([1, 2, 3, 7]);  // '1-3,7'
 */
export function formatSeeds(seeds: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const seed of seeds) {
    const last = ranges[ranges.length - 1];
    if (last !== undefined && seed === last[1] + 1) last[1] = seed;
    else ranges.push([seed, seed]);
  }
  return ranges.map(([from, to]) => (from === to ? String(from) : `${from}-${to}`)).join(',');
}

/** `Over 20 seeds:`, before what is said of all of them. */
export function countOfSeeds({seeds}: SeedTable): string {
  return say(t`Over ${seeds.length} seeds:`);
}
