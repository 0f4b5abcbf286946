import { requireModerate } from '../require-moderate.ts';
import { requires } from '../result.ts';
import {
  type ChartLines,
  type ChartOptions,
  type ControlChart,
  chartLines,
  chartOptions,
  drawnChart,
  emptyChart,
  sum,
} from './control-chart.ts';

/** How the range of two normal values relates to σ. */
export interface RangeConstants {
  readonly d2: number;
  readonly d3: number;
}

const exactConstants: RangeConstants = {
  d2: 2 / Math.sqrt(Math.PI),
  d3: Math.sqrt(2 - 4 / Math.PI),
};

/**
 * Control chart of single values, with σ from the moving ranges, beside the chart of those ranges.
 *
 * @param values - in any unit, in order
 * @param options.constants - d2 and d3 of two values; exact unless told (printed tables have 1.128,
 *   which moves the limits by 0.03 %)
 * @returns the chart, and `movingRange`: |xₜ − xₜ₋₁| from the second value on; null with the reason
 *   where the baseline has fewer than two values
 * @throws RangeError for a value that is not finite
 * @see NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.2
 */
export function individualsChart(
  values: readonly number[],
  options: ChartOptions & { readonly constants?: RangeConstants } = {},
): ControlChart<{ readonly movingRange: ChartLines | null }> {
  requireModerate('individualsChart', values, 'values');
  const { baseline, width } = chartOptions('individualsChart', values.length, options);
  const { d2, d3 } = options.constants ?? exactConstants;
  requires(d2 > 0 && d3 >= 0, 'individualsChart', 'positive constants');
  const spread = movingDeviation(values.slice(0, baseline), d2);
  if (spread === null)
    return emptyChart('the baseline has fewer than two values', { movingRange: null });
  const center = sum(values.slice(0, baseline)) / baseline;
  const ranges = movingRanges(values);
  const movingRange = chartLines(
    {
      points: ranges,
      center: ranges.map(() => spread * d2),
      sigma: ranges.map(() => spread * d3),
      deviation: spread,
    },
    width,
    [0, Number.POSITIVE_INFINITY],
  );
  const lines = {
    points: [...values],
    center: values.map(() => center),
    sigma: values.map(() => spread),
    deviation: spread,
  };
  return drawnChart(center, chartLines(lines, width), { movingRange: Object.freeze(movingRange) });
}

/** σ from the mean moving range of two; null with fewer than two values. */
export function movingDeviation(
  values: readonly number[],
  d2: number = exactConstants.d2,
): number | null {
  if (values.length < 2) return null;
  return sum(movingRanges(values)) / (values.length - 1) / d2;
}

const movingRanges = (values: readonly number[]) =>
  values.slice(1).map((value, i) => Math.abs(value - (values[i] ?? value)));
