import { requireModerate } from '../require-moderate.ts';
import { requires } from '../result.ts';
import {
  type ChartOptions,
  type ControlChart,
  chartLines,
  chartOptions,
  drawnChart,
  emptyChart,
  outside,
  sum,
} from './control-chart.ts';
import { movingDeviation } from './individuals-chart.ts';

/** The constant limits that those of an EWMA chart approach. */
export interface ConstantLimits {
  readonly lower: number;
  readonly upper: number;
  /** Indices, from 0, of the points strictly outside. */
  readonly beyond: readonly number[];
}

/**
 * Exponentially weighted moving average: zₜ = λ xₜ + (1 − λ) zₜ₋₁ from z₀ = centre. It sees small
 * lasting shifts that a chart of single values misses.
 *
 * @param values - in any unit, in order
 * @param options.center - the level to hold to; the baseline's mean unless told
 * @param options.sigma - standard deviation of a value; from the baseline's moving ranges unless told
 * @param options.lambda - weight of the newest value, in (0, 1], .2 unless told
 * @param options.width - distance of the limits in standard deviations, often called L
 * @returns the averages with exact limits, which widen with t, and the constant ones; null with the
 *   reason where centre or sigma is neither told nor to be had from the baseline
 * @throws RangeError for a value that is not finite, a λ outside (0, 1] or a negative sigma
 * @see Roberts (1959), Technometrics 1:239–250; NIST/SEMATECH e-Handbook 6.3.2.4
 */
export function ewmaChart(
  values: readonly number[],
  options: ChartOptions & {
    readonly center?: number;
    readonly sigma?: number;
    readonly lambda?: number;
  } = {},
): ControlChart<{ readonly asymptotic: ConstantLimits | null }> {
  requireModerate('ewmaChart', values, 'values');
  const { baseline, width } = chartOptions('ewmaChart', values.length, options);
  const { lambda = 0.2 } = options;
  requires(lambda > 0 && lambda <= 1, 'ewmaChart', 'a lambda above 0, at most 1');
  const before = values.slice(0, baseline);
  const center = options.center ?? (baseline === 0 ? null : sum(before) / baseline);
  const deviation = options.sigma ?? movingDeviation(before);
  requireModerate('ewmaChart', [center ?? 0, deviation ?? 0], 'values');
  requires((deviation ?? 0) >= 0, 'ewmaChart', 'a sigma of 0 or more');
  if (center === null || deviation === null)
    return emptyChart('the baseline has fewer than two values', { asymptotic: null });
  const points: number[] = [];
  const sigma: number[] = [];
  let average = center;
  const limit = deviation * Math.sqrt(lambda / (2 - lambda));
  for (const [t, value] of values.entries()) {
    average = lambda * value + (1 - lambda) * average;
    points.push(average);
    sigma.push(limit * Math.sqrt(1 - (1 - lambda) ** (2 * (t + 1))));
  }
  const lines = { points, center: values.map(() => center), sigma, deviation };
  const [lower, upper] = [center - width * limit, center + width * limit];
  const constant = (value: number) => values.map(() => value);
  const beyond = Object.freeze(outside(points, constant(lower), constant(upper)));
  return drawnChart(center, chartLines(lines, width), {
    asymptotic: Object.freeze({ lower, upper, beyond }),
  });
}
