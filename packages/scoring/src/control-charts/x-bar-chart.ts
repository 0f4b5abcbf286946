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
import { type SpreadConstants, spreadConstants } from './spread-constants.ts';

export interface XBarOptions extends ChartOptions {
  readonly spread?: 'range' | 'deviation';
  readonly constants?: (size: number) => SpreadConstants;
}

/**
 * Control chart of subgroup means, with σ from the spread within subgroups, beside the chart of
 * that spread.
 *
 * @param subgroups - two values or more each; sizes may differ
 * @param options.spread - `range` (R; the default) or `deviation` (S; better above ten values)
 * @param options.constants - d2, d3 and c4 by subgroup size; exact unless told (printed tables round
 *   them to three or four digits)
 * @returns the chart of the means, and `spread`: the R or S chart, cut at 0; null with the reason
 *   where there is no baseline
 * @throws RangeError for a subgroup of fewer than two values, or a value that is not finite
 * @see Montgomery, Introduction to Statistical Quality Control, sections 6.2 and 6.3
 */
export function xBarChart(
  subgroups: readonly (readonly number[])[],
  options: XBarOptions = {},
): ControlChart<{ readonly spread: ChartLines | null }> {
  const large = subgroups.every((values) => values.length >= 2);
  requires(large, 'xBarChart', 'two values or more in each subgroup');
  for (const values of subgroups) requireModerate('xBarChart', values, 'values');
  const { baseline, width } = chartOptions('xBarChart', subgroups.length, options);
  if (baseline === 0) return emptyChart('there is no baseline', { spread: null });
  const sizes = subgroups.map((values) => values.length);
  const { constants: constantsOf = spreadConstants } = options;
  const constants = new Map([...new Set(sizes)].map((size) => [size, constantsOf(size)]));
  const measure = options.spread === 'deviation' ? byDeviation : byRange;
  const spreads = subgroups.map(measure.of);
  const ofSize = (size: number, pick: (constants: SpreadConstants) => number) => {
    const found = constants.get(size);
    return found === undefined ? 0 : pick(found);
  };
  const scaled = spreads.map((spread, i) => spread / ofSize(sizes[i] ?? 0, measure.mean));
  const deviation = sum(scaled.slice(0, baseline)) / baseline;
  const before = subgroups.slice(0, baseline);
  const center = sum(before.map(sum)) / sum(sizes.slice(0, baseline));
  const means = {
    points: subgroups.map((values) => sum(values) / values.length),
    center: subgroups.map(() => center),
    sigma: sizes.map((size) => deviation / Math.sqrt(size)),
    deviation,
  };
  const within = {
    points: spreads,
    center: sizes.map((size) => deviation * ofSize(size, measure.mean)),
    sigma: sizes.map((size) => deviation * ofSize(size, measure.deviation)),
    deviation,
  };
  return drawnChart(center, chartLines(means, width), {
    spread: Object.freeze(chartLines(within, width, [0, Number.POSITIVE_INFINITY])),
  });
}

const byRange = {
  of: (values: readonly number[]) =>
    values.reduce((a, b) => Math.max(a, b)) - values.reduce((a, b) => Math.min(a, b)),
  mean: ({ d2 }: SpreadConstants) => d2,
  deviation: ({ d3 }: SpreadConstants) => d3,
};

const byDeviation = {
  of: (values: readonly number[]) => {
    const mean = sum(values) / values.length;
    return Math.sqrt(sum(values.map((value) => (value - mean) ** 2)) / (values.length - 1));
  },
  mean: ({ c4 }: SpreadConstants) => c4,
  deviation: ({ c4 }: SpreadConstants) => Math.sqrt(1 - c4 ** 2),
};
