import type { Cases } from './cases.ts';
import { exactMax, type Found } from './primary.ts';
import { errorOf } from './resample.ts';
import type { Influence } from './result.ts';

/** Whether the ticket that a figure leans on most carries it. */
export function influenceOfOne(
  { influence, statistic, estimate }: Found,
  cases: Cases,
  ticketOf: (row: number) => string,
): Influence | null {
  const { value, interval } = estimate;
  if (influence === null || value === null) return null;
  let most = 0;
  for (let i = 1; i < influence.length; i++) {
    if (Math.abs(influence[i] ?? 0) > Math.abs(influence[most] ?? 0)) most = i;
  }
  const weights = cases.weights.slice();
  weights[most] = 0;
  // among so many the influence value is what leaving the ticket out does
  const isExact = cases.n <= exactMax;
  const without = isExact ? statistic.value(weights) : value - (influence[most] ?? 0);
  if (without === null) return null;
  const left = isExact ? statistic.influence(weights, without) : influence;
  const error = errorOf(left, cases.rows, null);
  const saysLink = (low: number, high: number) =>
    low > statistic.nothing || high < statistic.nothing;
  // about two errors: whether one ticket decides is no matter of a digit
  const then = saysLink(without - 1.96 * error, without + 1.96 * error);
  return {
    ticketId: ticketOf(cases.rows[most] ?? 0),
    without,
    change: without - value,
    decides: interval !== null && saysLink(interval.low, interval.high) !== then,
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
