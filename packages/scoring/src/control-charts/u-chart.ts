import { requires } from '../result.ts';
import {
  type ChartOptions,
  type ControlChart,
  chartLines,
  chartOptions,
  drawnChart,
  emptyChart,
  requireCountsAndSizes,
  sum,
} from './control-chart.ts';

/**
 * Control chart of a rate: flags per conversation, where one conversation can have several.
 *
 * @param counts - events in each sample
 * @param sizes - opportunity of each sample (items, hours), above 0
 * @param options.center - the rate to hold to; estimated from the baseline unless told
 * @returns rates, 0 or more, with limits that follow the opportunity, cut at 0
 * @throws RangeError for broken counts, a size that is not positive, or a negative center
 * @see Montgomery, Introduction to Statistical Quality Control, section 7.3
 */
export function uChart(
  counts: readonly number[],
  sizes: readonly number[],
  options: ChartOptions & { readonly center?: number } = {},
): ControlChart {
  requireCountsAndSizes('uChart', counts, sizes);
  const { baseline, width } = chartOptions('uChart', counts.length, options);
  const { center = null } = options;
  const possible = center === null || (Number.isFinite(center) && center >= 0);
  requires(possible, 'uChart', 'a center of 0 or more');
  if (center === null && baseline === 0) return emptyChart('there is no baseline', {});
  const rate = center ?? sum(counts.slice(0, baseline)) / sum(sizes.slice(0, baseline));
  const lines = {
    points: counts.map((count, i) => count / (sizes[i] ?? 1)),
    center: counts.map(() => rate),
    sigma: sizes.map((size) => Math.sqrt(rate / size)),
    deviation: Math.sqrt(rate),
  };
  return drawnChart(rate, chartLines(lines, width, [0, Number.POSITIVE_INFINITY]), {});
}
