import { ascendingOrder } from '@assay/scoring/association/ascending-order';
import type { KpiInput, OutcomeColumn } from '../../kpi/rules/input.ts';
import { satisfiedFrom } from './model.ts';

/** Tickets that are fitted at most. */
const ticketsMax = 200_000;

/** What a calibration learns from, in columns: tickets with everything, from the earliest opened to the latest. */
export interface CalibrationTable {
  readonly n: number;
  readonly composite: Float64Array;
  readonly dimensions: readonly { readonly key: string; readonly values: Float64Array }[];
  readonly context: readonly ContextColumn[];
  /** 1 where the outcome came, else 0. */
  readonly y: Float64Array;
  /** What is resampled together; below 0 for a ticket by itself. */
  readonly unit: Int32Array;
}
export interface ContextColumn {
  readonly attribute: string;
  readonly levels: readonly string[];
  /** Indexes into `levels`; below 0 where it is not known. */
  readonly codes: Int32Array;
}

export function calibrationTable(input: KpiInput, outcome: OutcomeColumn): CalibrationTable {
  const [composite, ...dimensions] = input.scores;
  const rows = drawn(inTime(knownRows(input, outcome), input.openedAt));
  const isGood = (value: number) => (value >= satisfiedFrom ? 1 : 0);
  const y = pick(outcome.value, rows);
  return {
    n: rows.length,
    composite: pick(composite?.value ?? new Float64Array(), rows),
    dimensions: dimensions.map(({ key, value }) => ({ key, values: pick(value, rows) })),
    context: input.confounders.map(({ key, levels, codes }) => ({
      ...{ attribute: key, levels },
      codes: rows.map((row) => codes[row] ?? -1),
    })),
    y: outcome.kind === 'YES_NO' ? y : y.map(isGood),
    unit: rows.map((row) => {
      const code = input.cluster?.codes[row] ?? -1;
      return code < 0 ? -1 - row : code;
    }),
  };
}

/** A stretch of the table; its columns are parts of the table's. */
export function stretch(table: CalibrationTable, from: number, to: number): CalibrationTable {
  return {
    n: to - from,
    composite: table.composite.subarray(from, to),
    dimensions: table.dimensions.map(({ key, values }) => ({
      key,
      values: values.subarray(from, to),
    })),
    context: table.context.map(({ codes, ...about }) => ({
      ...about,
      codes: codes.subarray(from, to),
    })),
    y: table.y.subarray(from, to),
    unit: table.unit.subarray(from, to),
  };
}

/** Rows that have the outcome and every score. */
function knownRows({ n, scores }: KpiInput, outcome: OutcomeColumn): Int32Array {
  if (scores.length === 0) return new Int32Array();
  const rows = new Int32Array(n);
  let known = 0;
  for (let row = 0; row < n; row++) {
    let isKnown = !Number.isNaN(outcome.value[row]);
    for (let s = 0; isKnown && s < scores.length; s++) {
      isKnown = !Number.isNaN(scores[s]?.value[row]);
    }
    if (isKnown) rows[known++] = row;
  }
  return rows.subarray(0, known);
}

/** The same rows from the earliest to the latest, those of no known time first. */
function inTime(rows: Int32Array, openedAt: Float64Array): Int32Array {
  const times = new Float64Array(rows.length);
  for (let at = 0; at < rows.length; at++) {
    const opened = openedAt[rows[at] ?? 0] ?? Number.NaN;
    times[at] = Number.isNaN(opened) ? -Number.MAX_VALUE : opened;
  }
  return ascendingOrder(times).order.map((at) => rows[at] ?? 0);
}

/** Every k-th row where there are more than are fitted. */
function drawn(rows: Int32Array): Int32Array {
  const step = Math.max(1, rows.length / ticketsMax);
  const kept = new Int32Array(Math.floor(rows.length / step));
  for (let k = 0; k < kept.length; k++) kept[k] = rows[Math.floor(k * step)] ?? 0;
  return kept;
}

function pick(values: Float64Array, rows: Int32Array): Float64Array {
  const picked = new Float64Array(rows.length);
  for (let at = 0; at < rows.length; at++) picked[at] = values[rows[at] ?? 0] ?? 0;
  return picked;
}
