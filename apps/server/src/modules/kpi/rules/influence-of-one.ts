import type { Cases } from './cases.ts';
import { leavesOut } from './doubt.ts';
import { doubtOf, exactMax, type Found } from './primary.ts';
import type { Units } from './resample.ts';
import type { Influence } from './result.ts';

interface About {
  readonly units: Units;
  readonly level: number;
  readonly ticketOf: (row: number) => string;
}

/** Whether the ticket that a figure leans on most carries it. */
export function influenceOfOne(
  { influence, statistic, estimate: { value, interval } }: Found,
  cases: Cases,
  { units, level, ticketOf }: About,
): Influence | null {
  if (influence === null || value === null) return null;
  let [most, size] = [0, 0];
  for (let i = 0; i < influence.length; i++) {
    const own = Math.abs(influence[i] ?? 0);
    if (!(own > size)) continue;
    [most, size] = [i, own];
  }
  const weights = cases.weights.slice();
  weights[most] = 0;
  const without = statistic.value(weights);
  if (without === null) return null;
  // among many tickets leaving one out does not change what the others add
  const left = cases.n <= exactMax ? statistic.influence(weights, without) : influence;
  const figure = { statistic, value: without, influence: left };
  const doubt = doubtOf(figure, cases, { n: cases.n - 1, units, level });
  const { nothing } = statistic;
  return {
    ticketId: ticketOf(cases.rows[most] ?? 0),
    without,
    change: without - value,
    decides:
      interval !== null && leavesOut(interval, nothing) !== leavesOut(doubt.interval, nothing),
  };
}

/** The UUID of a row of the ticket column. */
export function ticketIdOf(tickets: Uint8Array, row: number): string {
  const hex = Array.from(tickets.subarray(16 * row, 16 * row + 16), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
  return [
    [0, 8],
    [8, 12],
    [12, 16],
    [16, 20],
    [20, 32],
  ]
    .map(([from, to]) => hex.slice(from, to))
    .join('-');
}
