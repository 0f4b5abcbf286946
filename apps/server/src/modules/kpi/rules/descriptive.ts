import { disattenuate } from '@assay/scoring/association/disattenuate';
import { kendallTauB } from '@assay/scoring/association/kendall-tau-b';
import { pearson } from '@assay/scoring/association/pearson';
import { pointBiserial } from '@assay/scoring/association/point-biserial';
import { type Cases, casesOf, type Sorted } from './cases.ts';
import { correlationDoubt } from './doubt.ts';
import { fromScoring, said, unsaid } from './estimate.ts';
import type { Factor, OutcomeColumn } from './input.ts';
import { linearCorrelation, type WeightedCorrelation } from './linear-correlation.ts';
import { pairCorrelation } from './pair-correlation.ts';
import { partial } from './partial.ts';
import { refusal } from './primary.ts';
import { clustersIn, errorOf, type Units } from './resample.ts';
import type { Coefficient, KpiEstimate, KpiReliability } from './result.ts';
import { sampleMax, sampleOf, timesMax } from './sample.ts';
import { endingsSeen, times } from './times.ts';

export interface Described {
  readonly score: Sorted;
  readonly outcome: OutcomeColumn;
  readonly sorted: Sorted;
  readonly weights: Float64Array | null;
  readonly confounders: readonly Factor[];
  readonly reliability: KpiReliability;
  readonly outcomeReliability: number;
  readonly units: Units;
  readonly level: number;
}

/** What a pair shows beside its one test. */
export function describe(cases: Cases, about: Described): readonly KpiEstimate[] {
  const { outcome } = about;
  const because = refusal(cases, outcome);
  if (because !== null) {
    const kinds = coefficientsOf(cases, about);
    return kinds.map((coefficient) => unsaid(coefficient, because, { n: cases.n }));
  }
  const sample = thinned(cases, about);
  if (outcome.kind === 'TIME') return times(sample, about);
  const linear = linearOf(cases, about);
  return [
    linear,
    ...(outcome.kind === 'NUMBER' ? [pairsOf(sample, about)] : []),
    ...(about.confounders.length > 0 ? [partial(cases, about)] : []),
    corrected(linear, about, { n: cases.n, clusters: linear.clusters }),
  ];
}

function coefficientsOf(cases: Cases, { outcome, confounders }: Described): readonly Coefficient[] {
  const isAdjusted = confounders.length > 0;
  if (outcome.kind === 'TIME') {
    const adjusted: readonly Coefficient[] = isAdjusted ? ['COX_ADJUSTED'] : [];
    const competing = endingsSeen(cases, outcome).map(({ coefficient }) => coefficient);
    return ['LOG_RANK', 'COX', ...adjusted, ...competing];
  }
  const first: readonly Coefficient[] =
    outcome.kind === 'YES_NO' ? ['POINT_BISERIAL'] : ['PEARSON', 'KENDALL_TAU_B'];
  return isAdjusted ? [...first, 'PARTIAL', 'DISATTENUATED'] : [...first, 'DISATTENUATED'];
}

function thinned(cases: Cases, { score, sorted, weights, outcome }: Described): Cases {
  const most = outcome.kind === 'TIME' ? timesMax : sampleMax;
  return cases.n <= most ? cases : casesOf(score, sorted, sampleOf(cases.rows, most), weights);
}

/** Pearson's, which for a yes/no outcome is the point-biserial correlation. */
function linearOf(cases: Cases, about: Described): KpiEstimate {
  const { x, y, n, weights } = cases;
  const isYesNo = about.outcome.kind === 'YES_NO';
  const coefficient = isYesNo ? 'POINT_BISERIAL' : 'PEARSON';
  if (!isPlain(about)) {
    return robust(coefficient, linearCorrelation(x, y, weights), cases, about);
  }
  const { level } = about;
  const found = isYesNo ? pointBiserial(y, x, { level }) : pearson(x, y, { level });
  return fromScoring(coefficient, found, found.p, { n });
}

function pairsOf(cases: Cases, about: Described): KpiEstimate {
  if (!isPlain(about)) return robust('KENDALL_TAU_B', pairCorrelation(cases), cases, about);
  const tau = kendallTauB(cases.x, cases.y, { level: about.level });
  return fromScoring('KENDALL_TAU_B', tau, tau.p, { n: cases.n });
}

/** Whether tickets are independent and count alike, so that textbook errors hold. */
const isPlain = ({ units, weights }: Pick<Described, 'units' | 'weights'>): boolean =>
  units.clusters === null && weights === null;

/** A correlation whose error comes from influence values. */
function robust(
  coefficient: Coefficient,
  found: WeightedCorrelation | null,
  { n, rows }: Cases,
  { units, level }: Described,
): KpiEstimate {
  const clusters = clustersIn(rows, units);
  if (found === null) return unsaid(coefficient, 'A variable does not vary.', { n, clusters });
  const error = errorOf(found.influence, rows, units);
  const method = 'Fisher z, clusters or weights by the infinitesimal jackknife';
  const doubt = correlationDoubt(found.value, error, { level, clusters, method });
  return said(coefficient, { n, clusters, value: found.value, ...doubt });
}

function corrected(
  linear: KpiEstimate,
  { reliability, outcomeReliability }: Described,
  about: { readonly n: number; readonly clusters: number | null },
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
