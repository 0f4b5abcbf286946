import type { ChartOptions, ControlChart } from './control-chart.ts';
import { rateChart } from './rate-chart.ts';

/**
 * Control chart of a rate: flags per conversation, where one conversation can have several.
 *
 * @param counts - events in each sample
 * @param sizes - opportunity of each sample (items, hours), above 0
 * @param options.center - the rate to hold to; estimated from the baseline unless told
 * @returns rates, 0 or more, with limits that follow the opportunity, cut at 0; null where there is
 *   neither a baseline nor a center
 * @throws RangeError for broken counts, a size that is not positive, or a negative center
 * @see Montgomery, Introduction to Statistical Quality Control, section 7.3
 */
export function uChart(
  counts: readonly number[],
  sizes: readonly number[],
  options: ChartOptions & { readonly center?: number } = {},
): ControlChart {
  return rateChart('uChart', counts, sizes, options);
}
