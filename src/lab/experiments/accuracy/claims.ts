import {listed, t} from '../../../text';
import type {Claim} from '../experiment';
import {claim, count, percent, rises, significant, skip} from '../reporting';
import {evolutionOptions} from './alternatives';
import type {Flatness} from './flatness';
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
  const derivatives = flatness.map(
    ({nonZeroSmall, smallStep}) => t`${nonZeroSmall} at h = ${smallStep.toExponential(0)}`,
  );
  // Nine digits: sums of ±1 are exact, the division rounds once.
  const least = Math.min(...moving.map(({least, quantum}) => least / quantum));
  return [
    ...flatness.map(each => zeroClaim(each, all)),
    claim('accuracy.derivative', Math.max(...flatness.map(({nonZeroSmall}) => nonZeroSmall)) === 0)`
      With an h that brings no image to a tie all quotients are exactly 0: the derivative of accuracy is 0
      → 0 of ${all}, before and after training
      → ${listed(derivatives)}`,
    lossClaim(found),
    claim('accuracy.quantum', moving.length > 0 && least >= 1 - 1e-9)`
      A quotient of accuracy that is not 0 is never below 1/(2hN): it measures h, not the network
      → ≥ 1 quantum
      → ${moving.length === 0 ? t`none is non-zero` : t`least ${least.toFixed(3)} quanta`}`,
  ];
}

function zeroClaim({state, near, far, nonZeroFar}: Flatness, all: string): Claim {
  const when = {start: t`Before training`, trained: t`After training`}[state];
  return claim(`accuracy.zeros.${state}`, nonZeroFar === 0 && far > near)`
    ${when} every image further than h = 1e-4 from a tie has quotients of accuracy of exactly 0,
    for every weight
    → 0 of ${all}, on most of the images
    → ${nonZeroFar} of ${all}, on ${far} of ${near + far} images`;
}

function lossClaim({deadPixels, hidden, counts}: AccuracyFindings): Claim {
  const losses = counts.filter(({objective}) => objective !== 'accuracy');
  const dead = deadPixels * hidden;
  const others = losses.map(({histogram}) => histogram.otherZeros);
  const zeros = losses.map(({histogram}) => histogram.blackPixels);
  const onlyThose = zeros.every(each => each === dead) && others.every(each => each === 0);
  return claim('accuracy.losses-not-zero', onlyThose)`
    SSE and CEE have a quotient for every weight but those of pixels that are black in every image
    → ${count(dead)} zeros (${deadPixels} pixels × ${hidden} units), and no others
    → ${zeros.map(count).join(', ')} zeros, and ${others.join(', ')} others`;
}

function mechanismClaims({mechanisms}: AccuracyFindings): Claim[] {
  const without = mechanisms.nonZeroWithoutArgMax;
  return [
    claim('accuracy.throws', /\bEqual\b/.test(mechanisms.thrown))`
      tf.grad of accuracy throws: tfjs has no gradient for the comparison of classes
      → an error that names Equal
      → ${mechanisms.thrown}`,
    claim('accuracy.registered-zeros', mechanisms.zerosThroughArgMax === 0 && without > 0)`
      Through argMax alone tf.grad returns registered zeros
      → 0 of ${count(mechanisms.entries)} non-zero, where the greatest logit itself has some
      → ${mechanisms.zerosThroughArgMax}, where the greatest logit itself has ${count(without)}`,
    claim('accuracy.pass-through', mechanisms.throughCast === 1)`
      Through a cast to int32, itself a staircase, tf.grad passes the gradient on as if nothing were there
      → 1, where the derivative is 0
      → ${mechanisms.throughCast}`,
  ];
}

