import type { Ratings } from '../ratings/ratings.ts';
import { requireModerate } from '../require-moderate.ts';
import { requires } from '../result.ts';

/** The analysis of variance of ratings by unit and rater; each mean square with its freedom. */
export interface MeanSquares {
  /** units with a rating */
  readonly units: number;
  /** raters with a rating */
  readonly raters: number;
  readonly ratings: number;
  /** ratings per unit as they count in the variance between units; all raters if none is missing */
  readonly ratingsPerUnit: number;
  readonly betweenUnits: number;
  readonly withinUnits: number;
  readonly withinFreedom: number;
  /** between units once each rater's mean is moved to the grand mean */
  readonly adjustedUnits: number;
  readonly betweenRaters: number;
  readonly residual: number;
  readonly residualFreedom: number;
}

/**
 * Mean squares of ratings, some of which may be missing.
 *
 * One way by unit, after Ebel; two ways by first moving each rater's mean to the grand mean, which
 * is the ordinary analysis when nothing is missing. Entries without freedom are 0. What is below
 * rounding counts as 0.
 *
 * @throws RangeError on malformed ratings
 * @see Ebel (1951), Psychometrika 16, page 412; Searle (1971), Linear Models, chapter 10
 */
export function meanSquares(name: string, ratings: Ratings): MeanSquares {
  const { unit, rater, value } = ratings;
  requireModerate(name, value, 'values');
  for (let i = 0; i < unit.length; i++) {
    const inRange = inside(unit[i], ratings.units) && inside(rater[i], ratings.raters);
    requires(inRange, name, 'unit and rater indices in range');
  }
  const n = value.length;
  const grand = value.reduce((sum, v) => sum + v, 0) / n;
  const centred = Float64Array.from(value, (v) => v - grand);
  const byUnit = meansBy(unit, centred, ratings.units);
  const byRater = meansBy(rater, centred, ratings.raters);
  const unbiased = Float64Array.from(centred, (v, i) => v - (byRater.mean[rater[i] ?? 0] ?? 0));
  const adjusted = meansBy(unit, unbiased, ratings.units);
  const total = squaresAround(centred, null, unit);
  const kept = (square: number) => (square <= 1e-25 * total ? 0 : square);
  const over = (square: number, freedom: number) => (freedom > 0 ? kept(square) / freedom : 0);
  const units = byUnit.groups;
  const sizes = byUnit.count.reduce((sum, k) => sum + k * k, 0);
  const residualFreedom = (units - 1) * (n / units - 1);
  return {
    units,
    raters: byRater.groups,
    ratings: n,
    ratingsPerUnit: units < 2 ? 0 : (n - sizes / n) / (units - 1),
    betweenUnits: over(squaresOfMeans(byUnit), units - 1),
    withinUnits: over(squaresAround(centred, byUnit.mean, unit), n - units),
    withinFreedom: n - units,
    adjustedUnits: over(squaresOfMeans(adjusted), units - 1),
    betweenRaters: over(squaresOfMeans(byRater), byRater.groups - 1),
    residual: over(squaresAround(unbiased, adjusted.mean, unit), residualFreedom),
    residualFreedom,
  };
}

interface Means {
  readonly mean: Float64Array;
  readonly count: Float64Array;
  readonly groups: number;
}

function inside(index: number | undefined, size: number): boolean {
  return index !== undefined && index >= 0 && index < size;
}

function meansBy(group: Int32Array, value: Float64Array, groups: number): Means {
  const mean = new Float64Array(groups);
  const count = new Float64Array(groups);
  for (let i = 0; i < value.length; i++) {
    const g = group[i] ?? 0;
    mean[g] = (mean[g] ?? 0) + (value[i] ?? 0);
    count[g] = (count[g] ?? 0) + 1;
  }
  let used = 0;
  for (let g = 0; g < groups; g++) {
    const n = count[g] ?? 0;
    if (n === 0) continue;
    mean[g] = (mean[g] ?? 0) / n;
    used++;
  }
  return { mean, count, groups: used };
}

function squaresOfMeans({ mean, count }: Means): number {
  return mean.reduce((sum, m, g) => sum + (count[g] ?? 0) * m * m, 0);
}

function squaresAround(value: Float64Array, mean: Float64Array | null, group: Int32Array): number {
  let sum = 0;
  for (let i = 0; i < value.length; i++) {
    sum += ((value[i] ?? 0) - (mean?.[group[i] ?? 0] ?? 0)) ** 2;
  }
  return sum;
}
