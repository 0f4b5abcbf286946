import { fisherInterval, testCorrelation } from '@assay/scoring/association/correlation-test';
import { disattenuate } from '@assay/scoring/association/disattenuate';
import { kendallTauB } from '@assay/scoring/association/kendall-tau-b';
import { pearson } from '@assay/scoring/association/pearson';
import { pointBiserial } from '@assay/scoring/association/point-biserial';
import { coxRegression } from '@assay/scoring/survival/cox-regression';
import { logRank } from '@assay/scoring/survival/log-rank';
import { type Cases, casesOf, type Grouped, rowsOf, type Sorted } from './cases.ts';
import { withoutFactors } from './cells.ts';
import { fromScoring, said, unsaid } from './estimate.ts';
import { type Factor, type OutcomeColumn, ticketsMin } from './input.ts';
import { eventsOf, refusal } from './primary.ts';
import type { Coefficient, KpiEstimate, KpiReliability } from './result.ts';
import { scoreGroups } from './score-groups.ts';

/** Cases from which slow descriptive figures are taken; of more a sample is drawn. */
export const sampleMax = 200_000;

export interface Described {
  readonly score: Sorted;
  readonly outcome: OutcomeColumn;
  readonly sorted: Sorted;
  readonly confounders: readonly Factor[];
  readonly reliability: KpiReliability;
  readonly outcomeReliability: number;
  readonly level: number;
}

/** What a pair shows beside its one test. */
export function describe(cases: Cases, about: Described): readonly KpiEstimate[] {
  const { outcome, level } = about;
  const because = refusal(cases, outcome);
  const kinds = coefficientsOf(outcome, about.confounders.length > 0);
  if (because !== null) {
    return kinds.map((coefficient) => unsaid(coefficient, because, { n: cases.n }));
  }
  const sample = thinned(cases, about);
  if (outcome.kind === 'TIME') return times(sample, about);
  const linear =
    outcome.kind === 'YES_NO'
      ? pointBiserial(cases.y, cases.x, { level })
      : pearson(cases.x, cases.y, { level });
  const n = { n: cases.n };
  const first: KpiEstimate = fromScoring(
    outcome.kind === 'YES_NO' ? 'POINT_BISERIAL' : 'PEARSON',
    linear,
    linear.p,
    n,
  );
  const tau = kendallTauB(sample.x, sample.y, { level });
  return [
    first,
    ...(outcome.kind === 'NUMBER'
      ? [fromScoring('KENDALL_TAU_B', tau, tau.p, { n: sample.n })]
      : []),
    ...(about.confounders.length > 0 ? [partial(cases, about)] : []),
    corrected(first, about, n),
  ];
}

function coefficientsOf({ kind }: OutcomeColumn, adjusted: boolean): readonly Coefficient[] {
  if (kind === 'TIME') return adjusted ? ['LOG_RANK', 'COX', 'COX_ADJUSTED'] : ['LOG_RANK', 'COX'];
  const first: readonly Coefficient[] =
    kind === 'YES_NO' ? ['POINT_BISERIAL'] : ['PEARSON', 'KENDALL_TAU_B'];
  return adjusted ? [...first, 'PARTIAL', 'DISATTENUATED'] : [...first, 'DISATTENUATED'];
}

function thinned(cases: Cases, { score, sorted }: Described): Cases {
  return cases.n <= sampleMax ? cases : casesOf(score, sorted, sampleOf(cases.rows), null);
}

/** Every k-th of many rows, which is as good as drawn: they are in the order of the tickets' ids. */
export function sampleOf(rows: Int32Array): Int32Array {
  if (rows.length <= sampleMax) return rows;
  const step = rows.length / sampleMax;
  const sample = new Int32Array(sampleMax);
  for (let k = 0; k < sampleMax; k++) sample[k] = rows[Math.floor(k * step)] ?? 0;
  return sample;
}

function corrected(
  linear: KpiEstimate,
  { reliability, outcomeReliability }: Described,
  about: { readonly n: number },
): KpiEstimate {
  if (linear.value === null) {
    return unsaid('DISATTENUATED', linear.undefinedBecause ?? 'It is undefined.', about);
  }
  if (reliability.value === null) {
    const why =
      `Nobody knows the score's reliability. ${reliability.undefinedBecause ?? ''}`.trim();
    return unsaid('DISATTENUATED', why, about);
  }
  const found = disattenuate(
    linear.value,
    { score: reliability.value, outcome: outcomeReliability },
    linear.interval === null ? {} : { interval: linear.interval },
  );
  return fromScoring('DISATTENUATED', found, null, about);
}

/** Mid-ranks, so that the partial correlation of numbers is one of ranks, as the primary test is. */
function ranksOf({ group, groups }: Grouped): Float64Array {
  const counts = new Float64Array(groups);
  for (const g of group) counts[g] = (counts[g] ?? 0) + 1;
  let below = 0;
  for (let g = 0; g < groups; g++) {
    const own = counts[g] ?? 0;
    counts[g] = below + (own + 1) / 2;
    below += own;
  }
  const ranks = new Float64Array(group.length);
  for (let i = 0; i < ranks.length; i++) ranks[i] = counts[group[i] ?? 0] ?? 0;
  return ranks;
}

