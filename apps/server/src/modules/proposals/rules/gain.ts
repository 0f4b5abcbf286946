import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import { casesOf, orderOf, rowsOf, type Sorted } from '../../kpi/rules/cases.ts';
import { ticketsMin } from '../../kpi/rules/input.ts';
import { primaryCoefficient, primaryStatistic, refusal } from '../../kpi/rules/primary.ts';
import type { Gain } from './evidence.ts';
import { compositeOf, type FitTable } from './fit-table.ts';

export interface Measured {
  /** The measure of a composite, higher where it goes better with good outcomes; null with the reason. */
  readonly value: number | null;
  readonly because: string | null;
  /** By row of the input. */
  readonly influence: ReadonlyMap<number, number>;
  readonly n: number;
}

/** How the composite of some weights goes with the outcome, on some tickets. */
export function measure(table: FitTable, rows: Int32Array, weights: readonly number[]): Measured {
  const { input, outcome } = table;
  const composite = compositeOf(table, rows, weights);
  const x = sparse(input.n, rows, composite);
  const y = sparse(input.n, rows, pickOutcome(table, rows));
  const cases = casesOf(
    x,
    y,
    rowsOf(x, y, () => true),
    input.samplingWeights,
  );
  const none = (because: string): Measured => ({
    ...{ value: null, because, influence: new Map(), n: cases.n },
  });
  const because = refusal(cases, outcome);
  if (because !== null) return none(because);
  const statistic = primaryStatistic(cases, outcome);
  const value = statistic.value(cases.weights);
  if (value === null) return none('No two tickets can be compared.');
  const influence = statistic.influence(cases.weights, value);
  // concordance is already higher where the end comes sooner
  const sign = outcome.kind === 'TIME' || outcome.higherIsBetter ? 1 : -1;
  const better =
    sign === 1 ? value : primaryCoefficient(outcome.kind) === 'AUC' ? 1 - value : -value;
  return {
    ...{ value: better, because: null, n: cases.n },
    influence: new Map(Array.from(cases.rows, (row, i) => [row, sign * (influence[i] ?? 0)])),
  };
}

const pickOutcome = ({ outcome }: FitTable, rows: Int32Array): Float64Array =>
  Float64Array.from(rows, (row) => outcome.value[row] ?? Number.NaN);

function sparse(n: number, rows: Int32Array, values: Float64Array): Sorted {
  const column = new Float64Array(n).fill(Number.NaN);
  for (let i = 0; i < rows.length; i++) column[rows[i] ?? 0] = values[i] ?? Number.NaN;
  return { values: column, order: orderOf(column) };
}

/** What other weights bring on tickets that they were not fitted on, with the error by cluster. */
export function gainOf(table: FitTable, after: Measured, before: Measured, level: number): Gain {
  const { n } = after;
  if (after.value === null || before.value === null) {
    const because = after.because ?? before.because ?? `Fewer than ${ticketsMin} tickets.`;
    return { value: null, undefinedBecause: because, interval: null, n };
  }
  const value = after.value - before.value;
  const sums = new Map<number, number>();
  const cluster = table.input.cluster;
  for (const [row, change] of after.influence) {
    const code = cluster?.codes[row] ?? -1;
    // a ticket of no known cluster is one by itself
    const unit = code < 0 ? -1 - row : code;
    sums.set(unit, (sums.get(unit) ?? 0) + change - (before.influence.get(row) ?? 0));
  }
  const squares = [...sums.values()].reduce((sum, part) => sum + part ** 2, 0);
  const error = Math.sqrt((squares * sums.size) / Math.max(1, sums.size - 1));
  const reach = normalQuantile((1 + level) / 2, 0, 1) * error;
  const of = cluster === null ? 'tickets' : `${sums.size} clusters`;
  return {
    ...{ value, undefinedBecause: null, n },
    interval: {
      ...{ low: value - reach, high: value + reach, level },
      method: `infinitesimal jackknife of the difference, over ${of}`,
    },
  };
}
