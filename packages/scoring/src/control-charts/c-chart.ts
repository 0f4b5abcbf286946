import type { ChartOptions, ControlChart } from './control-chart.ts';
import { rateChart } from './rate-chart.ts';

/**
 * Control chart of counts from samples of equal size: red lines a day.
 *
 * @param counts - events in each sample
 * @param options.center - the mean count to hold to; estimated from the baseline unless told
 * @returns counts with limits cut at 0; null where there is neither a baseline nor a center
 * @throws RangeError for a count that is no whole number of 0 or more, or a negative center
 * @see Montgomery, Introduction to Statistical Quality Control, section 7.3
 */
export function cChart(
  counts: readonly number[],
  options: ChartOptions & { readonly center?: number } = {},
): ControlChart {
  return rateChart(
    'cChart',
    counts,
    counts.map(() => 1),
    options,
  );
}