function staircaseClaims({staircases}: AccuracyFindings): Claim[] {
  const levels = staircases.map(({accuracyLevels}) => accuracyLevels);
  const steps = staircases.map(({accuracies, size}) => size * leastGap(accuracies));
  const smooth = staircases.every(({crossEntropyLevels, offsets}) => crossEntropyLevels === offsets.length);
  const flat = staircases.map(
    ({accuracies}) => accuracies.filter((value, i) => value === accuracies[i - 1]).length,
  );
  const shortest = staircases.map(({size}, i) => {
    const step = steps[i] === Infinity ? t`none` : significant(steps[i]!);
    return t`${step} of ${count(size)} images`;
  });
  const areWhole = staircases.every(({accuracies, size}) => accuracies.every(value => isWhole(value * size)));
  return [
    claim('accuracy.staircase', rises(levels) && Math.min(...flat) > 0)`
      More images make the steps of accuracy shorter and never smooth
      → more levels with more images, and some of ${staircases[0]!.offsets.length - 1} moves without any
      effect
      → ${levels.join(', ')} levels; ${flat.join(', ')} moves without`,
    // Where accuracy takes one level only there is no step.
    claim('accuracy.whole-images', Math.min(...steps) !== Infinity && areWhole)`
      Accuracy moves by whole images: N images allow what is a multiple of 1/N, and nothing between
      → steps of 1 image or more, for every N
      → ${listed(shortest)}`,
    claim('accuracy.smooth-loss', smooth)`
      Cross entropy never repeats a value on the same way
      → ${staircases[0]!.offsets.length} values
      → ${staircases.map(({crossEntropyLevels}) => crossEntropyLevels).join(', ')}`,
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
  // The best of all steps: a last step may be a bad one.
  const best = Math.max(...large.flatMap(({accuracies}) => accuracies));
  const reached = Math.max(...control.accuracies);
  return [
    claim(
      'accuracy.ascent-still',
      small.some(({untied}) => untied > 0)
        ? small.every(({movedUntied}) => movedUntied === 0)
        : skip(t`needs a step in which no image lies within h of a tie`),
    )`
      Maximising accuracy with a small h moves no weight in a step in which no image lies within h of a tie
      → 0 such steps that move (h ≤ 1e-3)
      → ${listed(small.map(({untied, movedUntied}) => t`${movedUntied} of ${untied} steps`))}`,
    claim('accuracy.ascent-sticks', mostMoved > 0 && best <= reached / 2)`
      With a large h it moves, but stops far below what CEE reaches in as many steps, on the same images
      → steps that move, and at most half of what CEE reaches in ${control.steps} steps
      → ${mostMoved} steps, ${percent(best)} against ${percent(reached)}`,
  ];
}

function substituteClaims({straightThrough}: AccuracyFindings, {alternative}: AlternativeNumbers): Claim[] {
  const {cee, soft, evolution, testImages} = alternative;
  const chance = chanceOf(testImages);
  const {hard, counted, gradient, difference} = straightThrough;
  // A mean of ones and zeros in float32.
  const isHard = Math.abs(hard - counted) <= 1e-6;
  return [
    claim('accuracy.straight-through', isHard && gradient > 0 && difference === 0)`
      Straight-through accuracy has the value of accuracy and, bit for bit, the gradient of soft accuracy
      → ${percent(counted)}, and a gradient that is 0 apart in every entry
      → ${percent(hard)}, a norm of ${significant(gradient)}, ${difference} apart`,
    claim('accuracy.soft-learns', soft.accuracy - soft.start > chance)`
      Soft accuracy, the mean probability of the right class, has a gradient to learn by
      → a test accuracy that rises by more than ${percent(chance)}
      → ${percent(soft.start)} to ${percent(soft.accuracy)}`,
    claim('accuracy.evolution-learns', evolution.accuracy - evolution.start > chance)`
      An evolution strategy, which tries moves of ${evolutionOptions.sigma} in place of h = 1e-4, climbs
      accuracy itself
      → a test accuracy that rises by more than ${percent(chance)}
      → ${percent(evolution.start)} to ${percent(evolution.accuracy)}`,
    claim('accuracy.cee-ahead', cee.accuracy >= Math.max(soft.accuracy, evolution.accuracy) - 0.01)`
      In as many steps CEE comes as far as either, or further
      → at most 1 % below both
      → ${[cee, soft, evolution].map(({accuracy}) => percent(accuracy)).join(', ')}`,
  ];
}

function wrongLabelClaims({alternative, wrongLabels}: AlternativeNumbers): Claim[] {
  return [
    claim('accuracy.outliers', wrongLabels.push.cee >= 2 * wrongLabels.push.soft)`
      Wrong labels have a larger share of the gradient of CEE than of that of soft accuracy
      → at least twice the part, from ${percent(wrongLabels.fraction)} of the labels
      → ${percent(wrongLabels.push.cee)} against ${percent(wrongLabels.push.soft)}`,
    claim('accuracy.outliers-cee', wrongLabels.cee.accuracy >= alternative.cee.accuracy - 0.05)`
      Nevertheless the wrong labels cost CEE little accuracy on right ones
      → at most 5 %
      → ${percent(alternative.cee.accuracy)} without, ${percent(wrongLabels.cee.accuracy)} with them`,
  ];
}
