import { wilson } from '@assay/scoring/proportions/wilson';
import { knownRows } from './cases.ts';
import { groupedOf, type Ranked } from './grouped.ts';
import type { KpiNote, OutcomeColumn } from './input.ts';
import { isAsked } from './response-weighted.ts';
import type { OutcomeSummary, ScoreBin } from './result.ts';
import { scoreGroups } from './score-groups.ts';

/** The composite, by which response is shown. */
export interface Ordered {
  readonly values: Float64Array;
  readonly ranked: Ranked;
}

interface Response {
  readonly asked: number;
  readonly byTercile: readonly ScoreBin[];
  readonly tippingPoint: OutcomeSummary['tippingPoint'];
  readonly notes: readonly KpiNote[];
}

const percent = (share: number) => `${Math.round(100 * share)} %`;

/** Who answered, by how good the answer they judged was: what is missing is not missing at random. */
export function responseOf(
  outcome: OutcomeColumn,
  composite: Ordered | undefined,
  {
    mean,
    sampling,
    level,
  }: {
    /** Of the answers. */
    readonly mean: number | null;
    readonly sampling: Float64Array | null;
    readonly level: number;
  },
): Response {
  const { value, label, unit } = outcome;
  let [asked, answered, weight, answeredWeight] = [0, 0, 0, 0];
  for (let row = 0; row < value.length; row++) {
    if (!isAsked(outcome, row)) continue;
    const own = sampling?.[row] ?? 1;
    asked += 1;
    weight += own;
    if (Number.isNaN(value[row])) continue;
    answered += 1;
    answeredWeight += own;
  }
  if (asked === 0) return { asked, byTercile: [], tippingPoint: null, notes: [] };
  const byTercile = composite === undefined ? [] : ratesByScore(outcome, composite, level);
  const shares = byTercile.map((bin) => percent(bin.mean)).join(', ');
  const message = `${label}: ${percent(answered / asked)} of ${asked} asked have answered${shares === '' ? '' : ` (${shares} from low to high scores)`}. Figures are about those who answered; who did not may think otherwise.`;
  const rate = answeredWeight / weight;
  return {
    ...{ asked, byTercile },
    tippingPoint:
      mean === null || unit !== '[0, 1]'
        ? null
        : { worst: rate * mean, best: rate * mean + (1 - rate) },
    notes: answered < asked ? [{ severity: 'WARNING', code: 'RESPONSE_BIAS', message }] : [],
  };
}

function ratesByScore(
  outcome: OutcomeColumn,
  composite: Ordered,
  level: number,
): readonly ScoreBin[] {
  const { values, ranked } = composite;
  const own = knownRows(values).filter((row) => isAsked(outcome, row));
  const x = new Float64Array(own.length);
  for (let i = 0; i < x.length; i++) x[i] = values[own[i] ?? 0] ?? 0;
  const groups = scoreGroups({ byX: groupedOf(ranked, own), x, n: own.length });
  const counts = groups.bounds.map(() => ({ n: 0, yes: 0 }));
  for (let i = 0; i < own.length; i++) {
    const count = counts[groups.codes[i] ?? 0];
    if (count === undefined) continue;
    count.n += 1;
    if (!Number.isNaN(outcome.value[own[i] ?? 0])) count.yes += 1;
  }
  return counts.map(({ n, yes }, group) => ({
    low: groups.bounds[group]?.low ?? 0,
    high: groups.bounds[group]?.high ?? 0,
    ...{ n, mean: yes / n, interval: wilson(yes, n, { level }).interval ?? null },
  }));
}

interface Answered {
  readonly value: number;
  /** The value without a link. */
  readonly nothing: number;
  readonly answers: number;
}

/** What the link would have to be among those who did not answer, for none to be left over all. */
export function tippingNote(
  outcome: OutcomeColumn,
  { value, nothing, answers }: Answered,
): KpiNote | null {
  let asked = 0;
  for (let row = 0; row < outcome.value.length; row++) if (isAsked(outcome, row)) asked += 1;
  const silent = asked - answers;
  if (silent <= 0 || value === nothing) return null;
  const needed = nothing - ((value - nothing) * answers) / silent;
  const isPossible = needed >= (nothing === 0 ? -1 : 0) && needed <= 1;
  const among = `the ${silent} who did not answer`;
  const message = isPossible
    ? `If the figure were ${needed.toFixed(2)} among ${among}, and they were otherwise like the ${answers} who did, no link would be left over all.`
    : `No link among ${among} could undo that among the ${answers} who did, were they otherwise alike.`;
  return { severity: 'INFO', code: 'TIPPING_POINT', message };
}
