import fCdf from '@stdlib/stats-base-dists-f-cdf';
import fQuantile from '@stdlib/stats-base-dists-f-quantile';
import type { Ratings } from '../ratings/ratings.ts';
import { defined, type Estimate, type Interval, notDefined, requires } from '../result.ts';
import { type MeanSquares, meanSquares } from './mean-squares.ts';

/**
 * Which intraclass correlation. In Shrout and Fleiss' names: 'oneWay' is ICC(1,·), 'twoWay' with
 * 'agreement' ICC(2,·), with 'consistency' ICC(3,·); 'single' is (·,1), 'average' (·,k).
 */
export type IntraclassKind =
  | { readonly model: 'oneWay'; readonly unit: 'single' | 'average' }
  | {
      readonly model: 'twoWay';
      readonly type: 'agreement' | 'consistency';
      readonly unit: 'single' | 'average';
    };

export interface IntraclassCounts {
  /** units with a rating */
  readonly units: number;
  /** raters with a rating */
  readonly raters: number;
  /** ratings, all of which count */
  readonly pairable: number;
  /** the k of 'average': all raters if no rating is missing, else what their spread makes of it */
  readonly ratingsPerUnit: number;
  /** the test that the correlation is 0; `null` where it is undefined or nothing varies within */
  readonly test: {
    readonly f: number;
    readonly df1: number;
    readonly df2: number;
    readonly pValue: number;
  } | null;
  readonly meanSquares: Pick<
    MeanSquares,
    'betweenUnits' | 'withinUnits' | 'betweenRaters' | 'residual'
  >;
}

/**
 * Intraclass correlation: the share of the variance of ratings that lies between units.
 *
 * At most 1; can be negative. Ratings may be missing at random; two ways, raters who saw different
 * units then differ by those units too, which lowers the value: `raterSeverity` has variance
 * components without that. `null` with fewer than two units,
 * without a unit of two ratings, or when what it is a share of is 0. The interval of 'agreement'
 * with 'average' is McGraw and Wong's, not the stepped-up one of Shrout and Fleiss. No interval
 * where nothing varies within units, or where those limits do not enclose the estimate.
 *
 * @param options.level - coverage of the interval, .95 by default
 * @throws RangeError on malformed ratings or a level outside (0, 1)
 * @see McGraw & Wong (1996), Psychological Methods 1, tables 4 and 7; missing ratings: Ebel (1951)
 */
export function intraclassCorrelation(
  ratings: Ratings,
  options: IntraclassKind & { readonly level?: number },
): Estimate<IntraclassCounts> {
  const { level = 0.95 } = options;
  requires(level > 0 && level < 1, 'intraclassCorrelation', 'a level between 0 and 1');
  const squares = meanSquares('intraclassCorrelation', ratings);
  const { units, raters, betweenUnits, withinUnits, betweenRaters, residual } = squares;
  const counts = {
    units,
    raters,
    pairable: squares.ratings,
    ratingsPerUnit: squares.ratingsPerUnit,
    test: null,
    meanSquares: { betweenUnits, withinUnits, betweenRaters, residual },
  };
  if (units < 2) return notDefined('Fewer than two units were rated.', counts);
  if (squares.withinFreedom < 1) return notDefined('No unit has two ratings.', counts);
  const oneWay = options.model === 'oneWay';
  if (!oneWay && raters < 2) return notDefined('Fewer than two raters rated.', counts);
  const between = oneWay ? betweenUnits : squares.adjustedUnits;
  const error = oneWay ? withinUnits : residual;
  const value = shareBetween(options, squares, between, error);
  if (value === null) return notDefined('The ratings do not vary between units.', counts);
  if (error === 0) return defined(value, counts);
  const df1 = units - 1;
  const df2 = oneWay ? squares.withinFreedom : squares.residualFreedom;
  const f = between / error;
  // The upper tail of F is the lower tail of 1/F, which keeps its digits.
  const test = { f, df1, df2, pValue: fCdf(1 / f, df2, df1) };
  const limits =
    !oneWay && options.type === 'agreement'
      ? agreementLimits(options.unit, value, squares, level)
      : ratioLimits(options.unit, test, squares.ratingsPerUnit, level);
  const tested = { ...counts, test };
  if (limits === null) return defined(value, tested);
  const method = !oneWay && options.type === 'agreement' ? 'F, McGraw and Wong' : 'F';
  return defined(value, tested, { interval: { ...limits, level, method } });
}

/** `null` where it would be a share of nothing. */
function shareBetween(
  kind: IntraclassKind,
  { units, raters, ratingsPerUnit: k, betweenRaters }: MeanSquares,
  between: number,
  error: number,
): number | null {
  const agreement = kind.model === 'twoWay' && kind.type === 'agreement' && raters > 1;
  const raterPart = agreement ? (betweenRaters - error) / units : 0;
  const total =
    kind.unit === 'single' ? between + (k - 1) * error + k * raterPart : between + raterPart;
  return total > 0 ? (between - error) / total : null;
}

type Limits = Pick<Interval, 'low' | 'high'>;

function ratioLimits(
  unit: 'single' | 'average',
  { f, df1, df2 }: { readonly f: number; readonly df1: number; readonly df2: number },
  k: number,
  level: number,
): Limits {
  const p = (1 + level) / 2;
  const step = (ratio: number) =>
    unit === 'single' ? (ratio - 1) / (ratio + k - 1) : 1 - 1 / ratio;
  return { low: step(f / fQuantile(p, df1, df2)), high: step(f * fQuantile(p, df2, df1)) };
}

/** With Satterthwaite's freedom for the sum of rater and residual variance; `null` if it has none. */
function agreementLimits(
  unit: 'single' | 'average',
  value: number,
  squares: MeanSquares,
  level: number,
): Limits | null {
  const { units: n, raters, ratingsPerUnit: k, betweenRaters, residual, residualFreedom } = squares;
  const between = squares.adjustedUnits;
  const odds = value / (n * (1 - value));
  const a = k * odds * betweenRaters;
  const b = (1 + k * odds * (n - 1)) * residual;
  const freedom = (a + b) ** 2 / (a ** 2 / (raters - 1) + b ** 2 / residualFreedom);
  if (!(freedom >= 0.1 && Number.isFinite(freedom))) return null;
  const p = (1 + level) / 2;
  const lower = fQuantile(p, n - 1, freedom);
  const upper = fQuantile(p, freedom, n - 1);
  const rest =
    unit === 'single' ? k * betweenRaters + (k * n - k - n) * residual : betweenRaters - residual;
  const low = (n * (between - lower * residual)) / (lower * rest + n * between);
  const high = (n * (upper * between - residual)) / (rest + n * upper * between);
  // Below 0 the approximation can break down and give limits on one side of the estimate.
  return low <= value && value <= high && high <= 1 ? { low, high } : null;
}
