import { endings, type OutcomeColumn, type ScoreColumn } from './input.ts';
import { meanOf } from './means.ts';
import { reliabilityOf } from './reliability.ts';
import type { Units } from './resample.ts';
import { type Ordered, responseOf } from './response.ts';
import type { HistogramBinJson, OutcomeSummary, ScoreSummary } from './result.ts';

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
  for (let row = 0; row < values.length; row++) {
    const value = values[row] ?? Number.NaN;
    if (Number.isNaN(value)) continue;
    n += 1;
    sum += value;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (n === 0) return { n, mean: null, deviation: null, low: 0, high: 0 };
  const mean = sum / n;
  let squares = 0;
  for (let row = 0; row < values.length; row++) {
    const value = values[row] ?? Number.NaN;
    if (!Number.isNaN(value)) squares += (value - mean) ** 2;
  }
  return { n, mean, deviation: n < 2 ? null : Math.sqrt(squares / (n - 1)), low, high };
}

function histogram(values: Float64Array, low: number, high: number): readonly HistogramBinJson[] {
  if (!(high > low)) return high === low ? [{ low, high, count: spreadOf(values).n }] : [];
  const counts = new Array<number>(bins).fill(0);
  for (let row = 0; row < values.length; row++) {
    const value = values[row] ?? Number.NaN;
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

/** @param refused - why scores of these tickets may not be put together; null where they may */
export function summaryOfScore(
  score: ScoreColumn,
  level: number,
  refused: string | null,
): ScoreSummary {
  const { n, mean, deviation } = spreadOf(score.value);
  const about = { key: score.key, label: score.label, n };
  if (refused !== null) {
    const reliability = { value: null, undefinedBecause: refused, interval: null };
    return {
      ...{ ...about, mean: null, deviation: null, histogram: [] },
      reliability: { ...reliability, ratingsPerTicket: 0 },
    };
  }
  return {
    ...{ ...about, mean, deviation, reliability: reliabilityOf(score, level) },
    histogram: n === 0 ? [] : histogram(score.value, 0, 1),
  };
}

interface Summing {
  /** By which response is shown; none where its scores may not be put together. */
  readonly composite: Ordered | undefined;
  readonly sampling: Float64Array | null;
  /** For how many of its like each answer stands; null where nobody was asked. */
  readonly answers: Float64Array | null;
  readonly units: Units;
  readonly level: number;
}

export function summaryOfOutcome(outcome: OutcomeColumn, about: Summing): OutcomeSummary {
  const { key, label, kind, unit, higherIsBetter, value } = outcome;
  const { composite, sampling, answers, units, level } = about;
  const { n, low, high } = spreadOf(value);
  const isTime = kind === 'TIME';
  // a mean of times of which some go on would be too short
  const mean = isTime ? null : meanOf(value, { weights: sampling, units, level });
  const response =
    outcome.asked === null
      ? null
      : responseOf(outcome, composite, { mean: mean?.mean ?? null, sampling, level });
  return {
    ...{ key, label, kind, unit, higherIsBetter, n, missing: value.length - n },
    ...{ asked: response?.asked ?? null, open: openOf(outcome) },
    ...{ mean: mean?.mean ?? null, interval: mean?.interval ?? null },
    histogram: n === 0 ? [] : spreadOfResolved(outcome, { low, high }),
    responseByTercile: response?.byTercile ?? [],
    tippingPoint: response?.tippingPoint ?? null,
    responseWeighted:
      answers === null || isTime ? null : meanOf(value, { weights: answers, units, level }),
    notes: response?.notes ?? [],
  };
}

/** Times of tickets that go on, or ended otherwise, are no times of resolution. */
function spreadOfResolved(
  { value, ending }: OutcomeColumn,
  all: Pick<Spread, 'low' | 'high'>,
): readonly HistogramBinJson[] {
  if (ending === null) return histogram(value, all.low, all.high);
  const isResolved = endings.indexOf('RESOLVED');
  const resolved = value.filter((_, row) => ending[row] === isResolved);
  const { n, low, high } = spreadOf(resolved);
  return n === 0 ? [] : histogram(resolved, low, high);
}

/** Tickets that are still followed; null where the outcome is no time. */
function openOf({ ending, value }: OutcomeColumn): number | null {
  if (ending === null) return null;
  const isOpen = endings.indexOf('OPEN');
  let open = 0;
  for (let row = 0; row < ending.length; row++) {
    if (ending[row] === isOpen && !Number.isNaN(value[row])) open += 1;
  }
  return open;
}