function partial(
  all: Cases,
  { confounders, score, sorted, outcome, level }: Described,
): KpiEstimate {
  const rows = rowsOf(score, sorted, (row) =>
    confounders.every(({ codes }) => (codes[row] ?? -1) >= 0),
  );
  const cases = rows.length === all.n ? all : casesOf(score, sorted, rows, null);
  const n = { n: cases.n };
  const names = confounders.map(({ label }) => label).join(', ');
  if (cases.n < ticketsMin) {
    return unsaid('PARTIAL', `Fewer than ${ticketsMin} tickets have ${names} known.`, n);
  }
  const codes = confounders.map((factor) => {
    const own = new Int32Array(cases.n);
    for (let i = 0; i < own.length; i++) own[i] = factor.codes[cases.rows[i] ?? 0] ?? 0;
    return own;
  });
  const x = withoutFactors(ranksOf(cases.byX), codes);
  const y = withoutFactors(outcome.kind === 'NUMBER' ? ranksOf(cases.byY) : cases.y, codes);
  const taken = confounders.reduce((sum, { levels }) => sum + levels.length - 1, 0);
  const found = pearson(x, y, { level });
  const freedom = cases.n - 2 - taken;
  if (found.value === null || freedom < 2 || isExplained(x, cases.byX)) {
    return unsaid(
      'PARTIAL',
      `${names} determines the score or the outcome, or too few tickets are left.`,
      n,
    );
  }
  const { interval } = fisherInterval(
    found.value,
    (1 + found.value ** 2 / 2) / (freedom - 1),
    level,
  );
  const { p } = testCorrelation(found.value, freedom, 'two-sided');
  return said('PARTIAL', { ...n, value: found.value, interval: interval ?? null, p });
}

/** Whether nothing but rounding is left of ranks. */
const isExplained = (left: Float64Array, { group }: Grouped): boolean =>
  left.reduce((sum, value) => sum + value ** 2, 0) <= 1e-9 * group.length ** 3;

function times(cases: Cases, about: Described): readonly KpiEstimate[] {
  const { outcome, level, confounders } = about;
  const status = eventsOf(cases, outcome);
  const events = status.reduce((sum, event) => sum + event, 0);
  const counts = { n: cases.n, events };
  const cox = (strata: readonly number[] | null): KpiEstimate => {
    const coefficient = strata === null ? 'COX' : 'COX_ADJUSTED';
    const fit = coxRegression([cases.x], cases.y, status, {
      level,
      ...(strata !== null && { strata }),
    });
    const [slope] = fit.coefficients ?? [];
    if (slope === undefined) return fromScoring(coefficient, { ...fit, value: null }, null, counts);
    // the hazard of being resolved at a score of 1 over that at 0
    const { hazardRatio, interval, p } = slope;
    return said(coefficient, {
      ...{ ...counts, value: hazardRatio, p },
      interval:
        interval === null
          ? null
          : { ...interval, low: Math.exp(interval.low), high: Math.exp(interval.high) },
    });
  };
  const groups = scoreGroups(cases);
  return [
    byGroups(cases, status, groups.codes, groups.names, counts),
    cox(null),
    ...(confounders.length === 0 ? [] : [cox(strataOf(cases, confounders))]),
  ];
}

const strataOf = ({ rows }: Cases, confounders: readonly Factor[]): number[] =>
  Array.from(rows, (row) =>
    confounders.reduce(
      (key, { codes, levels }) => key * (levels.length + 1) + (codes[row] ?? -1) + 1,
      0,
    ),
  );

/** Events that each group of a log-rank test has to have. */
const eventsMin = 10;

function byGroups(
  { y }: Cases,
  status: Uint8Array,
  codes: Int32Array,
  names: readonly string[],
  counts: { readonly n: number; readonly events: number },
): KpiEstimate {
  const events = new Float64Array(names.length);
  for (let i = 0; i < codes.length; i++) {
    const group = codes[i] ?? 0;
    events[group] = (events[group] ?? 0) + (status[i] ?? 0);
  }
  const large = [...events.keys()].filter((group) => (events[group] ?? 0) >= eventsMin);
  if (large.length < 2) {
    return unsaid(
      'LOG_RANK',
      `Fewer than two groups of scores have ${eventsMin} resolved tickets.`,
      counts,
    );
  }
  const kept = Array.from(codes, (_, i) => i).filter((i) => large.includes(codes[i] ?? 0));
  const found = logRank(
    kept.map((i) => y[i] ?? 0),
    kept.map((i) => status[i] ?? 0),
    kept.map((i) => codes[i] ?? 0),
  );
  return fromScoring('LOG_RANK', found, found.p, counts);
}
