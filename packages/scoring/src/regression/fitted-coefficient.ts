import type { Interval } from '../result.ts';

/** A coefficient with its doubt, which is null where the cases are too few to tell. */
export interface FittedCoefficient {
  /** Units of the outcome (or log odds, log hazard) per unit of the predictor. */
  readonly value: number;
  readonly standardError: number | null;
  /** Value over error: Student's t or the normal z. */
  readonly statistic: number | null;
  /** Two-sided, that the coefficient is 0. */
  readonly p: number | null;
  readonly interval: Interval | null;
}

/**
 * @param tail - two-sided p of a statistic
 * @param quantile - how many errors the interval reaches to each side
 */
export function fittedCoefficient(
  value: number,
  standardError: number,
  tail: (statistic: number) => number,
  quantile: number,
  named: { readonly level: number; readonly method: string },
): FittedCoefficient {
  const reach = quantile * standardError;
  // Without error (an exact fit) there is nothing to test.
  const statistic = standardError > 0 ? value / standardError : null;
  return Object.freeze({
    value,
    standardError,
    statistic,
    p: statistic === null ? null : tail(statistic),
    interval: Object.freeze({ low: value - reach, high: value + reach, ...named }),
  });
}

/** A coefficient of which nothing but the value is known. */
export function bareCoefficient(value: number): FittedCoefficient {
  return Object.freeze({ value, standardError: null, statistic: null, p: null, interval: null });
}
