import type { Ratings } from '../ratings/ratings.ts';
import { codeLabels } from './code-labels.ts';
import { type Vote, voteWeighted } from './majority-vote.ts';

/** A vote in which each rater counts by the agreement with the plain majority. */
export interface AggregateAgreement extends Vote {
  /**
   * Per rater, the share of ratings equal to the plain majority vote, in [0, 1]; null for a rater
   * whose units are all tied, who then has no vote.
   */
  readonly skills: readonly (number | null)[];
  /** Units whose plain vote is tied: they say nothing about skill. */
  readonly tiedBefore: number;
}

/**
 * Worker agreement with aggregate (Wawa): a majority vote, the raters' agreement with it, and a
 * second vote weighted by that agreement.
 *
 * @param ratings - nominal values; several ratings of a unit by one rater all count
 * @param options.categories - the possible values; those that occur unless told
 * @returns the weighted vote and the skills; a unit none of whose raters has weight has no winner
 * @throws RangeError for a rating outside the declared categories
 * @see Ustalov, Pavlichenko and Tseitlin (2024), "Learning from Crowds with Crowd-Kit", JOSS 9(96)
 */
export function aggregateAgreement(
  ratings: Ratings,
  options: { readonly categories?: readonly number[] } = {},
): AggregateAgreement {
  const labels = codeLabels('aggregateAgreement', ratings, options.categories);
  const plain = voteWeighted(labels, null);
  const agreed = new Float64Array(labels.raters);
  const counted = new Float64Array(labels.raters);
  for (let u = 0; u < labels.units; u += 1) {
    const winner = plain.labels[u] ?? null;
    if (winner === null) continue;
    for (let i = labels.start[u] ?? 0; i < (labels.start[u + 1] ?? 0); i += 1) {
      const r = labels.rater[i] ?? 0;
      counted[r] = (counted[r] ?? 0) + 1;
      if (labels.categories[labels.code[i] ?? 0] === winner) agreed[r] = (agreed[r] ?? 0) + 1;
    }
  }
  const weights = agreed.map((count, r) => (count === 0 ? 0 : count / (counted[r] ?? 1)));
  const skills = Array.from(weights, (weight, r) => (counted[r] === 0 ? null : weight));
  return Object.freeze({
    ...voteWeighted(labels, weights),
    skills: Object.freeze(skills),
    tiedBefore: plain.tied,
  });
}
