/** What rounded weights have to keep. */
export interface Steps {
  readonly floors: readonly number[];
  readonly caps: readonly number[];
  /** 1 is a multiple of it. */
  readonly step: number;
}

/** Weights, and whether the search for them arrived; false where it ran into its cap. */
export interface Rounded {
  readonly weights: Float64Array<ArrayBuffer>;
  readonly converged: boolean;
}

/** Up to this many ways to share out the steps, every one is looked at. */
const mostLookedAt = 50_000;
/** Beyond that, the most single steps that are moved. */
const mostMoves = 10_000;

/**
 * Weights as whole multiples of a step that add up to 1: the best of all where there are at most
 * 50,000 to choose from. Else the largest remainders are rounded up and single steps move from one
 * weight to another as long as the loss falls.
 *
 * @param weights - add up to 1, within floors and caps, which whole steps can keep
 * @param loss - to be made small
 */
export function roundToSteps(
  weights: Float64Array,
  { floors, caps, step }: Steps,
  loss: (weights: Float64Array) => number,
): Rounded {
  const all = Math.round(1 / step);
  const least = floors.map((floor) => Math.ceil(floor * all - 1e-9));
  const most = caps.map((cap) => Math.floor(cap * all + 1e-9));
  const lossOf = (counts: readonly number[]) => loss(sharesOf(counts, all));
  const free = all - least.reduce((sum, count) => sum + count, 0);
  const { counts, converged } =
    waysToShare(free, weights.length) <= mostLookedAt
      ? { counts: bestOfAll(least, most, all, lossOf), converged: true }
      : improve(nearest(weights, least, most, all), least, most, lossOf);
  return { weights: sharesOf(counts, all), converged };
}

function sharesOf(counts: readonly number[], all: number): Float64Array<ArrayBuffer> {
  return Float64Array.from(counts, (count) => count / all);
}

function waysToShare(free: number, size: number): number {
  let ways = 1;
  for (let k = 1; k < size; k++) ways *= (free + k) / k;
  return ways;
}

function bestOfAll(
  least: readonly number[],
  most: readonly number[],
  all: number,
  lossOf: (counts: readonly number[]) => number,
): readonly number[] {
  let best: readonly number[] = [];
  let lowest = Number.POSITIVE_INFINITY;
  const extend = (counts: readonly number[], left: number): void => {
    const j = counts.length;
    const isLast = j === least.length - 1;
    const from = isLast ? Math.max(left, least[j] ?? 0) : (least[j] ?? 0);
    for (let count = from; count <= Math.min(left, most[j] ?? all); count++) {
      const extended = [...counts, count];
      if (!isLast) {
        extend(extended, left - count);
        continue;
      }
      const found = lossOf(extended);
      if (found < lowest) [best, lowest] = [extended, found];
    }
  };
  extend([], all);
  return best;
}

/** Rounded down, then up where most is missing. */
function nearest(
  weights: Float64Array,
  least: readonly number[],
  most: readonly number[],
  all: number,
): number[] {
  const counts = Array.from(weights, (weight, j) =>
    Math.min(most[j] ?? all, Math.max(least[j] ?? 0, Math.floor(weight * all + 1e-9))),
  );
  let missing = all - counts.reduce((sum, count) => sum + count, 0);
  while (missing !== 0) {
    const sign = Math.sign(missing);
    let best = -1;
    let largest = Number.NEGATIVE_INFINITY;
    for (const [j, count] of counts.entries()) {
      const room = sign > 0 ? count < (most[j] ?? all) : count > (least[j] ?? 0);
      const short = sign * ((weights[j] ?? 0) * all - count);
      if (room && short > largest) [best, largest] = [j, short];
    }
    counts[best] = (counts[best] ?? 0) + sign;
    missing -= sign;
  }
  return counts;
}

/** Moves the step that helps most, until none does. */
function improve(
  start: readonly number[],
  least: readonly number[],
  most: readonly number[],
  lossOf: (counts: readonly number[]) => number,
): { readonly counts: readonly number[]; readonly converged: boolean } {
  let counts = start;
  let here = lossOf(counts);
  for (let moves = 0; moves < mostMoves; moves++) {
    let better: readonly number[] | null = null;
    // Less than rounding would go on for ever.
    let lowest = here - 1e-12 * Math.abs(here);
    for (const [from, giving] of counts.entries()) {
      if (giving <= (least[from] ?? 0)) continue;
      for (const [to, taking] of counts.entries()) {
        if (to === from || taking >= (most[to] ?? 0)) continue;
        const tried = counts.with(from, giving - 1).with(to, taking + 1);
        const there = lossOf(tried);
        if (there < lowest) [better, lowest] = [tried, there];
      }
    }
    if (better === null) return { counts, converged: true };
    counts = better;
    here = lowest;
  }
  return { counts, converged: false };
}
