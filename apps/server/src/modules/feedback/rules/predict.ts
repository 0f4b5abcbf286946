import type { CalibrationMap, CalibrationModel } from './model.ts';

/** The scores of one task, or of one ticket; null where it has none. */
export interface TaskScores {
  readonly composite: number | null;
  /** By the key of a dimension. */
  readonly dimensions: Readonly<Record<string, number | null>>;
  /** How many judgments it has. */
  readonly ratings: number;
  /** Its attributes. One that is not known, or a level that was not fitted, counts as the average. */
  readonly context?: Readonly<Record<string, string | null>>;
}

export interface Signal {
  /** P(outcome | scores), in [0, 1]. */
  readonly value: number | null;
  readonly undefinedBecause: string | null;
  /** In [0, 1]; null where nobody knows how far ratings agree. */
  readonly confidence: number | null;
  /** 1 for a task with as many ratings as most; null likewise. */
  readonly suggestedWeight: number | null;
}

/** @returns null where the map needs a score that is not there */
export function predict(map: CalibrationMap, scores: TaskScores): number | null {
  if (map.kind === 'ISOTONIC') {
    return scores.composite === null ? null : stepAt(map, scores.composite);
  }
  let logit = map.intercept;
  for (const { key, value } of map.coefficients) {
    const score = scores.dimensions[key] ?? null;
    if (score === null) return null;
    logit += value * score;
  }
  for (const { attribute, level, value } of map.context ?? []) {
    if (scores.context?.[attribute] === level) logit += value;
  }
  return probabilityOf(logit);
}

export const probabilityOf = (logit: number): number => 1 / (1 + Math.exp(-logit));

/** Between the points of a rising function in a straight line, beyond them as at the last; null without any. */
export function stepAt(
  { x, y }: { readonly x: readonly number[]; readonly y: readonly number[] },
  at: number,
): number | null {
  let low = 0;
  let high = x.length - 1;
  if (high < 0) return null;
  if (at <= (x[0] ?? 0)) return y[0] ?? null;
  if (at >= (x[high] ?? 0)) return y[high] ?? null;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if ((x[middle] ?? 0) <= at) low = middle;
    else high = middle;
  }
  const [from, to] = [x[low] ?? 0, x[high] ?? 0];
  const share = to === from ? 0 : (at - from) / (to - from);
  return (y[low] ?? 0) + share * ((y[high] ?? 0) - (y[low] ?? 0));
}

/**
 * What a training pipeline is told of a task.
 *
 * Confidence = r(k) · (1 − ECE), with k the task's ratings, r(k) = k·r / (1 + (k − 1)·r) the
 * reliability of their mean (Spearman and Brown) from the reliability r of one rating, and ECE the
 * expected calibration error of the model. Suggested weight = r(k) / r(k̄), so that a task with as
 * many ratings as the others on average counts once.
 */
export function signalOf(model: CalibrationModel, scores: TaskScores): Signal {
  const { map, noneBecause, singleReliability: single, ratingsPerTicket } = model;
  const of = (k: number) =>
    single === null || k === 0 ? null : (k * single) / (1 + (k - 1) * single);
  const own = of(scores.ratings);
  const usual = of(ratingsPerTicket);
  const error = model.expectedCalibrationError.value;
  const about = {
    confidence: own === null || error === null || map === null ? null : own * (1 - error),
    suggestedWeight: own === null || usual === null ? null : own / usual,
  };
  if (map === null) {
    const why = noneBecause ?? 'There is no calibration.';
    return { value: null, undefinedBecause: why, ...about };
  }
  const value = predict(map, scores);
  return value === null
    ? { value, undefinedBecause: 'A score that the calibration needs is missing.', ...about }
    : { value, undefinedBecause: null, ...about };
}
