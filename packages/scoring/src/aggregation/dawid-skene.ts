import type { Ratings } from '../ratings/ratings.ts';
import { type CodedLabels, codeLabels } from './code-labels.ts';
import {
  expectationMaximization,
  type FittedLabels,
  leastProbability,
  type RaterModel,
  type Stopping,
} from './expectation-maximization.ts';

export type DawidSkene = FittedLabels<{
  /**
   * [rater][true category]: the expected number of ratings behind that row of `confusion`. A row
   * without evidence says nothing and is uniform.
   */
  readonly evidence: readonly (readonly number[])[];
}>;

/**
 * True categories and each rater's confusion matrix, by maximum likelihood.
 *
 * Expectation–maximisation without smoothing, started from vote shares, M-step first. It finds a
 * local maximum: raters who are mostly wrong need gold answers, not this.
 *
 * @param ratings - nominal values; several ratings of a unit by one rater all count
 * @param options.categories - the possible values; those that occur unless told
 * @returns the log-likelihood (0 or less) and the fitted model; null when there are no ratings
 * @throws RangeError for a rating outside the declared categories
 * @see Dawid and Skene (1979), Applied Statistics 28:20–28, eq. 2.3–2.5
 */
export function dawidSkene(
  ratings: Ratings,
  options: Stopping & { readonly categories?: readonly number[] } = {},
): DawidSkene {
  const labels = codeLabels('dawidSkene', ratings, options.categories);
  const model = confusionModel(labels);
  return expectationMaximization('dawidSkene', labels, model, options, () => ({
    evidence: model.rowWeights(),
  }));
}

/** One table a rater. Entry ((r × size) + observed) × size + true, so that inner loops run on. */
function confusionModel(labels: CodedLabels): RaterModel & { rowWeights(): number[][] } {
  const { rater, code, start, units, raters, categories } = labels;
  const size = categories.length;
  const counts = new Float64Array(raters * size * size);
  const evidence = new Float64Array(raters * size * size);
  const evidenceAt = code.map((observed, i) => ((rater[i] ?? 0) * size + observed) * size);
  const rows = new Float64Array(raters * size);
  const probability = (r: number, truth: number, observed: number) => {
    const row = rows[r * size + truth] ?? 0;
    return row > 0 ? (counts[(r * size + observed) * size + truth] ?? 0) / row : 1 / size;
  };
  return {
    evidence,
    evidenceAt,
    maximize(posteriors) {
      counts.fill(0);
      rows.fill(0);
      for (let u = 0; u < units; u += 1) {
        for (let i = start[u] ?? 0; i < (start[u + 1] ?? 0); i += 1) {
          const at = evidenceAt[i] ?? 0;
          for (let c = 0; c < size; c += 1)
            counts[at + c] = (counts[at + c] ?? 0) + (posteriors[u * size + c] ?? 0);
        }
      }
      for (let r = 0; r < raters; r += 1)
        for (let observed = 0; observed < size; observed += 1)
          for (let c = 0; c < size; c += 1)
            rows[r * size + c] =
              (rows[r * size + c] ?? 0) + (counts[(r * size + observed) * size + c] ?? 0);
      for (let r = 0; r < raters; r += 1)
        for (let observed = 0; observed < size; observed += 1)
          for (let c = 0; c < size; c += 1)
            evidence[(r * size + observed) * size + c] = Math.log(
              Math.max(probability(r, c, observed), leastProbability),
            );
    },
    confusion: () =>
      Array.from({ length: raters }, (_, r) =>
        categories.map((_, truth) =>
          categories.map((_, observed) => probability(r, truth, observed)),
        ),
      ),
    rowWeights: () =>
      Array.from({ length: raters }, (_, r) => categories.map((_, c) => rows[r * size + c] ?? 0)),
  };
}
