import {textbookStep} from '../formulas64';

/*
 * The textbook's own surface, f(x) = x₀² + x₁², in plain float64, operation by operation as the book computes
 * it: partial derivatives by central differences, and gradient descent with them.
 */

/** A place on the surface. */
export type Place = readonly [number, number];

export function surface([x0, x1]: Place): number {
  return x0 * x0 + x1 * x1;
}

/** (2x₀, 2x₁). */
export function exactGradient([x0, x1]: Place): Place {
  return [2 * x0, 2 * x1];
}

/** ((f(x + h·e) − f(x − h·e)) / 2h) for both directions e. */
export function numericalGradientOf([x0, x1]: Place, h = textbookStep): Place {
  return [
    (surface([x0 + h, x1]) - surface([x0 - h, x1])) / (2 * h),
    (surface([x0, x1 + h]) - surface([x0, x1 - h])) / (2 * h),
  ];
}

/** The places that the book asks about, with both gradients. */
export function gradientsAt() {
  const places: readonly Place[] = [
    [3, 4],
    [0, 2],
    [3, 0],
  ];
  return places.map(place => ({
    place,
    numerical: numericalGradientOf(place),
    exact: exactGradient(place),
  }));
}

/**
 * Tries one short step in every direction, a degree apart, and looks which lowers f most.
 *
 * @returns The greatest angle, over the places, between the best direction and −∇f, in degrees.
 */
export function steepestDirection(places: readonly Place[], step = 1e-3): number {
  const angles = places.map(([x0, x1]) => {
    const heights = Array.from({length: 360}, (_, degree) => {
      const angle = (degree * Math.PI) / 180;
      return surface([x0 + step * Math.cos(angle), x1 + step * Math.sin(angle)]);
    });
    const best = (heights.indexOf(Math.min(...heights)) * Math.PI) / 180;
    const [g0, g1] = exactGradient([x0, x1]);
    const cosine = -(g0 * Math.cos(best) + g1 * Math.sin(best)) / Math.hypot(g0, g1);
    return (Math.acos(Math.min(1, cosine)) * 180) / Math.PI;
  });
  return Math.max(...angles);
}

/** −∇f on a grid from −2 to 2, an arrow for each place. */
export function arrowField(): {readonly at: Place; readonly downhill: Place}[] {
  const ticks = Array.from({length: 9}, (_, i) => -2 + i / 2);
  return ticks.flatMap(x1 =>
    ticks.map(x0 => {
      const [g0, g1] = exactGradient([x0, x1]);
      return {at: [x0, x1] as const, downhill: [-g0, -g1] as const};
    }),
  );
}

/**
 * The three rates of the book, from (−3, 4) in a hundred steps, with central differences and with the exact
 * gradient.
 */
export function threeRates() {
  const gradients = {central: (x: Place) => numericalGradientOf(x), exact: exactGradient} as const;
  return [0.1, 10, 1e-10].flatMap(rate =>
    (['central', 'exact'] as const).map(method => {
      const way = descend(gradients[method], {rate, steps: 100});
      const end = way.at(-1)!;
      return {rate, method, way, end, gradientThere: gradients[method](end)};
    }),
  );
}

function descend(
  gradient: (x: Place) => Place,
  {rate, steps}: {readonly rate: number; readonly steps: number},
): Place[] {
  const way: Place[] = [[-3, 4]];
  for (let step = 0; step < steps; step++) {
    const [x0, x1] = way.at(-1)!;
    const [g0, g1] = gradient([x0, x1]);
    way.push([x0 - rate * g0, x1 - rate * g1]);
  }
  return way;
}
