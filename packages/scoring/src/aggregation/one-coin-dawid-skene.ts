import type { Ratings } from '../ratings/ratings.ts';
import { type CodedLabels, codeLabels } from './code-labels.ts';
import {
  expectationMaximization,
  type FittedLabels,
  leastProbability,
  type RaterModel,
  type Stopping,
} from './expectation-maximization.ts';

export type OneCoinDawidSkene = FittedLabels<{
  /** Per rater, the probability of a right answer, in [0, 1]; null for a rater without ratings. */
  readonly accuracies: readonly (number | null)[];
}>;

/**
 * True categories and one accuracy a rater, by maximum likelihood; errors fall on the other
 * categories alike. For raters with few ratings each, where whole confusion matrices overfit.
 *
 * @param ratings - nominal values; several ratings of a unit by one rater all count
 * @param options.categories - the possible values; those that occur unless told
 * @returns the log-likelihood (0 or less) and the fitted model; null when there are no ratings
 * @throws RangeError for a rating outside the declared categories
 * @see Zhang, Chen, Zhou and Jordan (2016), JMLR 17(102), section 3.3
 */
export function oneCoinDawidSkene(
  ratings: Ratings,
  options: Stopping & { readonly categories?: readonly number[] } = {},
): OneCoinDawidSkene {
  const labels = codeLabels('oneCoinDawidSkene', ratings, options.categories);
  const model = accuracyModel(labels);
  return expectationMaximization('oneCoinDawidSkene', labels, model, options, () => ({
    accuracies: model.accuracies(),
  }));
}

function accuracyModel(
  labels: CodedLabels,
): RaterModel & { accuracies(): readonly (number | null)[] } {
  const { rater, code, start, units, raters, categories } = labels;
  const size = categories.length;
  const counts = new Float64Array(raters);
  for (const r of rater) counts[r] = (counts[r] ?? 0) + 1;
  const right = new Float64Array(raters);
  const evidence = new Float64Array(raters * size * size);
  const evidenceAt = code.map((observed, i) => ((rater[i] ?? 0) * size + observed) * size);
  const accuracy = (r: number) => {
    const count = counts[r] ?? 0;
    // Rounding can lift a sum of posteriors a little above their number.
    return count === 0 ? null : Math.min(1, (right[r] ?? 0) / count);
  };
  const wrong = (accuracy: number) => (size === 1 ? 0 : (1 - accuracy) / (size - 1));
  return {
    evidence,
    evidenceAt,
    maximize(posteriors) {
      right.fill(0);
      for (let u = 0; u < units; u += 1) {
        for (let i = start[u] ?? 0; i < (start[u + 1] ?? 0); i += 1) {
          const r = rater[i] ?? 0;
          right[r] = (right[r] ?? 0) + (posteriors[u * size + (code[i] ?? 0)] ?? 0);
        }
      }
      for (let r = 0; r < raters; r += 1) {
        const share = accuracy(r) ?? 1 / size;
        const from = r * size * size;
        evidence.fill(Math.log(Math.max(wrong(share), leastProbability)), from, from + size * size);
        const right = Math.log(Math.max(share, leastProbability));
        for (let c = 0; c < size; c += 1) evidence[from + c * (size + 1)] = right;
      }
    },
    confusion: () =>
      Array.from({ length: raters }, (_, r) => {
        const share = accuracy(r) ?? 1 / size;
        return categories.map((_, truth) =>
          categories.map((_, observed) => (truth === observed ? share : wrong(share))),
        );
      }),
    accuracies: () => Array.from({ length: raters }, (_, r) => accuracy(r)),
  };
}
