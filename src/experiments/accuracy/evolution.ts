import type {Random} from '../../random';

/** How an evolution strategy looks around. */
export interface EvolutionOptions {
  /** Standard deviation of the moves that are tried. */
  readonly sigma: number;
  /** Moves tried, each forwards and backwards. */
  readonly pairs: number;
}

/**
 * An estimate of the gradient of the objective blurred by σ, from values alone:
 *
 *     g = 1/(2σP) Σ_i (f(w + σe_i) − f(w − σe_i)) e_i,   e_i ~ N(0, 1)
 *
 * A staircase blurred is a slope: a move as large as σ reaches the next step of accuracy, where h = 1e-4 does not.
 *
 * @see Salimans et al., "Evolution strategies as a scalable alternative to reinforcement learning", 2017.
 */
export function evolutionGradient(
  objective: (weights: Float64Array) => number,
  weights: Float64Array,
  {sigma, pairs}: EvolutionOptions,
  random: Random,
): Float64Array {
  const gradient = new Float64Array(weights.length);
  for (let pair = 0; pair < pairs; pair++) {
    const move = Float64Array.from(weights, () => random.normal());
    const up = weights.map((weight, i) => weight + sigma * move[i]!);
    const down = weights.map((weight, i) => weight - sigma * move[i]!);
    const scale = (objective(up) - objective(down)) / (2 * sigma * pairs);
    for (let i = 0; i < move.length; i++) gradient[i]! += scale * move[i]!;
  }
  return gradient;
}
