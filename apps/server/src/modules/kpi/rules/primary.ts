import { fisherInterval, testCorrelation } from '@assay/scoring/association/correlation-test';
import normalCdf from '@stdlib/stats-base-dists-normal-cdf';
import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import { areaUnderCurve } from './area-under-curve.ts';
import type { Cases } from './cases.ts';
import { said, unsaid } from './estimate.ts';
import { endings, type OutcomeColumn, type OutcomeKind, ticketsMin } from './input.ts';
import { rankCorrelation } from './rank-correlation.ts';
import {
  errorOf,
  exactReplicates,
  linearReplicates,
  percentileInterval,
  sumsByUnit,
  type Units,
} from './resample.ts';
import type { IntervalJson, KpiEstimate } from './result.ts';
import type { Statistic } from './statistic.ts';
import { timeConcordance } from './time-concordance.ts';

/** Cases up to which the bootstrap computes again instead of adding influence values. */
export const exactMax = 5_000;

const resolved = endings.indexOf('RESOLVED');

/** Per case of a time: 1 where it ended by being resolved. */
export function eventsOf({ rows }: Cases, { ending }: OutcomeColumn): Uint8Array {
  const events = new Uint8Array(rows.length);
  if (ending === null) return events;
  for (let i = 0; i < rows.length; i++) events[i] = ending[rows[i] ?? 0] === resolved ? 1 : 0;
  return events;
}

const countEvents = (cases: Cases, outcome: OutcomeColumn): number =>
  eventsOf(cases, outcome).reduce((sum, event) => sum + event, 0);

/** The one statistic by which a pair is tested. */
export function primaryStatistic(cases: Cases, outcome: OutcomeColumn): Statistic {
  if (outcome.kind === 'NUMBER') return rankCorrelation(cases);
  if (outcome.kind === 'YES_NO') return areaUnderCurve(cases);
  return timeConcordance(cases, eventsOf(cases, outcome));
}

export const primaryCoefficient = (kind: OutcomeKind): Statistic['coefficient'] =>
  kind === 'NUMBER' ? 'SPEARMAN' : kind === 'YES_NO' ? 'AUC' : 'CONCORDANCE';

/** Why these cases give no figure; null where they do. */
export function refusal(cases: Cases, outcome: OutcomeColumn): string | null {
  const { n, byX, byY, y } = cases;
  if (n < ticketsMin) {
    return `Only ${n} tickets have both; fewer than ${ticketsMin} give no figure.`;
  }
  if (byX.groups < 2) return 'Every ticket has the same score.';
  if (outcome.kind === 'TIME') {
    const events = countEvents(cases, outcome);
    if (events === 0) return 'No ticket was resolved yet: all are open or ended otherwise.';
    return events < 2 ? 'Only one ticket was resolved.' : null;
  }
  if (byY.groups < 2) return 'The outcome is the same on every ticket.';
  if (outcome.kind === 'YES_NO') {
    const yes = y.reduce((sum, value) => sum + value, 0);
    const rarer = Math.min(yes, n - yes);
    if (rarer < 2) return `Only ${rarer} ticket differs from the others in its outcome.`;
  }
  return null;
}

export interface Found {
  readonly estimate: KpiEstimate;
  /** By case; null where the figure is undefined. */
  readonly influence: Float64Array | null;
  readonly statistic: Statistic;
}

interface Doubted {
  readonly level: number;
  readonly units: Units;
  /** Whether replicates are drawn; segments go without. */
  readonly resampled: boolean;
}

