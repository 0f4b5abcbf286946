import { areaUnderCurve, deLongError, mannWhitneyError } from './area-under-curve.ts';
import type { Cases } from './cases.ts';
import { correlationDoubt, type Doubt, normalDoubt, rankDoubt, separatedDoubt } from './doubt.ts';
import { said, unsaid } from './estimate.ts';
import { endings, type OutcomeColumn, type OutcomeKind, ticketsMin } from './input.ts';
import { rankCorrelation } from './rank-correlation.ts';
import {
  clustersIn,
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

/** Per case of a time: 1 where it ended by being resolved, or as told. */
export function eventsOf(
  { rows }: Cases,
  { ending }: OutcomeColumn,
  how: number = resolved,
): Uint8Array {
  const events = new Uint8Array(rows.length);
  if (ending === null) return events;
  for (let i = 0; i < rows.length; i++) events[i] = ending[rows[i] ?? 0] === how ? 1 : 0;
  return events;
}

function countEvents({ rows }: Cases, { ending }: OutcomeColumn): number {
  if (ending === null) return 0;
  let count = 0;
  for (let i = 0; i < rows.length; i++) if (ending[rows[i] ?? 0] === resolved) count += 1;
  return count;
}

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
    clusters: clustersIn(cases.rows, units),
    events: outcome.kind === 'TIME' ? countEvents(cases, outcome) : null,
  };
  const because = refusal(cases, outcome);
  const value = because === null ? statistic.value(cases.weights) : null;
  if (value === null) {
    const why = because ?? 'No two tickets can be compared.';
    return { estimate: unsaid(coefficient, why, about), influence: null, statistic };
  }
  const influence = statistic.influence(cases.weights, value);
  const figure = { statistic, value, influence };
  const doubt = doubtOf(figure, cases, { n: cases.n, level, units });
  const bootstrap = resampled ? bootstrapOf(figure, cases, units, level) : null;
  return {
    estimate: said(coefficient, { ...about, value, ...doubt, bootstrap }),
    influence,
    statistic,
  };
}

interface Figure {
  readonly statistic: Statistic;
  readonly value: number;
  readonly influence: Float64Array;
}

/** How sure a primary figure is. @param n - cases that count; those left out have no influence */
export function doubtOf(
  { statistic: { coefficient }, value, influence }: Figure,
  cases: Cases,
  { n, level, units }: { readonly n: number; readonly level: number; readonly units: Units },
): Doubt {
  const isPlain = units.clusters === null && cases.weights.every((weight) => weight === 1);
  const how = isPlain ? '' : ', clusters or weights by the infinitesimal jackknife';
  const basis = { level, clusters: clustersIn(cases.rows, units) };
  const error = errorOf(influence, cases.rows, units);
  if (coefficient === 'SPEARMAN') {
    return isPlain
      ? rankDoubt(value, n - 2, level)
      : correlationDoubt(value, error, { ...basis, method: `Fisher z${how}` });
  }
  const bounds = { least: 0, most: 1, nothing: 0.5 };
  if (coefficient === 'CONCORDANCE') {
    return normalDoubt(value, error, bounds, { ...basis, method: 'infinitesimal jackknife' });
  }
  if (error === 0 && isPlain) return separatedDoubt(value, mannWhitneyError(cases.y));
  return normalDoubt(value, isPlain ? deLongError(cases, influence) : error, bounds, {
    ...basis,
    method: `DeLong${how}`,
  });
}

function bootstrapOf(
  { statistic, value, influence }: Figure,
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
