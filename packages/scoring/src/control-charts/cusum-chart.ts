import { requireModerate } from '../require-moderate.ts';
import { defined, type Estimate, notDefined, requires } from '../result.ts';
import { sum } from './control-chart.ts';
import { movingDeviation } from './individuals-chart.ts';

/** Cumulative sums above and below a target; the value is the target. */
export type CusumChart = Estimate<{
  /** In units of the values. */
  readonly above: readonly number[];
  readonly below: readonly number[];
  /** The sum beyond which a shift is signalled, in units of the values; null without sigma. */
  readonly decision: number | null;
  /** Indices, from 0, where the sum is strictly beyond the decision. */
  readonly signalsAbove: readonly number[];
  readonly signalsBelow: readonly number[];
  readonly deviation: number | null;
}>;

/**
 * Tabular cumulative sums: how far values have drifted to one side of a target. Both start at 0 and
 * go on after a signal.
 *
 * @param values - in any unit, in order
 * @param options.target - the level to hold to; the baseline's mean unless told
 * @param options.sigma - standard deviation of a value; from the baseline's moving ranges unless told
 * @param options.allowance - drift that is let pass at each value, in sigmas, often called k; ½
 *   unless told, half of the shift to be found
 * @param options.decision - the sum that signals, in sigmas, often called h; 5 unless told
 * @param options.baseline - how many leading values estimate target and sigma; all unless told
 * @returns the sums, 0 or more; null with the reason where target or sigma is neither told nor to be
 *   had from the baseline
 * @throws RangeError for a value that is not finite, or a negative sigma, allowance or decision
 * @see Page (1954), Biometrika 41:100–115; NIST/SEMATECH e-Handbook 6.3.2.3
 */
export function cusumChart(
  values: readonly number[],
  options: {
    readonly target?: number;
    readonly sigma?: number;
    readonly allowance?: number;
    readonly decision?: number;
    readonly baseline?: number;
  } = {},
): CusumChart {
  const name = 'cusumChart';
  const { allowance = 0.5, decision = 5, baseline = values.length } = options;
  requireModerate(name, values, 'values');
  requires(allowance >= 0 && decision >= 0, name, 'an allowance and a decision of 0 or more');
  const whole = Number.isSafeInteger(baseline) && baseline >= 0 && baseline <= values.length;
  requires(whole, name, 'a baseline from 0 to the number of points');
  const before = values.slice(0, baseline);
  const target = options.target ?? (baseline === 0 ? null : sum(before) / baseline);
  const deviation = options.sigma ?? movingDeviation(before);
  requireModerate(name, [target ?? 0, deviation ?? 0, allowance, decision], 'values');
  requires((deviation ?? 0) >= 0, name, 'a sigma of 0 or more');
  if (target === null || deviation === null)
    return notDefined('the baseline has fewer than two values', {
      above: Object.freeze([]),
      below: Object.freeze([]),
      decision: null,
      signalsAbove: Object.freeze([]),
      signalsBelow: Object.freeze([]),
      deviation: null,
    });
  const limit = decision * deviation;
  const above = drift(values.map((value) => value - target - allowance * deviation));
  const below = drift(values.map((value) => target - value - allowance * deviation));
  const signals = (sums: readonly number[]) =>
    Object.freeze(sums.flatMap((total, t) => (total > limit ? [t] : [])));
  return defined(target, {
    above,
    below,
    decision: limit,
    signalsAbove: signals(above),
    signalsBelow: signals(below),
    deviation,
  });
}

function drift(steps: readonly number[]): readonly number[] {
  let total = 0;
  return Object.freeze(
    steps.map((step) => {
      total = Math.max(0, total + step);
      return total;
    }),
  );
}
