import { defined, type Estimate, notDefined, requires } from '../result.ts';

/**
 * Points with their centre line and limits. The value is the centre line estimated from the
 * baseline, or given; null, and the arrays empty, where it cannot be estimated.
 */
export type ControlChart<More extends object = Record<never, never>> = Estimate<ChartLines & More>;

export interface ChartLines {
  readonly points: readonly number[];
  readonly center: readonly number[];
  /** Standard deviation of each plotted point. */
  readonly sigma: readonly number[];
  readonly lower: readonly number[];
  readonly upper: readonly number[];
  /** Indices, from 0, of the points strictly outside their limits. */
  readonly beyond: readonly number[];
  /** Standard deviation of a single item or value; null where it cannot be estimated. */
  readonly deviation: number | null;
}

/** What most charts take. */
export interface ChartOptions {
  /** How many leading points estimate the lines; the rest are judged by them. All unless told. */
  readonly baseline?: number;
  /** Distance of the limits from the centre line, in standard deviations; 3 unless told. */
  readonly width?: number;
}

export interface Lines {
  readonly points: readonly number[];
  readonly center: readonly number[];
  readonly sigma: readonly number[];
  readonly deviation: number;
}

/** Limits are cut to `range`: a rate is never below 0. */
export function chartLines(
  { points, center, sigma, deviation }: Lines,
  width: number,
  range: readonly [low: number, high: number] = [
    Number.NEGATIVE_INFINITY,
    Number.POSITIVE_INFINITY,
  ],
): ChartLines {
  const limit = (sign: -1 | 1) =>
    Object.freeze(
      center.map((middle, i) =>
        Math.min(range[1], Math.max(range[0], middle + sign * width * (sigma[i] ?? 0))),
      ),
    );
  const [lower, upper] = [limit(-1), limit(1)];
  return {
    points: Object.freeze(points),
    center: Object.freeze(center),
    sigma: Object.freeze(sigma),
    lower,
    upper,
    beyond: Object.freeze(outside(points, lower, upper)),
    deviation,
  };
}

/** A chart whose centre line is `value`. */
export function drawnChart<More extends object>(
  value: number,
  lines: ChartLines,
  more: More,
): ControlChart<More> {
  return defined(value, { ...lines, ...more });
}

/** A chart without lines. */
export function emptyChart<More extends object>(because: string, more: More): ControlChart<More> {
  const none: readonly number[] = Object.freeze([]);
  return notDefined(because, {
    points: none,
    center: none,
    sigma: none,
    lower: none,
    upper: none,
    beyond: none,
    deviation: null,
    ...more,
  });
}

/** Indices of the points strictly outside their limits. */
export function outside(
  points: readonly number[],
  lower: readonly number[],
  upper: readonly number[],
): number[] {
  return points.flatMap((point, i) =>
    point < (lower[i] ?? point) || point > (upper[i] ?? point) ? [i] : [],
  );
}

/**
 * The number of baseline points and the width.
 *
 * @throws RangeError unless the baseline is a whole number from 0 to the number of points and the
 *   width is positive
 */
export function chartOptions(
  caller: string,
  count: number,
  { baseline = count, width = 3 }: ChartOptions,
): { readonly baseline: number; readonly width: number } {
  const whole = Number.isSafeInteger(baseline) && baseline >= 0 && baseline <= count;
  requires(whole, caller, 'a baseline from 0 to the number of points');
  requires(width > 0 && width < Number.POSITIVE_INFINITY, caller, 'a positive width');
  return { baseline, width };
}

/** @throws RangeError unless there are as many sizes as counts, whole counts and positive sizes */
export function requireCountsAndSizes(
  caller: string,
  counts: readonly number[],
  sizes: readonly number[],
): void {
  requires(counts.length === sizes.length, caller, 'one size for each count');
  const whole = counts.every((count) => Number.isSafeInteger(count) && count >= 0);
  requires(whole, caller, 'whole counts, 0 or more');
  const positive = sizes.every((size) => Number.isFinite(size) && size > 0);
  requires(positive, caller, 'positive sizes');
}

export const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
