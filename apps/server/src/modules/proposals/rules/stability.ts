import { shapleyShares } from '@assay/scoring/association/shapley-shares';
import { condensedCases } from '@assay/scoring/regression/condensed-cases';
import { addCrossProducts, type CrossProducts } from '@assay/scoring/regression/cross-products';
import { leastSquares } from '@assay/scoring/regression/least-squares';
import { percentileInterval, type Units } from '../../kpi/rules/resample.ts';
import type { WeightRow } from './evidence.ts';
import { fitWeights, type Room } from './fit-weights.ts';

/** Resamples at most that weights are fitted to. */
const resamplesMax = 300;
/** Dimensions up to which shares are resampled: their number of subsets doubles with each. */
const sharesMax = 12;

export interface Stability {
  readonly weights: readonly WeightRow['stability'][];
  readonly shapley: readonly WeightRow['shapley'][];
  /** What a dimension adds beside the others, of any sign, in an interval. */
  readonly links: readonly ({ readonly low: number; readonly high: number } | null)[];
}

interface Options {
  readonly room: Room;
  readonly today: readonly number[];
  readonly units: Units;
  readonly level: number;
}

/**
 * How far weights, shares of R² and coefficients without bounds move from one resample of clusters or
 * tickets to another.
 *
 * @param products - of dimensions and target, by unit
 */
export function stabilityOf(
  products: readonly CrossProducts[],
  { room, today, units, level }: Options,
): Stability {
  const found = today.map(() => ({
    ...{ weights: [] as number[], shares: [] as number[], slopes: [] as number[] },
  }));
  const resamples = Math.min(resamplesMax, units.replicates);
  for (let b = 0; b < resamples; b++) {
    const drawn = units.draws.subarray(b * units.units, (b + 1) * units.units);
    const cases = condensedCases(addCrossProducts(products, drawn));
    const weights = fitWeights(cases, room) ?? today;
    const shares = today.length <= sharesMax ? sharesOf(cases) : null;
    const slopes = slopesOf(cases);
    for (const [d, of] of found.entries()) {
      of.weights.push(weights[d] ?? 0);
      if (shares !== null) of.shares.push(shares[d] ?? 0);
      const slope = slopes[d] ?? null;
      if (slope !== null) of.slopes.push(slope);
    }
  }
  const method = `bootstrap over ${units.clusters === null ? 'tickets' : 'clusters'}`;
  const middle = (values: readonly number[]) =>
    percentileInterval(Float64Array.from(values), resamples, level, method);
  const whole = sharesOf(condensedCases(addCrossProducts(products)));
  return {
    weights: found.map(({ weights }, d) => ({
      median: medianOf(weights) ?? today[d] ?? 0,
      low: middle(weights)?.low ?? weights[0] ?? today[d] ?? 0,
      high: middle(weights)?.high ?? weights[0] ?? today[d] ?? 0,
    })),
    shapley: found.map(({ shares }, d) =>
      whole === null ? null : { value: whole[d] ?? 0, interval: middle(shares) },
    ),
    links: found.map(({ slopes }) => middle(slopes)),
  };
}

/** Shares of what is explained, summing to 1; null where nothing is. */
function sharesOf(cases: readonly Float64Array[]): readonly number[] | null {
  if (cases.length - 1 > 20) return null;
  const { shares, value } = shapleyShares(cases.slice(0, -1), cases.at(-1) ?? []);
  return shares === null || value === null || value === 0
    ? null
    : shares.map((share) => share / value);
}

/** Coefficients of all that varies together; null where the others determine one. */
function slopesOf(cases: readonly Float64Array[]): readonly (number | null)[] {
  const columns = cases.slice(0, -1);
  const varying = columns.filter((column) => column.some((value) => value !== column[0]));
  const { coefficients } = leastSquares(varying, cases.at(-1) ?? []);
  return columns.map((column) => {
    const at = varying.indexOf(column);
    return at < 0 ? null : (coefficients?.[at]?.value ?? null);
  });
}

function medianOf(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? null;
}
