import type {Claim} from '../experiment';
import {percent} from '../percent';
import {significant} from '../significant';
import {alternativeClaims} from './alternativeClaims';
import type {AccuracyFindings} from './findings';

/** What the numbers bear out, or not. */
export function claimsOf(found: AccuracyFindings, metrics: Readonly<Record<string, number>>): Claim[] {
  return [
    ...zeroClaims(found, metrics),
    ...mechanismClaims(found),
    ...staircaseClaims(found),
    ...ascentClaims(found),
    ...alternativeClaims(found, metrics),
  ];
}

function zeroClaims(
  {parameters, deadPixels, hidden, sweep}: AccuracyFindings,
  m: Record<string, number>,
): Claim[] {
  // An image may lie within h of a tie by chance; one weight in a thousand is far from what descent needs.
  const few = parameters / 1000;
  const dead = deadPixels * hidden;
  const zeros = parameters - m['trained.cee.nonZero']!;
  const moving = sweep.filter(({nonZero}) => nonZero > 0);
  return [
    ...(['start', 'trained'] as const).map(state => ({
      id: `accuracy.zeros.${state}`,
      statement: `${state === 'start' ? 'Before' : 'After'} training at most one weight in 1,000 has a non-zero quotient of accuracy (h = 1e-4)`,
      expected: `0 of ${parameters.toLocaleString('en')}, and at most ${Math.floor(few)}`,
      measured: m[`${state}.accuracy.nonZero`]!,
      holds: m[`${state}.accuracy.nonZero`]! <= few,
    })),
    {
      id: 'accuracy.losses-not-zero',
      statement:
        'SSE and CEE have a quotient for every weight but those of pixels that are black in every image',
      expected: `${dead.toLocaleString('en')} zeros: ${deadPixels} pixels × ${hidden} units`,
      measured: `${zeros.toLocaleString('en')} zeros of CEE, ${(parameters - m['trained.sse.nonZero']!).toLocaleString('en')} of SSE`,
      holds: Math.abs(zeros - dead) <= few && Math.abs(parameters - m['trained.sse.nonZero']! - dead) <= few,
    },
    {
      id: 'accuracy.quantum',
      statement:
        'A quotient of accuracy that is not 0 is never below 1/(2hN): it measures h, not the network',
      expected: '≥ 1 quantum',
      measured:
        moving.length === 0
          ? 'none is non-zero'
          : `least ${Math.min(...moving.map(({least, quantum}) => least / quantum)).toFixed(3)} quanta`,
      // Nine digits: sums of ±1 are exact, the division rounds once.
      holds: moving.length > 0 && moving.every(({least, quantum}) => least >= quantum * (1 - 1e-9)),
    },
  ];
}

function mechanismClaims({mechanisms}: AccuracyFindings): Claim[] {
  return [
    {
      id: 'accuracy.throws',
      statement: 'tf.grad of accuracy throws: tfjs has no gradient for the comparison of classes',
      expected: 'an error that names Equal',
      measured: mechanisms.thrown,
      holds: /\bEqual\b/.test(mechanisms.thrown),
    },
    {
      id: 'accuracy.registered-zeros',
      statement: 'Through argMax alone tf.grad answers with registered zeros',
      expected: `0 of ${mechanisms.entries.toLocaleString('en')} non-zero`,
      measured: mechanisms.zerosThroughArgMax,
      holds: mechanisms.zerosThroughArgMax === 0,
    },
    {
      id: 'accuracy.pass-through',
      statement:
        'Through a cast to int32, itself a staircase, tf.grad passes the gradient on as if nothing were there',
      expected: '1, where the derivative is 0',
      measured: mechanisms.throughCast,
      holds: mechanisms.throughCast === 1,
    },
  ];
}

function staircaseClaims({staircases}: AccuracyFindings): Claim[] {
  const levels = staircases.map(({accuracyLevels}) => accuracyLevels);
  const steps = staircases.map(({accuracies, size}) => size * leastGap(accuracies));
  const smooth = staircases.every(({crossEntropyLevels, offsets}) => crossEntropyLevels === offsets.length);
  return [
    {
      id: 'accuracy.staircase',
      statement: 'More images make the steps of accuracy shorter and never smooth',
      expected: `more levels with more images, fewer than ${staircases[0]!.offsets.length} positions`,
      measured: levels.join(', '),
      holds:
        levels.every((level, i) => i === 0 || level > levels[i - 1]!) &&
        staircases.every(({accuracyLevels, offsets}) => accuracyLevels < offsets.length),
    },
    {
      id: 'accuracy.whole-images',
      statement:
        'Accuracy moves by whole images: N images allow what is a multiple of 1/N, and nothing between',
      expected: 'steps of 1 image or more, for every N',
      measured: staircases
        .map(({size}, i) =>
          steps[i] === Infinity
            ? `none of ${size.toLocaleString('en')}`
            : `${significant(steps[i])} of ${size.toLocaleString('en')}`,
        )
        .join(', '),
      // Where accuracy takes one level only there is no step.
      holds: steps.every(
        step => step === Infinity || (Math.abs(step - Math.round(step)) < 1e-6 && step > 0.5),
      ),
    },
    {
      id: 'accuracy.smooth-loss',
      statement: 'Cross entropy never repeats a value on the same way',
      expected: `${staircases[0]!.offsets.length} values`,
      measured: staircases.map(({crossEntropyLevels}) => crossEntropyLevels).join(', '),
      holds: smooth,
    },
  ];
}

/** The least distance between two different values. */
function leastGap(values: readonly number[]): number {
  const levels = [...new Set(values)].sort((a, b) => a - b);
  return Math.min(...levels.slice(1).map((level, i) => level - levels[i]!));
}

function ascentClaims({ascents}: AccuracyFindings): Claim[] {
  const small = ascents.filter(({h}) => h <= 1e-3);
  const large = ascents.filter(({h}) => h > 1e-3);
  const mostMoved = Math.max(...large.map(({moved}) => moved));
  const best = Math.max(...large.map(({accuracies}) => accuracies[accuracies.length - 1]!));
  return [
    {
      id: 'accuracy.ascent-still',
      statement: 'Ascending accuracy with a small h never moves a weight',
      expected: '0 steps that move (h ≤ 1e-3)',
      measured: small.map(({moved}) => moved).join(', '),
      holds: small.every(({moved}) => moved === 0),
    },
    {
      id: 'accuracy.ascent-sticks',
      statement:
        'With a large h it moves, and sticks far below what a loss reaches, on the very images it climbs',
      expected: 'steps that move, and below 70 % of the batch',
      measured: `${mostMoved} steps, ${percent(best)}`,
      holds: mostMoved > 0 && best < 0.7,
    },
  ];
}
