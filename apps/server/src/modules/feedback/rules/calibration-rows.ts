import type { KpiInput, OutcomeColumn } from '../../kpi/rules/input.ts';
import { satisfiedFrom } from './model.ts';
import type { TaskScores } from './predict.ts';

/** Tickets that are fitted at most. */
const ticketsMax = 200_000;

/** What a calibration learns of one ticket. */
export interface CalibrationRow {
  readonly scores: TaskScores;
  readonly y: number;
  /** What is resampled together. */
  readonly unit: number;
}
/** Tickets with everything, from the earliest opened to the latest. */
export function rowsOf(input: KpiInput, outcome: OutcomeColumn): readonly CalibrationRow[] {
  const [composite, ...dimensions] = input.scores;
  const order = Int32Array.from({ length: input.n }, (_, row) => row).filter(
    (row) =>
      !Number.isNaN(outcome.value[row]) &&
      !Number.isNaN(composite?.value[row] ?? Number.NaN) &&
      dimensions.every(({ value }) => !Number.isNaN(value[row])),
  );
  const at = (row: number) => {
    const opened = input.openedAt[row] ?? Number.NaN;
    return Number.isNaN(opened) ? Number.NEGATIVE_INFINITY : opened;
  };
  order.sort((a, b) => Math.sign(at(a) - at(b)) || a - b);
  const step = Math.max(1, order.length / ticketsMax);
  return Array.from({ length: Math.floor(order.length / step) }, (_, k) => {
    const row = order[Math.floor(k * step)] ?? 0;
    const value = outcome.value[row] ?? 0;
    const code = input.cluster?.codes[row] ?? -1;
    return {
      scores: {
        composite: composite?.value[row] ?? null,
        dimensions: Object.fromEntries(dimensions.map((one) => [one.key, one.value[row] ?? null])),
        ratings: composite?.ratings[row] ?? 0,
        context: Object.fromEntries(
          input.confounders.map(({ key, levels, codes }) => [
            key,
            levels[codes[row] ?? -1] ?? null,
          ]),
        ),
      },
      y: outcome.kind === 'YES_NO' ? value : value >= satisfiedFrom ? 1 : 0,
      unit: code < 0 ? -1 - row : code,
    };
  });
}
