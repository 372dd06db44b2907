import type {Trial} from './referee';

/** Counts of what came of many trials. */
export class Tally {
  trials = 0;
  fouls = 0;
  /** By what was checked (`unspoiled`, or the kind of spoil) and then by verdict. */
  readonly verdicts = new Map<string, Map<string, number>>();
  /** By foul and what was checked. */
  readonly foulsByKind = new Map<string, number>();
  /** Trials with a wrong gradient of tfjs's own, by the error that explains it. */
  readonly faults = new Map<string, number>();
  /** Spoiled trials whose spoil is larger than what the check resolves. */
  readonly spoilsAbove = new Map<string, number>();

  add(trial: Trial): void {
    const kind = kindOf(trial);
    this.trials++;
    const verdicts = this.verdicts.get(kind) ?? new Map<string, number>();
    this.verdicts.set(kind, count(verdicts, trial.check?.verdict ?? 'crash'));
    if (trial.foul !== undefined) {
      this.fouls++;
      count(this.foulsByKind, `${trial.foul}, ${kind}`);
    }
    const isWrong = (trial.deviation?.relative ?? Infinity) > 1e-6;
    if (!isWrong) return;
    if (trial.spoil) count(this.spoilsAbove, kind);
    else for (const fault of explanationsOf(trial)) count(this.faults, fault);
  }
}

/** Counts as text, for people. */
export function formatTally({trials, fouls, verdicts, foulsByKind, faults, spoilsAbove}: Tally): string {
  const byKind = [...verdicts].sort(([a], [b]) =>
    a === 'unspoiled' ? -1 : b === 'unspoiled' ? 1 : a.localeCompare(b),
  );
  const lines = byKind.map(([kind, counts]) => {
    const reached = kind === 'unspoiled' ? '' : ` (${spoilsAbove.get(kind) ?? 0} change the gradient)`;
    return `  ${kind}${reached}: ${listed(counts)}`;
  });
  return [
    `${trials} trials, ${fouls} fouls.`,
    ...[...foulsByKind].sort(([, a], [, b]) => b - a).map(([foul, times]) => `  ${times} × ${foul}`),
    'Verdicts:',
    ...lines,
    'Unspoiled gradients that are wrong in tfjs, by what explains them:',
    ...[...faults].sort(([, a], [, b]) => b - a).map(([fault, times]) => `  ${times} × ${fault}`),
  ].join('\n');
}

function kindOf({spoil}: Trial): string {
  return spoil?.kind ?? 'unspoiled';
}

function explanationsOf({faults, composition}: Trial): readonly string[] {
  if (faults.length > 0) return faults;
  return [
    composition.result.kinked ? 'kinks meet: no choice of one slope for each is right for all' : 'nothing',
  ];
}

function count(counts: Map<string, number>, key: string): Map<string, number> {
  return counts.set(key, (counts.get(key) ?? 0) + 1);
}

function listed(counts: ReadonlyMap<string, number>): string {
  return [...counts].sort(([, a], [, b]) => b - a).map(([key, times]) => `${times} ${key}`).join(', '); // prettier-ignore
}
