import { factorize, forward } from '../aggregation/cholesky.ts';
import { numberClusters } from '../agreement/clusters.ts';
import { chiSquareTail } from '../proportions/chi-square-tail.ts';
import { defined, type Estimate, notDefined, requires } from '../result.ts';
import { type Moments, momentsOf, readFollowUp } from './follow-up.ts';

/** Chi-squared for the difference of survival between groups. */
export type LogRank = Estimate<{
  readonly degreesOfFreedom: number;
  readonly p: number | null;
  /** In order of appearance; weighted where `rho` is not 0. */
  readonly groups: readonly {
    readonly group: unknown;
    readonly n: number;
    readonly observed: number;
    /** Events to expect if all groups had the same survival. */
    readonly expected: number;
  }[];
  readonly n: number;
  readonly events: number;
}>;

export interface LogRankOptions {
  /** Events are weighted by the pooled survival to this power: 0 unless told, 1 is Peto and Peto's. */
  readonly rho?: number;
  /** Per case an id of any kind: groups are compared within strata. */
  readonly strata?: ArrayLike<unknown>;
}

/**
 * The log-rank test that groups have the same survival; with weights the family of Harrington and
 * Fleming.
 *
 * @param time - 0 or more, any unit
 * @param status - 1 for the event at that time, 0 for no event until then
 * @param group - per case an id of any kind
 * @returns chi-squared with as many degrees of freedom as there are groups that could have had
 *   events, less one; null with fewer than two of them or where no event can tell them apart
 * @throws RangeError for unequal lengths, times that are negative or not finite, another status, or
 *   a negative rho
 * @see Mantel (1966), Cancer Chemotherapy Reports 50:163–170; Harrington and Fleming (1982),
 *   Biometrika 69:553–566
 */
export function logRank(
  time: ArrayLike<number>,
  status: ArrayLike<number>,
  group: ArrayLike<unknown>,
  options: LogRankOptions = {},
): LogRank {
  const { rho = 0, strata } = options;
  requires(Number.isFinite(rho) && rho >= 0, 'logRank', 'a rho of 0 or more');
  const { time: times, status: ends, n } = readFollowUp('logRank', time, status);
  const { clusterOf: groupOf, clusters: size } = numberClusters('logRank', group, n);
  const stratum = strata === undefined ? undefined : numberClusters('logRank', strata, n).clusterOf;
  const { order, moments } = momentsOf(times, stratum);
  const observed = new Float64Array(size);
  const expected = new Float64Array(size);
  const covariance = new Float64Array(size * size);
  // Strata and moments are gone through from the end, so that those at risk are added up.
  const atRisk = new Float64Array(size);
  const dying = new Float64Array(size);
  const survivals = rho === 0 ? null : survivalBefore(ends, order, moments, stratum);
  let last = -1;
  for (let k = moments.count - 1; k >= 0; k--) {
    const from = moments.starts[k] ?? 0;
    const to = moments.starts[k + 1] ?? 0;
    const here = stratum?.[order[from] ?? 0] ?? 0;
    if (here !== last) atRisk.fill(0);
    last = here;
    dying.fill(0);
    let deaths = 0;
    for (let at = from; at < to; at++) {
      const i = order[at] ?? 0;
      const g = groupOf[i] ?? 0;
      atRisk[g] = (atRisk[g] ?? 0) + 1;
      if (ends[i] !== 1) continue;
      dying[g] = (dying[g] ?? 0) + 1;
      deaths += 1;
    }
    if (deaths === 0) continue;
    let all = 0;
    for (let g = 0; g < size; g++) all += atRisk[g] ?? 0;
    const weight = (survivals?.[k] ?? 1) ** rho;
    const spread = all > 1 ? (weight ** 2 * deaths * (all - deaths)) / (all - 1) : 0;
    for (let g = 0; g < size; g++) {
      const share = (atRisk[g] ?? 0) / all;
      observed[g] = (observed[g] ?? 0) + weight * (dying[g] ?? 0);
      expected[g] = (expected[g] ?? 0) + weight * deaths * share;
      for (let h = 0; h <= g; h++) {
        const other = (atRisk[h] ?? 0) / all;
        const cell = g * size + h;
        covariance[cell] = (covariance[cell] ?? 0) + spread * share * ((g === h ? 1 : 0) - other);
      }
    }
  }
  const sizes = new Float64Array(size);
  for (let i = 0; i < n; i++) sizes[groupOf[i] ?? 0] = (sizes[groupOf[i] ?? 0] ?? 0) + 1;
  const groups = Object.freeze(
    [...new Set(Array.from(group))].map((id, g) =>
      Object.freeze({
        group: id,
        n: sizes[g] ?? 0,
        observed: observed[g] ?? 0,
        expected: expected[g] ?? 0,
      }),
    ),
  );
  const events = ends.reduce((sum, value) => sum + value, 0);
  const could = [...expected.keys()].filter((g) => (expected[g] ?? 0) > 0);
  const degreesOfFreedom = Math.max(0, could.length - 1);
  const counts = { degreesOfFreedom, p: null, groups, n, events };
  if (events === 0) return notDefined('there is no event', counts);
  if (could.length < 2) return notDefined('fewer than two groups could have had events', counts);
  // The differences add up to 0, so one group is left out.
  const kept = could.slice(1);
  const matrix = Float64Array.from(
    kept.flatMap((g) => kept.map((h) => covariance[Math.max(g, h) * size + Math.min(g, h)] ?? 0)),
  );
  const largest = kept.reduce((most, g) => Math.max(most, covariance[g * size + g] ?? 0), 0);
  const singular = factorize(matrix, kept.length) === null;
  const smallest = kept.reduce((least, _, k) => {
    return Math.min(least, (matrix[k * (kept.length + 1)] ?? 0) ** 2);
  }, largest);
  if (singular || smallest <= 1e-12 * largest)
    return notDefined('the groups were not at risk of events at the same time', counts);
  const difference = Float64Array.from(kept, (g) => (observed[g] ?? 0) - (expected[g] ?? 0));
  const scaled = forward(matrix, kept.length, difference);
  const value = scaled.reduce((sum, part) => sum + part ** 2, 0);
  return defined(value, { ...counts, p: chiSquareTail(value, degreesOfFreedom) });
}

/** Per moment the survival of all groups together just before it, each stratum by itself. */
function survivalBefore(
  status: Float64Array,
  order: Int32Array,
  { count, starts }: Moments,
  stratum: Int32Array | undefined,
): Float64Array {
  const before = new Float64Array(count);
  const ends = new Map<number, number>();
  for (let k = 0; k < count; k++) {
    ends.set(stratum?.[order[starts[k] ?? 0] ?? 0] ?? 0, starts[k + 1] ?? 0);
  }
  let survival = 1;
  let last = -1;
  for (let k = 0; k < count; k++) {
    const from = starts[k] ?? 0;
    const to = starts[k + 1] ?? 0;
    const here = stratum?.[order[from] ?? 0] ?? 0;
    if (here !== last) survival = 1;
    last = here;
    before[k] = survival;
    let events = 0;
    for (let at = from; at < to; at++) events += status[order[at] ?? 0] ?? 0;
    survival *= 1 - events / ((ends.get(here) ?? to) - from);
  }
  return before;
}
