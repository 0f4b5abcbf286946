import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import { requireLevel } from '../proportions/require-counts.ts';
import { requires } from '../result.ts';
import { confidenceLimits, type LimitScale } from './confidence-limits.ts';
import { type FollowUp, type Moments, momentsOf, readFollowUp } from './follow-up.ts';

/** The share of cases that a cause has ended, by time. */
export interface CumulativeIncidence {
  /** From 1. */
  readonly cause: number;
  readonly events: number;
  /** After each of the times, in [0, 1]. */
  readonly incidence: Float64Array;
  readonly standardError: Float64Array;
  /** Limits at each time by itself; null where the incidence is 0 or 1. */
  readonly low: readonly (number | null)[];
  readonly high: readonly (number | null)[];
}

/** Cumulative incidence of competing causes: the shares of all causes and survival add up to 1. */
export interface CompetingRisks {
  /** At which any event happened. */
  readonly time: Float64Array;
  /** Cases still followed just before that time. */
  readonly atRisk: Float64Array;
  /** The share without any event after that time. */
  readonly survival: Float64Array;
  readonly causes: readonly CumulativeIncidence[];
  readonly n: number;
  readonly events: number;
}

export interface AalenJohansenOptions {
  /** How many causes there are; the largest that occurs unless told. */
  readonly causes?: number;
  /** Coverage of the limits, .95 unless told. */
  readonly level?: number;
  /** The scale on which limits are symmetric: `logLog` unless told. */
  readonly limits?: LimitScale;
}

/**
 * The Aalen–Johansen estimate of cumulative incidence where several kinds of event exclude each
 * other: a case that one has ended can no longer have the other, which one minus Kaplan–Meier
 * overlooks. Defined for any cases; none give empty curves.
 *
 * @param time - 0 or more, any unit
 * @param cause - what happened at that time: 1 to the number of causes, 0 for nothing until then
 * @returns one curve a cause, with the delta method's error, which is the infinitesimal jackknife's
 * @throws RangeError for unequal lengths, times that are negative or not finite, a cause that is not
 *   whole or not declared, or a level outside (0, 1)
 * @see Aalen and Johansen (1978), Scandinavian Journal of Statistics 5:141–150; Marubini and
 *   Valsecchi (1995), Analysing Survival Data from Clinical Trials, eq. 10.12
 */
export function aalenJohansen(
  time: ArrayLike<number>,
  cause: ArrayLike<number>,
  options: AalenJohansenOptions = {},
): CompetingRisks {
  const { level = 0.95, limits = 'logLog' } = options;
  requireLevel('aalenJohansen', level);
  const declared =
    options.causes ?? Array.from(cause).reduce((most, one) => Math.max(most, one), 0);
  requires(
    Number.isSafeInteger(declared) && declared >= 0,
    'aalenJohansen',
    'a whole number of causes',
  );
  const followUp = readFollowUp('aalenJohansen', time, cause, declared);
  const hazards = hazardsOf(followUp, declared);
  const quantile = normalQuantile((1 + level) / 2, 0, 1);
  const causes = hazards.events.map((events, k) => {
    const { incidence, standardError } = incidenceOf(hazards, events);
    const low: (number | null)[] = [];
    const high: (number | null)[] = [];
    for (let step = 0; step < incidence.length; step++) {
      const error = standardError[step] ?? 0;
      const around = confidenceLimits(incidence[step] ?? 0, error, limits, quantile);
      low.push(around?.low ?? null);
      high.push(around?.high ?? null);
    }
    return Object.freeze({
      cause: k + 1,
      events: events.reduce((sum, count) => sum + count, 0),
      incidence,
      standardError,
      low: Object.freeze(low),
      high: Object.freeze(high),
    });
  });
  return Object.freeze({
    time: hazards.time,
    atRisk: hazards.atRisk,
    survival: hazards.survival,
    causes: Object.freeze(causes),
    n: followUp.n,
    events: causes.reduce((sum, { events }) => sum + events, 0),
  });
}

/** What happens at each time of an event. */
interface Hazards {
  readonly time: Float64Array;
  readonly atRisk: Float64Array;
  /** Per cause. */
  readonly events: readonly Float64Array[];
  /** Of all causes. */
  readonly ended: Float64Array;
  /** After that time. */
  readonly survival: Float64Array;
}

function hazardsOf({ time, status }: FollowUp, causes: number): Hazards {
  const { order, moments } = momentsOf(time);
  const eventful = eventfulOf(moments, (at) => (status[order[at] ?? 0] ?? 0) > 0);
  const numbers = () => new Float64Array(eventful.length);
  const events = Array.from({ length: causes }, numbers);
  const [times, atRisk, ended, survivals] = [numbers(), numbers(), numbers(), numbers()];
  let survival = 1;
  for (let step = 0; step < eventful.length; step++) {
    const from = moments.starts[eventful[step] ?? 0] ?? 0;
    const to = moments.starts[(eventful[step] ?? 0) + 1] ?? 0;
    times[step] = time[order[from] ?? 0] ?? 0;
    atRisk[step] = order.length - from;
    for (let at = from; at < to; at++) {
      const ofCause = events[(status[order[at] ?? 0] ?? 0) - 1];
      if (ofCause === undefined) continue;
      ofCause[step] = (ofCause[step] ?? 0) + 1;
      ended[step] = (ended[step] ?? 0) + 1;
    }
    survival *= 1 - (ended[step] ?? 0) / (order.length - from);
    survivals[step] = survival;
  }
  return { time: times, atRisk, events, ended, survival: survivals };
}

/** The moments that have an event. */
function eventfulOf({ count, starts }: Moments, isEvent: (at: number) => boolean): Int32Array {
  const eventful = new Int32Array(count);
  let found = 0;
  for (let k = 0; k < count; k++) {
    const to = starts[k + 1] ?? 0;
    let at = starts[k] ?? 0;
    while (at < to && !isEvent(at)) at++;
    if (at < to) eventful[found++] = k;
  }
  return eventful.subarray(0, found);
}

/**
 * The variance at t is Σ over times s ≤ t of (F(t) − F(s))² g + b − 2 (F(t) − F(s)) c, with F the
 * incidence; the sums of g, g F, g F², b, c and c F are kept instead of going back over all s.
 */
function incidenceOf({ atRisk, ended, survival }: Hazards, events: Float64Array) {
  const incidence = new Float64Array(events.length);
  const standardError = new Float64Array(events.length);
  let share = 0;
  let [g, gF, gFF, b, c, cF] = [0, 0, 0, 0, 0, 0];
  for (let step = 0; step < events.length; step++) {
    const n = atRisk[step] ?? 0;
    const all = ended[step] ?? 0;
    const own = events[step] ?? 0;
    const before = step === 0 ? 1 : (survival[step - 1] ?? 0);
    share += (before * own) / n;
    // Where nobody is left F no longer changes, so that its error through g does not either.
    const weight = n > all ? all / (n * (n - all)) : 0;
    g += weight;
    gF += weight * share;
    gFF += weight * share ** 2;
    b += (before ** 2 * own * (n - own)) / n ** 3;
    const joint = (before * own) / n ** 2;
    c += joint;
    cF += joint * share;
    const variance = share ** 2 * g - 2 * share * gF + gFF + b - 2 * (share * c - cF);
    incidence[step] = Math.min(1, share);
    standardError[step] = Math.sqrt(Math.max(0, variance));
  }
  return { incidence, standardError };
}
