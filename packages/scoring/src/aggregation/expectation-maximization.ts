import { defined, type Estimate, notDefined, requires } from '../result.ts';
import type { CodedLabels } from './code-labels.ts';

/** What a model of the raters says about the units. */
export interface LabelModel {
  readonly categories: readonly number[];
  /** The estimated share of units in each category. */
  readonly priors: readonly number[];
  /** Units × categories, row by row: the probability of each category. An unrated unit has the priors. */
  readonly posteriors: Float64Array;
  /** Per unit, the likeliest category; null where two are equally likely or nobody rated it. */
  readonly labels: readonly (number | null)[];
  /** [rater][true category][observed category]: probabilities, each row adds up to 1. */
  readonly confusion: readonly (readonly (readonly number[])[])[];
  readonly iterations: number;
  readonly converged: boolean;
  readonly units: number;
  readonly raters: number;
  /** The ratings that counted. */
  readonly pairable: number;
}

/** The log-likelihood at the estimate, with the estimate. */
export type FittedLabels<More extends object> = Estimate<LabelModel & More>;

/** The part in which models of raters differ. */
export interface RaterModel {
  /** Fits the raters to the posteriors, in place, and with them the evidence. */
  maximize(posteriors: Float64Array): void;
  /** Log probabilities of what was observed; as many in a row as there are true categories. */
  readonly evidence: Float64Array;
  /** Per entry of the labels, where its row of the evidence starts. */
  readonly evidenceAt: Int32Array;
  /** [rater][true category][observed category]. */
  confusion(): readonly (readonly (readonly number[])[])[];
}

export interface Stopping {
  /** Stop when the log-likelihood L changes by at most this times (1 + |L|). 1e-10 unless told. */
  readonly tolerance?: number;
  /** 2,000 unless told; `converged` says whether it was enough. */
  readonly maximumIterations?: number;
}

/** Below this a probability counts as this, so that logarithms stay finite. */
export const leastProbability = 1e-300;

/**
 * Expectation–maximisation over the true categories, started from vote shares.
 *
 * @throws RangeError for a tolerance below 0 or no iterations
 */
export function expectationMaximization<More extends object>(
  caller: string,
  labels: CodedLabels,
  model: RaterModel,
  stopping: Stopping,
  more: () => More,
): FittedLabels<More> {
  const { tolerance = 1e-10, maximumIterations = 2000 } = stopping;
  requires(tolerance >= 0, caller, 'a tolerance of 0 or more');
  const whole = Number.isSafeInteger(maximumIterations) && maximumIterations >= 1;
  requires(whole, caller, 'at least one iteration');
  const posteriors = voteShares(labels);
  let priors = new Float64Array(labels.categories.length);
  let logLikelihood = Number.NEGATIVE_INFINITY;
  let iterations = 0;
  let converged = labels.code.length === 0;
  while (!converged && iterations < maximumIterations) {
    model.maximize(posteriors);
    priors = shareOfUnits(labels, posteriors);
    const next = expect(labels, model, priors, posteriors);
    iterations += 1;
    converged = Math.abs(next - logLikelihood) <= tolerance * (1 + Math.abs(next));
    logLikelihood = next;
  }
  const found: LabelModel & More = {
    categories: labels.categories,
    priors: Object.freeze(Array.from(priors)),
    posteriors,
    labels: Object.freeze(likeliest(labels, posteriors)),
    confusion: model.confusion(),
    iterations,
    converged,
    units: labels.units,
    raters: labels.raters,
    pairable: labels.code.length,
    ...more(),
  };
  return iterations === 0
    ? notDefined('there are no ratings', found)
    : // Rounding can lift the sum of logarithms a little above 0.
      defined(Math.min(0, logLikelihood), found);
}

function voteShares({ start, code, units, categories }: CodedLabels): Float64Array {
  const size = categories.length;
  const shares = new Float64Array(units * size);
  for (let u = 0; u < units; u += 1) {
    const from = start[u] ?? 0;
    const to = start[u + 1] ?? 0;
    for (let i = from; i < to; i += 1) {
      const at = u * size + (code[i] ?? 0);
      shares[at] = (shares[at] ?? 0) + 1 / (to - from);
    }
  }
  return shares;
}

/** The mean posterior over the rated units. */
function shareOfUnits({ start, units, categories }: CodedLabels, posteriors: Float64Array) {
  const size = categories.length;
  const sums = new Float64Array(size);
  let rated = 0;
  for (let u = 0; u < units; u += 1) {
    if (start[u] === start[u + 1]) continue;
    rated += 1;
    for (let c = 0; c < size; c += 1) sums[c] = (sums[c] ?? 0) + (posteriors[u * size + c] ?? 0);
  }
  return sums.map((sum) => sum / rated);
}

/** Writes the posteriors and gives the log-likelihood. */
function expect(
  { start, units, categories }: CodedLabels,
  { evidence, evidenceAt }: RaterModel,
  priors: Float64Array,
  posteriors: Float64Array,
): number {
  const size = categories.length;
  const logPriors = priors.map((prior) => Math.log(Math.max(prior, leastProbability)));
  const row = new Float64Array(size);
  let logLikelihood = 0;
  for (let u = 0; u < units; u += 1) {
    const from = start[u] ?? 0;
    const to = start[u + 1] ?? 0;
    if (from === to) {
      posteriors.set(priors, u * size);
      continue;
    }
    for (let c = 0; c < size; c += 1) row[c] = logPriors[c] ?? 0;
    for (let i = from; i < to; i += 1) {
      const at = evidenceAt[i] ?? 0;
      for (let c = 0; c < size; c += 1) row[c] = (row[c] ?? 0) + (evidence[at + c] ?? 0);
    }
    let most = Number.NEGATIVE_INFINITY;
    for (let c = 0; c < size; c += 1) if ((row[c] ?? 0) > most) most = row[c] ?? 0;
    let total = 0;
    for (let c = 0; c < size; c += 1) {
      const weight = Math.exp((row[c] ?? most) - most);
      row[c] = weight;
      total += weight;
    }
    for (let c = 0; c < size; c += 1) posteriors[u * size + c] = (row[c] ?? 0) / total;
    logLikelihood += most + Math.log(total);
  }
  return logLikelihood;
}

function likeliest({ start, units, categories }: CodedLabels, posteriors: Float64Array) {
  const size = categories.length;
  const labels = new Array<number | null>(units).fill(null);
  for (let u = 0; u < units; u += 1) {
    if (start[u] === start[u + 1]) continue;
    let best = 0;
    for (let c = 1; c < size; c += 1)
      if ((posteriors[u * size + c] ?? 0) > (posteriors[u * size + best] ?? 0)) best = c;
    const least = (posteriors[u * size + best] ?? 0) - 1e-9;
    let alike = 0;
    for (let c = 0; c < size; c += 1) if ((posteriors[u * size + c] ?? 0) >= least) alike += 1;
    if (alike === 1) labels[u] = categories[best] ?? null;
  }
  return labels;
}
