import { Matrix } from 'ml-matrix';
import type { Curvature } from './newton.ts';

/** One place of a ranking: the items left, those that took the place first among them. */
export interface Stage {
  readonly left: readonly number[];
  readonly taken: number;
}

/** Positions, among the items left, of a set that may take the place together. */
type Alternative = readonly number[];

/**
 * The log-likelihood of the stages: each place is a choice among all sets of items left, of size 1
 * or of a size at which ties occur, with odds δ_size × the geometric mean of their worths.
 *
 * The parameters are the log-worths of items 1, 2, … (item 0 has 0), then log δ for each tie size.
 *
 * @param tieSizes - ascending, each 2 or more
 */
export function rankingLikelihood(
  items: number,
  stages: readonly Stage[],
  tieSizes: readonly number[],
): (at: Float64Array) => Curvature {
  const size = items - 1 + tieSizes.length;
  const alternatives = new Map<number, readonly Alternative[]>();
  for (const { left } of stages)
    if (!alternatives.has(left.length))
      alternatives.set(left.length, alternativesOf(left.length, tieSizes));
  /** The parameters a set's odds depend on, with their share in it. */
  const partsOf = (left: readonly number[], set: Alternative): Part[] => {
    const parts = set.map((position) => {
      return { slot: (left[position] ?? 0) - 1, share: 1 / set.length };
    });
    if (set.length > 1) parts.push({ slot: items - 1 + tieSizes.indexOf(set.length), share: 1 });
    return parts.filter(({ slot }) => slot >= 0);
  };
  return (at) => {
    const gradient = new Float64Array(size);
    const information = new Float64Array(size * size);
    const score = (parts: readonly Part[]) =>
      parts.reduce((sum, { slot, share }) => sum + share * (at[slot] ?? 0), 0);
    let value = 0;
    for (const { left, taken } of stages) {
      const sets = (alternatives.get(left.length) ?? []).map((set) => partsOf(left, set));
      const scores = sets.map(score);
      const most = Math.max(...scores);
      const logTotal = most + Math.log(scores.reduce((sum, s) => sum + Math.exp(s - most), 0));
      const chosen = partsOf(left, firstPositions(taken));
      value += score(chosen) - logTotal;
      for (const { slot, share } of chosen) gradient[slot] = (gradient[slot] ?? 0) + share;
      const expected = new Map<number, number>();
      for (const [k, parts] of sets.entries()) {
        const probability = Math.exp((scores[k] ?? 0) - logTotal);
        for (const { slot, share } of parts)
          expected.set(slot, (expected.get(slot) ?? 0) + probability * share);
        addProducts(information, size, parts, probability);
      }
      const mean = Array.from(expected, ([slot, share]) => ({ slot, share }));
      for (const { slot, share } of mean) gradient[slot] = (gradient[slot] ?? 0) - share;
      addProducts(information, size, mean, -1);
    }
    return { value, gradient, information: Matrix.from1DArray(size, size, information) };
  };
}

interface Part {
  readonly slot: number;
  readonly share: number;
}

/** Adds weight × share × share for every two parts, alike on both sides of the diagonal. */
function addProducts(
  target: Float64Array,
  size: number,
  parts: readonly Part[],
  weight: number,
): void {
  for (const a of parts) {
    for (const b of parts) {
      const [at, mirrored] = [a.slot * size + b.slot, b.slot * size + a.slot];
      const sum = (target[at] ?? 0) + weight * a.share * b.share;
      target[at] = sum;
      target[mirrored] = sum;
      if (a === b) break;
    }
  }
}

const firstPositions = (count: number): Alternative => Array.from({ length: count }, (_, k) => k);

/** All sets of one position, and of each tie size, among so many. */
function alternativesOf(count: number, tieSizes: readonly number[]): Alternative[] {
  return [1, ...tieSizes].flatMap((size) => subsets(count, size, 0));
}

function subsets(count: number, size: number, from: number): number[][] {
  if (size === 0) return [[]];
  const found: number[][] = [];
  for (let first = from; first <= count - size; first += 1)
    for (const rest of subsets(count, size - 1, first + 1)) found.push([first, ...rest]);
  return found;
}

/** How many sets `rankingLikelihood` goes through at a place with so many items left. */
export function countAlternatives(count: number, tieSizes: readonly number[]): number {
  return [1, ...tieSizes].reduce((sum, size) => {
    let sets = size > count ? 0 : 1;
    for (let k = 1; k <= size && sets > 0; k += 1) sets = (sets * (count - size + k)) / k;
    return sum + sets;
  }, 0);
}
