import { type ColumnOrder, orderOf, type Sorted, sortedColumn } from '../../kpi/rules/cases.ts';
import {
  endings,
  type KpiInput,
  type OutcomeColumn,
  type ScoreColumn,
} from '../../kpi/rules/input.ts';

/** The tickets that weights are fitted to and judged on. */
export interface FitTable {
  readonly input: KpiInput;
  readonly dimensions: readonly ScoreColumn[];
  /** Weights in force, by dimension. */
  readonly today: readonly number[];
  readonly outcome: OutcomeColumn;
  readonly known: Sorted;
  /** Rows with a composite and the outcome, from the earliest opened to the latest. */
  readonly rows: Int32Array;
  /** Per row of the input, 1 where every dimension was answered: only these are fitted to. */
  readonly complete: Uint8Array;
  /**
   * Per row of the input, what the product's score is of the weighted mean over the ticket: below 1
   * where a red line failed ratings altogether, about 1 where ratings of one ticket answered different
   * dimensions, NaN where there is no score.
   */
  readonly shown: Float64Array;
}

/** @returns null where the input has no such outcome */
export function fitTable(input: KpiInput, key: string): FitTable | null {
  const outcome = input.outcomes.find((one) => one.key === key);
  if (outcome === undefined) return null;
  const dimensions = input.scores.slice(1);
  const today = dimensions.map(({ weight }) => weight ?? 0);
  const { n, gated, failedAll } = input;
  const complete = new Uint8Array(n);
  const shown = new Float64Array(n);
  for (let row = 0; row < n; row++) {
    complete[row] = dimensions.every(({ value }) => !Number.isNaN(value[row])) ? 1 : 0;
    const mean = meanOf(dimensions, row, today, 0);
    const score = gated[row] ?? Number.NaN;
    shown[row] = mean > 0 ? score / mean : score + 1 - (failedAll[row] ?? 0);
  }
  const rows = byOpening(input).filter(
    (row) => !Number.isNaN(outcome.value[row]) && !Number.isNaN(shown[row]),
  );
  const known = sortedColumn(outcome.value);
  return { input, dimensions, today, outcome, known, rows, complete, shown };
}

/** All rows; a ticket of unknown date is no later than any other. */
function byOpening({ n, openedAt }: KpiInput): ColumnOrder {
  const rows = new Int32Array(n);
  let undated = 0;
  for (let row = 0; row < n; row++) if (Number.isNaN(openedAt[row])) rows[undated++] = row;
  rows.set(orderOf(openedAt), undated);
  return rows;
}

/** Values of some rows of a column. */
export function pick(values: Float64Array, rows: Int32Array): Float64Array {
  const picked = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) picked[i] = values[rows[i] ?? 0] ?? 0;
  return picked;
}

const resolved = endings.indexOf('RESOLVED');

/**
 * What least squares is fitted to, higher where the outcome is better. Yes and no are 1 and 0: the
 * straight line is biased as a probability, but its direction, which is all that weights keep, needs
 * no iteration and exists where scores separate the outcome. Times become log-rank scores (the event
 * less the hazard gone through until then, the martingale residual of no link), so that an open ticket
 * counts as still open; other ends than being resolved censor.
 *
 * @see Peto and Peto (1972), Journal of the Royal Statistical Society A 135:185–207; Therneau, Grambsch
 *   and Fleming (1990), Biometrika 77:147–160
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
  const order = orderOf(time);
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

/** Equal scores that were added up in another order differ in their last digits; ties have to stay ties. */
export const tied = (score: number): number => Math.round(score * 1e12) / 1e12;

/** Half of the weight, but for rounding: less than that answered gives no composite. */
const answeredMin = 0.5 * (1 - 1e-12);

/**
 * The product's composite under some weights: the mean over answered dimensions, with those that a red
 * line struck at 0, times what the product shows of it. NaN where there is none.
 */
export function compositeOf(
  { dimensions, shown }: FitTable,
  rows: Int32Array,
  weights: readonly number[],
): Float64Array {
  const composite = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] ?? 0;
    const mean = meanOf(dimensions, row, weights, answeredMin);
    composite[i] = tied(Math.max(0, Math.min(1, mean * (shown[row] ?? Number.NaN))));
  }
  return composite;
}

function meanOf(
  dimensions: readonly ScoreColumn[],
  row: number,
  weights: readonly number[],
  least: number,
): number {
  let [sum, answered, all] = [0, 0, 0];
  for (let d = 0; d < dimensions.length; d++) {
    const weight = weights[d] ?? 0;
    const value = dimensions[d]?.gated[row] ?? Number.NaN;
    all += weight;
    if (Number.isNaN(value)) continue;
    sum += weight * value;
    answered += weight;
  }
  return answered > 0 && answered >= least * all ? sum / answered : Number.NaN;
}