/** The primary figure of a pair, with its interval and test. */
export function primaryOf(
  cases: Cases,
  outcome: OutcomeColumn,
  { level, units, resampled }: Doubted,
): Found {
  const statistic = primaryStatistic(cases, outcome);
  const { coefficient } = statistic;
  const about = {
    n: cases.n,
    clusters: units.clusters === null ? null : clustersIn(cases.rows, units),
    events: outcome.kind === 'TIME' ? countEvents(cases, outcome) : null,
  };
  const because = refusal(cases, outcome);
  const value = because === null ? statistic.value(cases.weights) : null;
  if (value === null) {
    const why = because ?? 'No two tickets can be compared.';
    return { estimate: unsaid(coefficient, why, about), influence: null, statistic };
  }
  const influence = statistic.influence(cases.weights, value);
  const error = errorOf(influence, cases.rows, units);
  const isPlain = units.clusters === null && cases.weights.every((weight) => weight === 1);
  const { interval, p } = doubtOf(statistic, value, error, cases, { level, isPlain });
  const bootstrap = resampled
    ? bootstrapOf(statistic, value, influence, cases, units, level)
    : null;
  return {
    estimate: said(coefficient, { ...about, value, interval, p, bootstrap }),
    influence,
    statistic,
  };
}

function doubtOf(
  { coefficient }: Statistic,
  value: number,
  error: number,
  { n, y }: Cases,
  { level, isPlain }: { readonly level: number; readonly isPlain: boolean },
): { readonly interval: IntervalJson | null; readonly p: number | null } {
  const how = isPlain ? '' : ', clusters or weights by the infinitesimal jackknife';
  if (coefficient === 'SPEARMAN') {
    if (isPlain) {
      const { interval } = fisherInterval(value, (1 + value ** 2 / 2) / (n - 3), level);
      return { interval: interval ?? null, p: testCorrelation(value, n - 2, 'two-sided').p };
    }
    if (error === 0 || Math.abs(value) === 1) return { interval: null, p: null };
    const onScale = error / (1 - value ** 2);
    const reach = normalQuantile((1 + level) / 2, 0, 1) * onScale;
    const center = Math.atanh(value);
    return {
      interval: {
        ...{ low: Math.tanh(center - reach), high: Math.tanh(center + reach), level },
        method: `Fisher z${how}`,
      },
      p: twoSided(center / onScale),
    };
  }
  const method = coefficient === 'AUC' ? `DeLong${how}` : 'infinitesimal jackknife';
  if (error === 0) {
    // all pairs one way: DeLong's error is 0, but the ranks of so many tickets have one without a link
    const p = coefficient === 'AUC' ? twoSided((value - 0.5) / mannWhitneyError(y)) : null;
    return { interval: null, p };
  }
  const reach = normalQuantile((1 + level) / 2, 0, 1) * error;
  return {
    interval: {
      ...{ low: Math.max(0, value - reach), high: Math.min(1, value + reach), level, method },
    },
    p: twoSided((value - 0.5) / error),
  };
}

const twoSided = (z: number): number => 2 * normalCdf(-Math.abs(z), 0, 1);

/** Standard error of an area without a link, ties aside (Mann and Whitney 1947). */
function mannWhitneyError(y: Float64Array): number {
  const yes = y.reduce((sum, value) => sum + value, 0);
  const no = y.length - yes;
  return Math.sqrt((yes + no + 1) / (12 * yes * no));
}

function bootstrapOf(
  statistic: Statistic,
  value: number,
  influence: Float64Array,
  { n, weights, rows }: Cases,
  units: Units,
  level: number,
): IntervalJson | null {
  const of = units.clusters === null ? 'tickets' : 'clusters';
  const values =
    n <= exactMax
      ? exactReplicates(statistic, weights, rows, units)
      : linearReplicates(value, sumsByUnit(influence, rows, units), units);
  const how = n <= exactMax ? 'computed again' : 'of influence values';
  return percentileInterval(values, units.replicates, level, `bootstrap over ${of}, ${how}`);
}

function clustersIn(rows: Int32Array, { unitOf, units, clusters }: Units): number {
  const seen = new Uint8Array(units);
  let count = 0;
  for (const row of rows) {
    const unit = unitOf[row] ?? 0;
    if (seen[unit] === 0) count += 1;
    seen[unit] = 1;
  }
  // beyond ten thousand clusters several are drawn together
  return clusters !== null && units < clusters ? clusters : count;
}
