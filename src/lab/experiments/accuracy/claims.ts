import type {Claim} from '../experiment';
import {count, percent, significant, skip} from '../reporting';
import {evolutionOptions} from './alternatives';
import {alternativesOf, type AccuracyFindings, type AlternativeNumbers} from './measureAccuracy';

/** What the numbers bear out, or not. */
export function claimsOf(found: AccuracyFindings): Claim[] {
  const n = alternativesOf(found);
  return [
    ...zeroClaims(found),
    ...mechanismClaims(found),
    ...staircaseClaims(found),
    ...ascentClaims(found),
    ...substituteClaims(found, n),
    ...wrongLabelClaims(n),
  ];
}

/** Four standard errors of the difference of two accuracies: chance alone rises by so much in 1 run of 30,000. */
export function chanceOf(testImages: number): number {
  return 4 * Math.sqrt((2 * 0.25) / testImages);
}

function zeroClaims(found: AccuracyFindings): Claim[] {
  const {parameters, flatness, sweep} = found;
  const moving = sweep.filter(({nonZero}) => nonZero > 0);
  const all = count(parameters);
  return [
    ...flatness.map(({state, near, far, nonZeroFar}) => ({
      id: `accuracy.zeros.${state}`,
      statement: `${state === 'start' ? 'Before' : 'After'} training every image further than h = 1e-4 from a tie has quotients of accuracy of exactly 0, for every weight`,
      expected: `0 of ${all}, on most of the images`,
      measured: `${nonZeroFar} of ${all}, on ${far} of ${near + far} images`,
      holds: nonZeroFar === 0 && far > near,
    })),
    {
      id: 'accuracy.derivative',
      statement:
        'With an h that brings no image to a tie all quotients are exactly 0: the derivative of accuracy is 0',
      expected: `0 of ${all}, before and after training`,
      measured: flatness
        .map(({nonZeroSmall, smallStep}) => `${nonZeroSmall} at h = ${smallStep.toExponential(0)}`)
        .join(', '),
      holds: flatness.every(({nonZeroSmall}) => nonZeroSmall === 0),
    },
    lossClaim(found),
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

function lossClaim({deadPixels, hidden, counts}: AccuracyFindings): Claim {
  const losses = counts.filter(({objective}) => objective !== 'accuracy');
  const dead = deadPixels * hidden;
  const others = losses.map(({histogram}) => histogram.otherZeros);
  return {
    id: 'accuracy.losses-not-zero',
    statement:
      'SSE and CEE have a quotient for every weight but those of pixels that are black in every image',
    expected: `${count(dead)} zeros (${deadPixels} pixels × ${hidden} units), and no others`,
    measured: `${losses.map(({histogram}) => count(histogram.blackPixels)).join(', ')} zeros, and ${others.join(', ')} others`,
    holds: losses.every(({histogram}) => histogram.blackPixels === dead && histogram.otherZeros === 0),
  };
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
      expected: `0 of ${count(mechanisms.entries)} non-zero, where the greatest logit itself has some`,
      measured: `${mechanisms.zerosThroughArgMax}, where the greatest logit itself has ${count(mechanisms.nonZeroWithoutArgMax)}`,
      holds: mechanisms.zerosThroughArgMax === 0 && mechanisms.nonZeroWithoutArgMax > 0,
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
  const flat = staircases.map(
    ({accuracies}) => accuracies.filter((value, i) => value === accuracies[i - 1]).length,
  );
  return [
    {
      id: 'accuracy.staircase',
      statement: 'More images make the steps of accuracy shorter and never smooth',
      expected: `more levels with more images, and some of ${staircases[0]!.offsets.length - 1} moves without any effect`,
      measured: `${levels.join(', ')} levels; ${flat.join(', ')} moves without`,
      holds: levels.every((level, i) => i === 0 || level > levels[i - 1]!) && flat.every(moves => moves > 0),
    },
    {
      id: 'accuracy.whole-images',
      statement:
        'Accuracy moves by whole images: N images allow what is a multiple of 1/N, and nothing between',
      expected: 'steps of 1 image or more, for every N',
      measured: staircases
        .map(({size}, i) => `${steps[i] === Infinity ? 'none' : significant(steps[i]!)} of ${count(size)}`)
        .join(', '),
      // Where accuracy takes one level only there is no step.
      holds:
        steps.some(step => step !== Infinity) &&
        staircases.every(({accuracies, size}) => accuracies.every(value => isWhole(value * size))),
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

function isWhole(value: number): boolean {
  return Math.abs(value - Math.round(value)) < 1e-6;
}

/** The least distance between two different values. */
function leastGap(values: readonly number[]): number {
  const levels = [...new Set(values)].sort((a, b) => a - b);
  return Math.min(...levels.slice(1).map((level, i) => level - levels[i]!));
}

function ascentClaims({ascents, control}: AccuracyFindings): Claim[] {
  const small = ascents.filter(({h}) => h <= 1e-3);
  const large = ascents.filter(({h}) => h > 1e-3);
  const mostMoved = Math.max(...large.map(({moved}) => moved));
  // The best on the way: a last step may be a bad one.
  const best = Math.max(...large.flatMap(({accuracies}) => accuracies));
  const reached = Math.max(...control.accuracies);
  return [
    {
      id: 'accuracy.ascent-still',
      statement:
        'Ascending accuracy with a small h moves no weight in a step in which no image lies within h of a tie',
      expected: '0 such steps that move (h ≤ 1e-3)',
      measured: small.map(({untied, movedUntied}) => `${movedUntied} of ${untied}`).join(', '),
      ...(small.some(({untied}) => untied > 0)
        ? {holds: small.every(({movedUntied}) => movedUntied === 0)}
        : skip('needs a step in which no image lies within h of a tie')),
    },
    {
      id: 'accuracy.ascent-sticks',
      statement:
        'With a large h it moves, and sticks far below what CEE reaches in as many steps, on the very images it climbs',
      expected: `steps that move, and at most half of what CEE reaches in ${control.steps} steps`,
      measured: `${mostMoved} steps, ${percent(best)} against ${percent(reached)}`,
      holds: mostMoved > 0 && best <= reached / 2,
    },
  ];
}

function substituteClaims({straightThrough}: AccuracyFindings, {alternative}: AlternativeNumbers): Claim[] {
  const {cee, soft, evolution, testImages} = alternative;
  const chance = chanceOf(testImages);
  return [
    {
      id: 'accuracy.straight-through',
      statement:
        'Straight-through accuracy has the value of accuracy and, bit for bit, the gradient of soft accuracy',
      expected: `${percent(straightThrough.counted)}, and a gradient that is 0 apart in every entry`,
      measured: `${percent(straightThrough.hard)}, a norm of ${significant(straightThrough.gradient)}, ${straightThrough.difference} apart`,
      holds:
        // A mean of ones and zeros in float32.
        Math.abs(straightThrough.hard - straightThrough.counted) <= 1e-6 &&
        straightThrough.gradient > 0 &&
        straightThrough.difference === 0,
    },
    {
      id: 'accuracy.soft-learns',
      statement: 'Soft accuracy, the mean probability of the right class, has a gradient to learn by',
      expected: `a test accuracy that rises by more than ${percent(chance)}`,
      measured: `${percent(soft.start)} to ${percent(soft.accuracy)}`,
      holds: soft.accuracy - soft.start > chance,
    },
    {
      id: 'accuracy.evolution-learns',
      statement: `An evolution strategy, which tries moves of ${evolutionOptions.sigma} in place of h = 1e-4, climbs accuracy itself`,
      expected: `a test accuracy that rises by more than ${percent(chance)}`,
      measured: `${percent(evolution.start)} to ${percent(evolution.accuracy)}`,
      holds: evolution.accuracy - evolution.start > chance,
    },
    {
      id: 'accuracy.cee-ahead',
      statement: 'In as many steps CEE comes as far as either, or further',
      expected: 'at most 1 % below both',
      measured: [cee, soft, evolution].map(({accuracy}) => percent(accuracy)).join(', '),
      holds: [soft, evolution].every(({accuracy}) => cee.accuracy >= accuracy - 0.01),
    },
  ];
}

function wrongLabelClaims({alternative, wrongLabels}: AlternativeNumbers): Claim[] {
  return [
    {
      id: 'accuracy.outliers',
      statement: 'Labels that are wrong take a larger part of the push of CEE than of that of soft accuracy',
      expected: `at least twice the part, from ${percent(wrongLabels.fraction)} of the labels`,
      measured: `${percent(wrongLabels.push.cee)} against ${percent(wrongLabels.push.soft)}`,
      holds: wrongLabels.push.cee >= 2 * wrongLabels.push.soft,
    },
    {
      id: 'accuracy.outliers-cee',
      statement: 'Even so the wrong labels cost CEE little accuracy on right ones',
      expected: 'at most 5 %',
      measured: `${percent(alternative.cee.accuracy)} without, ${percent(wrongLabels.cee.accuracy)} with them`,
      holds: wrongLabels.cee.accuracy >= alternative.cee.accuracy - 0.05,
    },
  ];
}
