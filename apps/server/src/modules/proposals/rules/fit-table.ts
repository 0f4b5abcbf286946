import {
  endings,
  type KpiInput,
  type OutcomeColumn,
  type ScoreColumn,
} from '../../kpi/rules/input.ts';

/** The tickets that weights are fitted on: all dimensions answered, the outcome known. */
export interface FitTable {
  readonly input: KpiInput;
  readonly dimensions: readonly ScoreColumn[];
  readonly outcome: OutcomeColumn;
  /** Rows of the input, from the earliest opened to the latest. */
  readonly rows: Int32Array;
}

/** @returns null where the input has no such outcome */
export function fitTable(input: KpiInput, key: string): FitTable | null {
  const outcome = input.outcomes.find((one) => one.key === key);
  if (outcome === undefined) return null;
  const dimensions = input.scores.slice(1);
  const rows: number[] = [];
  for (let row = 0; row < input.n; row++) {
    if (Number.isNaN(outcome.value[row])) continue;
    if (dimensions.every(({ value }) => !Number.isNaN(value[row]))) rows.push(row);
  }
  // a ticket of unknown date is no later than any other
  const at = (row: number) => {
    const opened = input.openedAt[row] ?? Number.NaN;
    return Number.isNaN(opened) ? Number.NEGATIVE_INFINITY : opened;
  };
  rows.sort((a, b) => Math.sign(at(a) - at(b)) || a - b);
  return { input, dimensions, outcome, rows: Int32Array.from(rows) };
}

/** Values of some rows of a column. */
export function pick(values: Float64Array, rows: Int32Array): Float64Array {
  const picked = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) picked[i] = values[rows[i] ?? 0] ?? 0;
  return picked;
}

const resolved = endings.indexOf('RESOLVED');

/**
 * What least squares is fitted to, higher where the outcome is better. Times become log-rank scores
 * (the event less the hazard gone through until then), so that open tickets count as still open.
 *
 * @see Peto and Peto (1972), Journal of the Royal Statistical Society A 135:185–207
 */
export function targetOf({ outcome }: FitTable, rows: Int32Array): Float64Array {
  const value = pick(outcome.value, rows);
  if (outcome.kind === 'TIME') return logRankScores(value, outcome, rows);
  return outcome.higherIsBetter ? value : value.map((one) => -one);
}

function logRankScores(
  time: Float64Array,
  { ending }: OutcomeColumn,
  rows: Int32Array,
): Float64Array {
  const order = Int32Array.from(time, (_, i) => i).sort((a, b) => (time[a] ?? 0) - (time[b] ?? 0));
  const isEvent = (i: number) => ending?.[rows[i] ?? 0] === resolved;
  const scores = new Float64Array(time.length);
  let hazard = 0;
  for (let from = 0; from < order.length; ) {
    let to = from;
    let events = 0;
    while (to < order.length && time[order[to] ?? 0] === time[order[from] ?? 0]) {
      if (isEvent(order[to] ?? 0)) events += 1;
      to += 1;
    }
    hazard += events / (order.length - from);
    for (let at = from; at < to; at++) {
      const i = order[at] ?? 0;
      scores[i] = (isEvent(i) ? 1 : 0) - hazard;
    }
    from = to;
  }
  return scores;
}

/**
 * The product's composite under some weights: the mean over answered dimensions with those that a red
 * line struck at 0, and with the ratings that one failed altogether at 0. NaN where nothing applies.
 */
export function compositeOf(
  { input, dimensions }: FitTable,
  rows: Int32Array,
  weights: readonly number[],
): Float64Array {
  const composite = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] ?? 0;
    let [sum, weight] = [0, 0];
    for (let d = 0; d < dimensions.length; d++) {
      const value = dimensions[d]?.gated[row] ?? Number.NaN;
      if (Number.isNaN(value)) continue;
      sum += (weights[d] ?? 0) * value;
      weight += weights[d] ?? 0;
    }
    composite[i] = weight === 0 ? Number.NaN : (sum / weight) * (1 - (input.failedAll[row] ?? 0));
  }
  return composite;
}
