import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import type { Cases } from './cases.ts';
import { said, unsaid } from './estimate.ts';
import type { KpiInput, OutcomeColumn } from './input.ts';
import { primaryStatistic, refusal } from './primary.ts';
import { errorOf, type Units } from './resample.ts';
import type { KpiEstimate } from './result.ts';

/** Shares of answers below this would make a few tickets speak for many. */
const rateMin = 0.05;
const parts = 5;

/**
 * The primary figure with each answer counting for those of like score and confounders who did not
 * answer: right where nothing else decides who answers.
 */
export function responseWeighted(
  cases: Cases,
  outcome: OutcomeColumn,
  asked: Uint8Array,
  input: KpiInput,
  { units, level }: { readonly units: Units; readonly level: number },
): KpiEstimate {
  const because = refusal(cases, outcome);
  if (because !== null) return unsaid('RESPONSE_WEIGHTED', because, { n: cases.n });
  const cell = cellOf(input);
  const counts = new Map<number, { asked: number; answered: number }>();
  for (let row = 0; row < input.n; row++) {
    if (asked[row] !== 1) continue;
    const key = cell(row);
    const count = counts.get(key) ?? { asked: 0, answered: 0 };
    count.asked += 1;
    if (!Number.isNaN(outcome.value[row])) count.answered += 1;
    counts.set(key, count);
  }
  const weights = Float64Array.from(cases.rows, (row, i) => {
    const count = counts.get(cell(row));
    const rate = count === undefined ? 1 : count.answered / count.asked;
    return (cases.weights[i] ?? 1) / Math.max(rateMin, rate);
  });
  const statistic = primaryStatistic(cases, outcome);
  const value = statistic.value(weights);
  if (value === null) return unsaid('RESPONSE_WEIGHTED', 'It is undefined.', { n: cases.n });
  const error = errorOf(statistic.influence(weights, value), cases.rows, units);
  const reach = normalQuantile((1 + level) / 2, 0, 1) * error;
  return said('RESPONSE_WEIGHTED', {
    ...{ n: cases.n, value, clusters: units.clusters },
    interval:
      error === 0
        ? null
        : {
            ...{ low: value - reach, high: value + reach, level },
            method: 'infinitesimal jackknife, answers weighted by 1 / share that answered',
          },
  });
}

/** Fifths of the composite, within each combination of confounders. */
function cellOf({ scores, confounders }: KpiInput): (row: number) => number {
  const composite = scores[0]?.value ?? new Float64Array();
  const known = composite.filter((value) => !Number.isNaN(value)).sort();
  const bounds = Array.from({ length: parts - 1 }, (_, k) => {
    return known[Math.floor(((k + 1) * known.length) / parts)] ?? 1;
  });
  return (row) => {
    const value = composite[row] ?? Number.NaN;
    const part = Number.isNaN(value) ? parts : bounds.filter((bound) => value >= bound).length;
    return confounders.reduce(
      (key, { codes, levels }) => key * (levels.length + 1) + (codes[row] ?? -1) + 1,
      part,
    );
  };
}
