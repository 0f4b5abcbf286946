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
  const winners: (readonly number[])[] = [];
  for (let u = 0; u < units; u += 1) {
    const row = shares.subarray(u * size, (u + 1) * size);
    let total = 0;
    for (let i = start[u] ?? 0; i < (start[u + 1] ?? 0); i += 1) {
      const weight = weights === null ? 1 : (weights[rater[i] ?? 0] ?? 0);
      const c = code[i] ?? 0;
      row[c] = (row[c] ?? 0) + weight;
      total += weight;
    }
    winners.push(total === 0 ? none : largest(row, categories));
    if (total > 0) for (let c = 0; c < size; c += 1) row[c] = (row[c] ?? 0) / total;
  }
  return Object.freeze({
    categories,
    shares,
    winners: Object.freeze(winners),
    labels: Object.freeze(
      winners.map(([first, second]) => (second === undefined ? (first ?? null) : null)),
    ),
    tied: winners.filter((tied) => tied.length > 1).length,
    unrated: winners.filter((tied) => tied.length === 0).length,
    units,
    raters,
  });
}

const none: readonly number[] = Object.freeze([]);

/** The categories of the largest entries; sums of the same weights in another order count as equal. */
function largest(row: Float64Array, categories: readonly number[]): readonly number[] {
  let most = 0;
  for (const share of row) if (share > most) most = share;
  return Object.freeze(categories.filter((_, c) => (row[c] ?? 0) >= most * (1 - 1e-12)));
}
