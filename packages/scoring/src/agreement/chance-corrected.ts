import tQuantile from '@stdlib/stats-base-dists-t-quantile';
import { type Doubt, defined, type Estimate, notDefined } from '../result.ts';
import {
  type AgreementWeights,
  agreementWeights,
  type CategoryWeights,
} from './agreement-weights.ts';
import type { CountRows } from './count-rows.ts';
import { pairableCounts, type RowStatistic } from './row-statistic.ts';

/**
 * What counts as agreement by chance, from the share of each category: two raters who draw from
 * these shares ('shares': Fleiss, Scott), the same less often the more uneven they are ('gwet'), or
 * every category being as likely ('uniform': Brennan and Prediger).
 */
export type Chance = 'shares' | 'gwet' | 'uniform';

export interface ChanceCorrectedCounts {
  /** units with at least two ratings */
  readonly units: number;
  /** ratings in them */
  readonly pairable: number;
  /** observed agreement, weighted; `null` without such units */
  readonly observed: number | null;
  /** agreement expected by chance, weighted; `null` without such units */
  readonly expected: number | null;
}

/** What is asked for, and by which function, on whose behalf input is refused. */
export interface Asked {
  readonly name: string;
  readonly weights: AgreementWeights;
  /** Coverage of the interval. */
  readonly level: number;
}

/** Per row: agreeing pairs / pairs, weighted (0 below two ratings), and its share of each category. */
interface Prepared {
  readonly rows: CountRows;
  readonly weight: CategoryWeights;
  readonly chance: Chance;
  readonly observed: Float64Array;
}

/** (p_a − p_e) / (1 − p_e) as a function of how many units each row stands for. */
export function chanceCorrectedStatistic(
  rows: CountRows,
  chance: Chance,
  { name, weights }: Pick<Asked, 'name' | 'weights'>,
): RowStatistic {
  const prepared = prepare(rows, chance, agreementWeights(name, rows.categories, weights));
  return (units) => {
    const { observed, expected } = agreement(prepared, units);
    return 1 - expected < certain ? Number.NaN : (observed - expected) / (1 - expected);
  };
}

/**
 * The coefficient with Gwet's linearised standard error: units are a sample, raters are not.
 *
 * @see Gwet (2014), Handbook of Inter-Rater Reliability, 4th ed., section 5.3
 */
export function chanceCorrectedOfRows(
  rows: CountRows,
  chance: Chance,
  { name, weights, level }: Asked,
): Estimate<ChanceCorrectedCounts> {
  const { units, pairable } = pairableCounts(rows);
  const nothing = { units, pairable, observed: null, expected: null };
  if (units === 0) return notDefined('No unit has two ratings.', nothing);
  if (rows.categories.length < 2 && chance !== 'shares') {
    return notDefined('Chance agreement needs at least two declared categories.', nothing);
  }
  const prepared = prepare(rows, chance, agreementWeights(name, rows.categories, weights));
  const { observed, expected, shares } = agreement(prepared, rows.units);
  const counts = { units, pairable, observed, expected };
  if (1 - expected < certain) {
    return notDefined('All ratings are equal, so chance alone would agree.', counts);
  }
  const value = (observed - expected) / (1 - expected);
  const slope = chanceSlope(prepared, shares);
  const rated = totalWhere(rows, rows.units, 1);
  let squares = 0;
  for (let r = 0; r < rows.size.length; r++) {
    const size = rows.size[r] ?? 0;
    if (size === 0) continue;
    const own =
      size < 2 ? 0 : ((rated / units) * ((prepared.observed[r] ?? 0) - expected)) / (1 - expected);
    // A unit's chance term minus the mean; twice its weight counts, as both raters draw from it.
    const drift = (2 * (1 - value) * (slope(r) - slope(null))) / (1 - expected);
    squares += (rows.units[r] ?? 0) * (own - drift - value) ** 2;
  }
  return defined(value, counts, rated > 1 ? doubtOf(value, squares, rated, level) : {});
}

