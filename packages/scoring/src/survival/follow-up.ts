import { ascendingOrder } from '../association/ascending-order.ts';
import { requireFinite } from '../association/require-paired.ts';
import { requires } from '../result.ts';

/** Times of observation and how they ended, read once. */
export interface FollowUp {
  readonly time: Float64Array;
  /** What happened at that time: 0 for nothing yet (censored). */
  readonly status: Float64Array;
  readonly n: number;
}

/**
 * @param most - the largest status; 1 where there is one kind of event
 * @throws RangeError for unequal lengths, times that are negative or not finite, or another status
 */
export function readFollowUp(
  name: string,
  time: ArrayLike<number>,
  status: ArrayLike<number>,
  most = 1,
): FollowUp {
  requires(time.length === status.length, name, 'a time and a status for each case');
  const times = requireFinite(name, time);
  let [isTime, isEnd] = [true, true];
  for (let i = 0; i < times.length; i++) isTime &&= (times[i] ?? 0) >= 0;
  requires(isTime, name, 'times of 0 or more');
  const ends = requireFinite(name, status);
  for (let i = 0; i < ends.length; i++) {
    const end = ends[i] ?? 0;
    isEnd &&= Number.isInteger(end) && end >= 0 && end <= most;
  }
  requires(
    isEnd,
    name,
    most === 1 ? 'a status of 0 or 1 for each case' : 'a status of 0 or a whole cause',
  );
  return { time: times, status: ends, n: times.length };
}

/** The times at which any case ended, as stretches of an order of time. */
export interface Moments {
  readonly count: number;
  /** Where each begins in the order and, at last, where the order ends. */
  readonly starts: Int32Array;
}

/**
 * Cases in order of time and the moments at which any of them ended.
 *
 * @param strata - per case its stratum from 0; strata follow one another, each in order of time, and
 *   no moment spans two
 */
export function momentsOf(
  time: Float64Array,
  strata?: Int32Array,
): { readonly order: Int32Array; readonly moments: Moments } {
  const byTime = ascendingOrder(time);
  const { order } =
    strata === undefined ? byTime : ascendingOrder(new Float64Array(strata), byTime.order);
  const starts = new Int32Array(order.length + 1);
  let count = 0;
  for (let from = 0; from < order.length; ) {
    const first = order[from] ?? 0;
    let to = from + 1;
    while (to < order.length) {
      const next = order[to] ?? 0;
      if (time[next] !== time[first] || strata?.[next] !== strata?.[first]) break;
      to++;
    }
    starts[count++] = from;
    from = to;
  }
  starts[count] = order.length;
  return { order, moments: { count, starts: starts.subarray(0, count + 1) } };
}
