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
 * Control chart of a share: errors per judgment, gold answers missed.
 *
 * @param counts - how many of each sample have the property
 * @param sizes - size of each sample, 1 or more
 * @param options.center - the share to hold to, in [0, 1]; estimated from the baseline unless told
 * @returns shares in [0, 1] with limits that follow the sample size, cut at 0 and 1; null where there
 *   is neither a baseline nor a center
 * @throws RangeError for broken counts, a count above its size, or a center outside [0, 1]
 * @see Shewhart (1931); Montgomery, Introduction to Statistical Quality Control, section 7.2
 */
export function pChart(
  counts: readonly number[],
  sizes: readonly number[],
  options: ChartOptions & { readonly center?: number } = {},
): ControlChart {
  requireCountsAndSizes('pChart', counts, sizes);
  const possible = counts.every((count, i) => count <= (sizes[i] ?? 0));
  requires(possible, 'pChart', 'no count above its size');
  const { baseline, width } = chartOptions('pChart', counts.length, options);
  const { center = null } = options;
  requires(center === null || (center >= 0 && center <= 1), 'pChart', 'a center from 0 to 1');
  if (center === null && baseline === 0) return emptyChart('there is no baseline', {});
  const share = center ?? sum(counts.slice(0, baseline)) / sum(sizes.slice(0, baseline));
  const deviation = Math.sqrt(share * (1 - share));
  const lines = {
    points: counts.map((count, i) => count / (sizes[i] ?? 1)),
    center: counts.map(() => share),
    sigma: sizes.map((size) => deviation / Math.sqrt(size)),
    deviation,
  };
  return drawnChart(share, chartLines(lines, width, [0, 1]), {});
}
