import type { Cases } from './cases.ts';
import { normalDoubt } from './doubt.ts';
import { said, unsaid } from './estimate.ts';
import type { KpiInput, OutcomeColumn } from './input.ts';
import { primaryStatistic, refusal } from './primary.ts';
import { clustersIn, errorOf, type Units } from './resample.ts';
import type { KpiEstimate } from './result.ts';

/** Shares of answers below this would make a few tickets speak for many. */
const rateMin = 0.05;
const parts = 5;

/** Per row of the table, which tickets are alike in what may decide whether they answer. */
export interface Alike {
  readonly codes: Int32Array;
  readonly cells: number;
}

/** Fifths of the composite, within each combination of confounders. */
export function alikeBy({ n, scores, confounders }: KpiInput): Alike {
  const composite = scores[0]?.value ?? new Float64Array();
  const known = knownOf(composite).sort();
  const bounds = Array.from({ length: parts - 1 }, (_, k) => {
    return known[Math.floor(((k + 1) * known.length) / parts)] ?? 1;
  });
  const cells = new Map<number, number>();
  const codes = new Int32Array(n);
  for (let row = 0; row < n; row++) {
    const value = composite[row] ?? Number.NaN;
    let key = 0;
    for (const bound of bounds) if (value >= bound) key += 1;
    if (Number.isNaN(value)) key = parts;
    for (const factor of confounders) {
      key = key * (factor.levels.length + 1) + (factor.codes[row] ?? -1) + 1;
    }
    const cell = cells.get(key) ?? cells.size;
    cells.set(key, cell);
    codes[row] = cell;
  }
  return { codes, cells: cells.size };
}

function knownOf(values: Float64Array): Float64Array {
  const known = new Float64Array(values.length);
  let n = 0;
  for (let row = 0; row < values.length; row++) {
    const value = values[row] ?? Number.NaN;
    if (!Number.isNaN(value)) known[n++] = value;
  }
  return known.subarray(0, n);
}

/** Whether a ticket was asked for an answer; who gave one was. */
export const isAsked = ({ value, asked }: OutcomeColumn, row: number): boolean =>
  asked?.[row] === 1 || !Number.isNaN(value[row]);

/** Per row, for how many of its like an answer stands, times its sampling weight. */
export function answerWeights(
  outcome: OutcomeColumn,
  { codes, cells }: Alike,
  sampling: Float64Array | null,
): Float64Array {
  const asked = new Float64Array(cells);
  const answered = new Float64Array(cells);
  for (let row = 0; row < codes.length; row++) {
    const cell = codes[row] ?? 0;
    if (!isAsked(outcome, row)) continue;
    const weight = sampling?.[row] ?? 1;
    asked[cell] = (asked[cell] ?? 0) + weight;
    if (!Number.isNaN(outcome.value[row])) answered[cell] = (answered[cell] ?? 0) + weight;
  }
  const weights = new Float64Array(codes.length);
  for (let row = 0; row < weights.length; row++) {
    const cell = codes[row] ?? 0;
    const rate = (answered[cell] ?? 0) / (asked[cell] ?? 1);
    weights[row] = (sampling?.[row] ?? 1) / Math.max(rateMin, rate);
  }
  return weights;
}

/**
 * The primary figure with each answer counting for those of like score and confounders who did not
 * answer: right where nothing else decides who answers.
 *
 * @param weightOf - of each row, as `answerWeights` gives it
 */
export function responseWeighted(
  cases: Cases,
  outcome: OutcomeColumn,
  weightOf: Float64Array,
  { units, level }: { readonly units: Units; readonly level: number },
): KpiEstimate {
  const counts = { n: cases.n, clusters: clustersIn(cases.rows, units) };
  const because = refusal(cases, outcome);
  if (because !== null) return unsaid('RESPONSE_WEIGHTED', because, counts);
  const weights = new Float64Array(cases.n);
  for (let i = 0; i < weights.length; i++) weights[i] = weightOf[cases.rows[i] ?? 0] ?? 1;
  const statistic = primaryStatistic(cases, outcome);
  const value = statistic.value(weights);
  if (value === null) return unsaid('RESPONSE_WEIGHTED', 'It is undefined.', counts);
  const error = errorOf(statistic.influence(weights, value), cases.rows, units);
  const { nothing } = statistic;
  const bounds = { least: nothing === 0 ? -1 : 0, most: 1, nothing };
  const method = 'infinitesimal jackknife, answers weighted by 1 / share that answered';
  const doubt = normalDoubt(value, error, bounds, { level, clusters: counts.clusters, method });
  return said('RESPONSE_WEIGHTED', { ...counts, value, interval: doubt.interval });
}
