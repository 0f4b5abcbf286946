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
  requires(
    times.every((value) => value >= 0),
    name,
    'times of 0 or more',
  );
  const ends = requireFinite(name, status);
  requires(
    ends.every((value) => Number.isInteger(value) && value >= 0 && value <= most),
    name,
    most === 1 ? 'a status of 0 or 1 for each case' : 'a status of 0 or a whole cause',
  );
  return { time: times, status: ends, n: times.length };
}

/** Cases that ended at one time: positions `from` to `to` in an order of time. */
export interface Moment {
  readonly from: number;
  readonly to: number;
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
): { readonly order: Int32Array; readonly moments: readonly Moment[] } {
  const byTime = ascendingOrder(time);
  const { order } =
    strata === undefined ? byTime : ascendingOrder(Float64Array.from(strata), byTime.order);
  const moments: Moment[] = [];
  for (let from = 0; from < order.length; ) {
    const first = order[from] ?? 0;
    let to = from + 1;
    while (to < order.length) {
      const next = order[to] ?? 0;
      if (time[next] !== time[first] || strata?.[next] !== strata?.[first]) break;
      to++;
    }
    moments.push({ from, to });
    from = to;
  }
  return { order, moments };
}
