import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import { requireLevel } from '../proportions/require-counts.ts';
import { defined, type Estimate, notDefined } from '../result.ts';
import { confidenceLimits, type LimitScale } from './confidence-limits.ts';
import { momentsOf, readFollowUp } from './follow-up.ts';

/** A survival curve by its steps, one entry a time at which any case ended. */
export interface SurvivalCurve {
  readonly time: Float64Array;
  /** Cases still followed just before that time. */
  readonly atRisk: Float64Array;
  readonly events: Float64Array;
  /** The share without the event after that time. */
  readonly survival: Float64Array;
  /** Greenwood's, of the survival; null where it is 0. */
  readonly standardError: readonly (number | null)[];
  /** Limits of the survival at each time by itself; null where it is 0 or 1. */
  readonly low: readonly (number | null)[];
  readonly high: readonly (number | null)[];
}

/** The median time to the event, and the curve it is read from. */
export type KaplanMeier = Estimate<{
  readonly curve: SurvivalCurve;
  /** Times at which the limits of the curve cross one half; null where one never does. */
  readonly medianLimits: { readonly low: number | null; readonly high: number | null };
  readonly n: number;
  readonly events: number;
}>;

export interface KaplanMeierOptions {
  /** Coverage of the limits, .95 unless told. */
  readonly level?: number;
  /** The scale on which limits are symmetric: `logLog` unless told. */
  readonly limits?: LimitScale;
}

/**
 * The Kaplan–Meier estimate of survival: the share of cases without the event by time, where some
 * were followed only up to a time before it.
 *
 * @param time - 0 or more, any unit
 * @param status - 1 for the event at that time, 0 for no event until then
 * @returns the median time (where the curve is at one half, the middle of that step) with the curve;
 *   null where survival stays above one half
 * @throws RangeError for unequal lengths, times that are negative or not finite, another status, or
 *   a level outside (0, 1)
 * @see Kaplan and Meier (1958), JASA 53:457–481; Brookmeyer and Crowley (1982), Biometrics 38:29–41,
 *   for the limits of the median
 */
export function kaplanMeier(
  time: ArrayLike<number>,
  status: ArrayLike<number>,
  options: KaplanMeierOptions = {},
): KaplanMeier {
  const { level = 0.95, limits = 'logLog' } = options;
  requireLevel('kaplanMeier', level);
  const followUp = readFollowUp('kaplanMeier', time, status);
  const curve = curveOf(followUp.time, followUp.status, limits, level);
  const { n } = followUp;
  const events = followUp.status.reduce((sum, value) => sum + value, 0);
  const medianLimits = Object.freeze({
    low: crossing(curve.time, curve.low),
    high: crossing(curve.time, curve.high),
  });
  const counts = { curve, medianLimits, n, events };
  const median = crossing(curve.time, [...curve.survival]);
  if (median === null)
    return notDefined(n === 0 ? 'there are no cases' : 'survival stays above one half', counts);
  return defined(median, counts);
}

function curveOf(
  time: Float64Array,
  status: Float64Array,
  limits: LimitScale,
  level: number,
): SurvivalCurve {
  const { order, moments } = momentsOf(time);
  const quantile = normalQuantile((1 + level) / 2, 0, 1);
  const numbers = () => new Float64Array(moments.count);
  const steps = { time: numbers(), atRisk: numbers(), events: numbers(), survival: numbers() };
  const nothing = (): (number | null)[] => [];
  const doubt = { standardError: nothing(), low: nothing(), high: nothing() };
  let survival = 1;
  // Greenwood's sum: the variance of log survival.
  let sum = 0;
  for (let k = 0; k < moments.count; k++) {
    const from = moments.starts[k] ?? 0;
    const to = moments.starts[k + 1] ?? 0;
    let events = 0;
    for (let at = from; at < to; at++) events += status[order[at] ?? 0] ?? 0;
    const atRisk = order.length - from;
    survival *= (atRisk - events) / atRisk;
    sum += events / (atRisk * (atRisk - events));
    steps.time[k] = time[order[from] ?? 0] ?? 0;
    steps.atRisk[k] = atRisk;
    steps.events[k] = events;
    steps.survival[k] = survival;
    const standardError = survival === 0 ? null : survival * Math.sqrt(sum);
    const around = confidenceLimits(survival, standardError ?? 0, limits, quantile);
    doubt.standardError.push(standardError);
    doubt.low.push(around?.low ?? null);
    doubt.high.push(around?.high ?? null);
  }
  return Object.freeze({ ...steps, ...doubt });
}

/** Where a falling curve passes one half; null where it does not. */
function crossing(time: Float64Array, curve: readonly (number | null)[]): number | null {
  // One half may be missed by rounding of the product.
  const close = 1e-8;
  const first = curve.findIndex((value) => value !== null && value < 0.5 + close);
  if (first < 0) return null;
  const value = curve[first] ?? 0;
  const here = time[first] ?? 0;
  if (Math.abs(value - 0.5) >= close) return here;
  const next = curve.findIndex((later, k) => k > first && later !== null && later < value - close);
  return next < 0 ? here : here / 2 + (time[next] ?? here) / 2;
}
