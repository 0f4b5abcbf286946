import { coxRegression } from '@assay/scoring/survival/cox-regression';
import { logRank } from '@assay/scoring/survival/log-rank';
import type { Cases } from './cases.ts';
import { cellsOf } from './cells.ts';
import { coxInfluence } from './cox-influence.ts';
import { normalDoubt } from './doubt.ts';
import { fromScoring, said, unsaid } from './estimate.ts';
import { type Ending, endings, type Factor, type OutcomeColumn } from './input.ts';
import { eventsOf } from './primary.ts';
import { clustersIn, errorOf, type Units } from './resample.ts';
import type { Coefficient, IntervalJson, KpiEstimate } from './result.ts';
import { scoreGroups } from './score-groups.ts';

interface Timed {
  readonly outcome: OutcomeColumn;
  readonly confounders: readonly Factor[];
  readonly weights: Float64Array | null;
  readonly units: Units;
  readonly level: number;
}

interface Competing {
  readonly ending: Ending;
  readonly coefficient: Coefficient;
}

/** Ends that compete with resolution: each has a rate of its own. */
const competing: readonly Competing[] = [
  { ending: 'ESCALATED', coefficient: 'COX_ESCALATED' },
  { ending: 'ABANDONED', coefficient: 'COX_ABANDONED' },
];

/** Competing ends that occur. */
export function endingsSeen({ rows }: Cases, { ending }: OutcomeColumn): readonly Competing[] {
  const seen = new Uint8Array(endings.length);
  for (let i = 0; i < rows.length; i++) seen[ending?.[rows[i] ?? 0] ?? 0] = 1;
  return competing.filter((one) => seen[endings.indexOf(one.ending)] === 1);
}

/** What a pair with a time shows: groups of scores compared, and rates of each way to end. */
export function times(cases: Cases, about: Timed): readonly KpiEstimate[] {
  const { outcome, confounders } = about;
  const resolved = eventsOf(cases, outcome);
  const none = new Int32Array(cases.n);
  return [
    byGroups(cases, resolved, about),
    cox('COX', cases, resolved, none, about),
    ...(confounders.length === 0
      ? []
      : [cox('COX_ADJUSTED', cases, resolved, strataOf(cases, confounders), about)]),
    ...endingsSeen(cases, outcome).map(({ ending, coefficient }) =>
      cox(coefficient, cases, eventsOf(cases, outcome, endings.indexOf(ending)), none, about),
    ),
  ];
}

/** Combinations of the confounders' levels; those that nobody knows are one of their own. */
function strataOf({ rows }: Cases, confounders: readonly Factor[]): Int32Array {
  const factors = confounders.map(({ levels, codes, ...factor }) => ({
    ...factor,
    levels: [...levels, 'not known'],
    codes: rows.map((row) => ((codes[row] ?? -1) < 0 ? levels.length : (codes[row] ?? 0))),
  }));
  return cellsOf(rows.length, factors).codes;
}

/** The rate of an end at a score of 1 over that at 0, other ends counted as censored. */
function cox(
  coefficient: Coefficient,
  cases: Cases,
  isEvent: Uint8Array,
  strata: Int32Array,
  { level, units }: Timed,
): KpiEstimate {
  const events = isEvent.reduce((sum, event) => sum + event, 0);
  const counts = { n: cases.n, events, clusters: clustersIn(cases.rows, units) };
  const fit = coxRegression([cases.x], cases.y, isEvent, {
    level,
    ...(strata.some((code) => code > 0) && { strata }),
  });
  const [slope] = fit.coefficients ?? [];
  if (slope === undefined) return fromScoring(coefficient, { ...fit, value: null }, null, counts);
  const { value, hazardRatio, interval, p, standardError } = slope;
  if (units.clusters === null || standardError === null) {
    return said(coefficient, { ...counts, value: hazardRatio, p, interval: onRatios(interval) });
  }
  const fitted = { slope: value, error: standardError };
  const error = errorOf(coxInfluence(cases, isEvent, strata, fitted), cases.rows, units);
  const bounds = { least: -Infinity, most: Infinity, nothing: 0 };
  const method = 'Wald, clusters by the infinitesimal jackknife';
  const doubt = normalDoubt(value, error, bounds, { level, clusters: counts.clusters, method });
  return said(coefficient, {
    ...{ ...counts, value: hazardRatio, p: doubt.p },
    interval: onRatios(doubt.interval),
  });
}

const onRatios = (interval: IntervalJson | null): IntervalJson | null =>
  interval === null
    ? null
    : { ...interval, low: Math.exp(interval.low), high: Math.exp(interval.high) };

/** Events that each group of a log-rank test has to have. */
const eventsMin = 10;

/** The log-rank test over groups of scores. It has no p where tickets are not independent. */
function byGroups(cases: Cases, isEvent: Uint8Array, { units }: Timed): KpiEstimate {
  const { codes, names } = scoreGroups(cases);
  const events = new Float64Array(names.length);
  for (let i = 0; i < codes.length; i++) {
    const group = codes[i] ?? 0;
    events[group] = (events[group] ?? 0) + (isEvent[i] ?? 0);
  }
  const all = events.reduce((sum, count) => sum + count, 0);
  const counts = { n: cases.n, events: all, clusters: clustersIn(cases.rows, units) };
  const large = [...events.keys()].filter((group) => (events[group] ?? 0) >= eventsMin);
  if (large.length < 2) {
    return unsaid(
      'LOG_RANK',
      `Fewer than two groups of scores have ${eventsMin} resolved tickets.`,
      counts,
    );
  }
  const isKept = (_: number, i: number) => large.includes(codes[i] ?? 0);
  const kept =
    large.length === names.length
      ? { time: cases.y, isEvent, codes }
      : {
          time: cases.y.filter(isKept),
          isEvent: isEvent.filter(isKept),
          codes: codes.filter(isKept),
        };
  const found = logRank(kept.time, kept.isEvent, kept.codes);
  return fromScoring('LOG_RANK', found, units.clusters === null ? found.p : null, counts);
}
