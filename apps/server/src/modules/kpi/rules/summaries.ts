import { wilson } from '@assay/scoring/proportions/wilson';
import tQuantile from '@stdlib/stats-base-dists-t-quantile';
import { casesOf, orderOf } from './cases.ts';
import type { KpiInput, KpiNote, OutcomeColumn, ScoreColumn } from './input.ts';
import { endings } from './input.ts';
import { reliabilityOf } from './reliability.ts';
import type { HistogramBinJson, OutcomeSummary, ScoreBin, ScoreSummary } from './result.ts';
import { scoreGroups } from './score-groups.ts';

const bins = 20;

interface Spread {
  readonly n: number;
  readonly mean: number | null;
  readonly deviation: number | null;
  readonly low: number;
  readonly high: number;
}

function spreadOf(values: Float64Array): Spread {
  let [n, sum, low, high] = [0, 0, Infinity, -Infinity];
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    n += 1;
    sum += value;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (n === 0) return { n, mean: null, deviation: null, low: 0, high: 0 };
  const mean = sum / n;
  let squares = 0;
  for (const value of values) if (!Number.isNaN(value)) squares += (value - mean) ** 2;
  return { n, mean, deviation: n < 2 ? null : Math.sqrt(squares / (n - 1)), low, high };
}

function histogram(values: Float64Array, low: number, high: number): readonly HistogramBinJson[] {
  if (!(high > low)) return high === low ? [{ low, high, count: spreadOf(values).n }] : [];
  const counts = new Array<number>(bins).fill(0);
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    const bin = Math.min(bins - 1, Math.floor((bins * (value - low)) / (high - low)));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return counts.map((count, k) => ({
    low: low + ((high - low) * k) / bins,
    high: low + ((high - low) * (k + 1)) / bins,
    count,
  }));
}

export function summaryOfScore(score: ScoreColumn, level: number): ScoreSummary {
  const { n, mean, deviation } = spreadOf(score.value);
  return {
    ...{ key: score.key, label: score.label, n, mean, deviation },
    reliability: reliabilityOf(score, level),
    histogram: n === 0 ? [] : histogram(score.value, 0, 1),
  };
}

export function summaryOfOutcome(
  outcome: OutcomeColumn,
  input: KpiInput,
  level: number,
): OutcomeSummary {
  const { key, label, kind, unit, higherIsBetter, value, ending, asked } = outcome;
  const { n, mean, deviation, low, high } = spreadOf(value);
  const open =
    ending === null
      ? null
      : ending.reduce((sum, code, row) => {
          return sum + (endings[code] === 'OPEN' && !Number.isNaN(value[row]) ? 1 : 0);
        }, 0);
  const response = asked === null ? null : responseOf(outcome, asked, input, level);
  const isTime = kind === 'TIME';
  const reach =
    deviation === null
      ? null
      : (tQuantile((1 + level) / 2, Math.max(1, n - 1)) * deviation) / Math.sqrt(n);
  return {
    ...{ key, label, kind, unit, higherIsBetter, n, missing: input.n - n, open },
    asked: response?.asked ?? null,
    // a mean of times of which some go on would be too short
    mean: isTime ? null : mean,
    interval:
      isTime || mean === null || reach === null
        ? null
        : { low: mean - reach, high: mean + reach, level, method: 'Student’s t over tickets' },
    histogram: n === 0 ? [] : histogram(value, low, high),
    responseByTercile: response?.byTercile ?? [],
    tippingPoint: response?.tippingPoint ?? null,
    notes: response?.notes ?? [],
  };
}

interface Response {
  readonly asked: number;
  readonly byTercile: readonly ScoreBin[];
  readonly tippingPoint: OutcomeSummary['tippingPoint'];
  readonly notes: readonly KpiNote[];
}

/** Who answered, by how good the answer they judged was: what is missing is not missing at random. */
function responseOf(
  { value, label }: OutcomeColumn,
  asked: Uint8Array,
  input: KpiInput,
  level: number,
): Response {
  const [composite] = input.scores;
  const answered = Float64Array.from(value, (one, row) =>
    asked[row] === 1 ? (Number.isNaN(one) ? 0 : 1) : Number.NaN,
  );
  const { n: count, mean: rate } = spreadOf(answered);
  const { mean } = spreadOf(value);
  if (composite === undefined || rate === null) {
    return { asked: count, byTercile: [], tippingPoint: null, notes: [] };
  }
  const score = { values: composite.value, order: orderOf(composite.value) };
  const sorted = { values: answered, order: orderOf(answered) };
  const rows = score.order.filter((row) => !Number.isNaN(answered[row])).toSorted();
  const cases = casesOf(score, sorted, rows, null);
  const groups = scoreGroups(cases);
  const byTercile = groups.bounds.map(({ low, high }, group) => {
    const own = Array.from(cases.y).filter((_, i) => groups.codes[i] === group);
    const yes = own.reduce((sum, one) => sum + one, 0);
    const share = own.length === 0 ? 0 : yes / own.length;
    const interval =
      own.length === 0 ? null : (wilson(yes, own.length, { level }).interval ?? null);
    return { low, high, mean: share, interval, n: own.length };
  });
  const shares = byTercile.map((bin) => bin.mean);
  const percent = (share: number) => `${Math.round(100 * share)} %`;
  const notes: KpiNote[] =
    rate < 1
      ? [
          {
            severity: 'WARNING',
            code: 'RESPONSE_BIAS',
            message: `${label}: ${percent(rate)} of ${count} asked have answered (${shares.map(percent).join(', ')} from low to high scores). Figures are about those who answered; who did not may think otherwise.`,
          },
        ]
      : [];
  const tippingPoint =
    mean === null ? null : { worst: rate * mean, best: rate * mean + (1 - rate) };
  return { asked: count, byTercile, tippingPoint, notes };
}
