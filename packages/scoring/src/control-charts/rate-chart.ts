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
 * The chart of events per opportunity, with limits from the Poisson distribution.
 *
 * @param name - of the function on whose behalf input is refused
 * @throws RangeError for broken counts, a size that is not positive, or a negative center
 */
export function rateChart(
  name: string,
  counts: readonly number[],
  sizes: readonly number[],
  options: ChartOptions & { readonly center?: number },
): ControlChart {
  requireCountsAndSizes(name, counts, sizes);
  const { baseline, width } = chartOptions(name, counts.length, options);
  const { center = null } = options;
  const possible = center === null || (Number.isFinite(center) && center >= 0);
  requires(possible, name, 'a center of 0 or more');
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
