import type { Ratings } from '../ratings/ratings.ts';
import { type CodedLabels, codeLabels } from './code-labels.ts';

/** What each unit's raters chose most. */
export interface Vote {
  readonly categories: readonly number[];
  /** Units × categories, row by row: the share of a unit's votes; a unit without votes has all 0. */
  readonly shares: Float64Array;
  /** Per unit, the categories with the largest share: several on a tie, none without votes. */
  readonly winners: readonly (readonly number[])[];
  /** Per unit, the only winner; null on a tie and without votes. */
  readonly labels: readonly (number | null)[];
  readonly tied: number;
  readonly unrated: number;
  readonly units: number;
  readonly raters: number;
}

/**
 * The most frequent rating of each unit. Ties are reported, never broken.
 *
 * @param ratings - nominal values
 * @param options.categories - the possible values; those that occur unless told
 * @returns per unit its shares, in [0, 1], and its winner; null on a tie and for a unit nobody rated
 * @throws RangeError for a rating outside the declared categories
 */
export function majorityVote(
  ratings: Ratings,
  options: { readonly categories?: readonly number[] } = {},
): Vote {
  return voteWeighted(codeLabels('majorityVote', ratings, options.categories), null);
}

/** A vote in which rater r counts `weights[r]` times; each counts once where there are no weights. */
export function voteWeighted(labels: CodedLabels, weights: Float64Array | null): Vote {
  const { categories, start, rater, code, units, raters } = labels;
  const size = categories.length;
  const shares = new Float64Array(units * size);
  // Most units have one winner: they share one list a category.
  const single = categories.map((category): readonly number[] => Object.freeze([category]));
  const winners = new Array<readonly number[]>(units).fill(none);
  const only = new Array<number | null>(units).fill(null);
  let [tied, unrated] = [0, 0];
  for (let u = 0; u < units; u += 1) {
    let total = 0;
    for (let i = start[u] ?? 0; i < (start[u + 1] ?? 0); i += 1) {
      const weight = weights === null ? 1 : (weights[rater[i] ?? 0] ?? 0);
      const at = u * size + (code[i] ?? 0);
      shares[at] = (shares[at] ?? 0) + weight;
      total += weight;
    }
    if (total === 0) {
      unrated += 1;
      continue;
    }
    const found = largest(shares, u * size, size);
    for (let c = 0; c < size; c += 1) shares[u * size + c] = (shares[u * size + c] ?? 0) / total;
    if (found.length === 1) {
      winners[u] = single[found[0] ?? 0] ?? none;
      only[u] = categories[found[0] ?? 0] ?? null;
    } else {
      winners[u] = Object.freeze(found.map((c) => categories[c] ?? 0));
      tied += 1;
    }
  }
  return Object.freeze({
    categories,
    shares,
    winners: Object.freeze(winners),
    labels: Object.freeze(only),
    tied,
    unrated,
    units,
    raters,
  });
}

const none: readonly number[] = Object.freeze([]);

/** Where the largest entries are; sums of the same weights in another order count as equal. */
function largest(shares: Float64Array, from: number, size: number): readonly number[] {
  let most = 0;
  for (let c = 0; c < size; c += 1) most = Math.max(most, shares[from + c] ?? 0);
  const found: number[] = [];
  for (let c = 0; c < size; c += 1)
    if ((shares[from + c] ?? 0) >= most * (1 - 1e-12)) found.push(c);
  return found;
}