/** 1 − p_e below this is 0 but for rounding. */
const certain = 1e-14;

function doubtOf(value: number, squares: number, rated: number, level: number): Doubt {
  const standardError = Math.sqrt(squares / (rated * (rated - 1)));
  const half = tQuantile((1 + level) / 2, rated - 1) * standardError;
  const method = 'Student t, linearised standard error (Gwet)';
  return {
    standardError,
    interval: { low: value - half, high: Math.min(1, value + half), level, method },
  };
}

function prepare(rows: CountRows, chance: Chance, weight: CategoryWeights): Prepared {
  const { start, category, count } = rows;
  const observed = Float64Array.from(rows.size, (m, r) => {
    if (m < 2) return 0;
    let sum = 0;
    for (let a = start[r] ?? 0; a < (start[r + 1] ?? 0); a++) {
      const n = count[a] ?? 0;
      let agreeing = -1;
      for (let b = start[r] ?? 0; b < (start[r + 1] ?? 0); b++) {
        agreeing += weight.between(category[a] ?? 0, category[b] ?? 0) * (count[b] ?? 0);
      }
      sum += n * agreeing;
    }
    return sum / (m * (m - 1));
  });
  return { rows, weight, chance, observed };
}

function totalWhere({ size }: CountRows, units: Float64Array, minimum: number): number {
  let total = 0;
  for (let r = 0; r < size.length; r++) if ((size[r] ?? 0) >= minimum) total += units[r] ?? 0;
  return total;
}

function agreement(prepared: Prepared, units: Float64Array) {
  const { rows, chance, weight } = prepared;
  const { start, category, count, size } = rows;
  const shares = new Float64Array(rows.categories.length);
  let rated = 0;
  let paired = 0;
  let sum = 0;
  for (let r = 0; r < size.length; r++) {
    const m = size[r] ?? 0;
    const n = units[r] ?? 0;
    if (m === 0 || n === 0) continue;
    rated += n;
    if (m > 1) {
      paired += n;
      sum += n * (prepared.observed[r] ?? 0);
    }
    for (let e = start[r] ?? 0; e < (start[r + 1] ?? 0); e++) {
      const c = category[e] ?? 0;
      shares[c] = (shares[c] ?? 0) + (n * (count[e] ?? 0)) / m;
    }
  }
  for (let c = 0; c < shares.length; c++) shares[c] = (shares[c] ?? 0) / rated;
  const expected = expectedAgreement(chance, weight, shares);
  return { observed: sum / paired, expected, shares };
}

function expectedAgreement(
  chance: Chance,
  { total, towards }: CategoryWeights,
  shares: Float64Array,
): number {
  const size = shares.length;
  if (chance === 'uniform') return total / size ** 2;
  if (chance === 'gwet') {
    return (total / (size * (size - 1))) * shares.reduce((sum, p) => sum + p * (1 - p), 0);
  }
  return shares.reduce((sum, share, i) => sum + share * towards(i, shares), 0);
}

/**
 * Half the derivative of expected agreement along a row's own shares, or along the mean shares for
 * `null`, up to a constant that drops out of their difference.
 */
function chanceSlope(
  { rows, chance, weight }: Prepared,
  shares: Float64Array,
): (r: number | null) => number {
  const size = shares.length;
  const perCategory = Float64Array.from(shares, (share, c) => {
    if (chance === 'uniform') return 0;
    if (chance === 'gwet') return (weight.total / (size * (size - 1))) * (1 - share);
    return weight.towards(c, shares);
  });
  const mean = perCategory.reduce((sum, slope, c) => sum + slope * (shares[c] ?? 0), 0);
  return (r) => {
    if (r === null) return mean;
    let sum = 0;
    for (let e = rows.start[r] ?? 0; e < (rows.start[r + 1] ?? 0); e++) {
      sum += (rows.count[e] ?? 0) * (perCategory[rows.category[e] ?? 0] ?? 0);
    }
    return sum / (rows.size[r] ?? 1);
  };
}
