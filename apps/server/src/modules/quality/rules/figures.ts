import { clopperPearson } from '@assay/scoring/proportions/clopper-pearson';
import tQuantile from '@stdlib/stats-base-dists-t-quantile';

/** An estimate as the API gives it. `undefinedBecause` is there exactly when `value` is null. */
export interface Figure {
  readonly value: number | null;
  readonly interval: FigureInterval | null;
  readonly n: number;
  readonly undefinedBecause: string | null;
}
export interface FigureInterval {
  readonly low: number;
  readonly high: number;
  readonly level: number;
  readonly method: string;
}

const level = 0.95;

export const undefinedFigure = (because: string, n = 0): Figure => ({
  ...{ value: null, interval: null, n, undefinedBecause: because },
});

/**
 * A mean of independent values in [0, 1], with Student's interval cut at 0 and 1.
 *
 * @param deviation - of the sample; null where there is one value
 */
export function meanFigure(
  mean: number | null,
  deviation: number | null,
  n: number,
  what: string,
): Figure {
  if (mean === null || n === 0) return undefinedFigure(`There are no ${what} yet.`);
  const half =
    deviation === null || n < 2
      ? null
      : (tQuantile(1 - (1 - level) / 2, n - 1) * deviation) / Math.sqrt(n);
  const interval =
    half === null
      ? null
      : {
          low: Math.max(0, mean - half),
          high: Math.min(1, mean + half),
          level,
          method: `Student's t over ${what}`,
        };
  return { value: mean, interval, n, undefinedBecause: null };
}

/** A share with its exact interval. */
export function shareFigure(successes: number, trials: number, what: string): Figure {
  const { value, interval } = clopperPearson(successes, trials, { level });
  if (value === null) return undefinedFigure(`There are no ${what} yet.`);
  return { value, interval: interval ?? null, n: trials, undefinedBecause: null };
}
