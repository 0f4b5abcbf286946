import { fisherInterval } from '@assay/scoring/association/correlation-test';
import { pearson } from '@assay/scoring/association/pearson';
import { ticketsMin } from './input.ts';
import type { LagEstimate } from './result.ts';

const weekSeconds = 604_800;
/** 1 January 1970 was a Thursday; weeks begin on Monday. */
const firstMonday = 4 * 86_400;
/** Weeks by which outcomes may come after scores. */
const weeksMax = 8;
/** Fewer tickets than this give no mean of a week. */
const inWeekMin = 5;

/**
 * Whether a good week is followed by good outcomes some weeks later: Pearson's correlation of the mean
 * score of a week's tickets with the mean outcome of the tickets opened 0 to 8 weeks after. The cases are
 * weeks, and weeks are like their neighbours: the interval rests on as many independent ones as they are
 * worth. Describes; what links weeks need not link tickets.
 *
 * @param scores - the means of successive weeks, as `weeklyMeans` gives them
 * @returns one estimate a lag; none where no ticket has a time
 * @see Pyper and Peterman (1998), Canadian Journal of Fisheries and Aquatic Sciences 55:2127–2140
 */
export const lagsOf = (
  scores: Float64Array,
  outcomes: Float64Array,
  level: number,
): readonly LagEstimate[] =>
  scores.length === 0
    ? []
    : Array.from({ length: weeksMax + 1 }, (_, lag) => lagOf(scores, outcomes, lag, level));

export interface Weeks {
  readonly count: number;
  /** Of each ticket, -1 where unknown. */
  readonly of: Int32Array;
}

/** The week in which each ticket was opened. */
export function weeksOf(openedAt: Float64Array): Weeks {
  const of = new Int32Array(openedAt.length);
  let [first, last] = [Number.POSITIVE_INFINITY, -1];
  for (let row = 0; row < of.length; row++) {
    const at = openedAt[row] ?? Number.NaN;
    const week = Number.isNaN(at) ? -1 : Math.max(0, Math.floor((at - firstMonday) / weekSeconds));
    of[row] = week;
    if (week < 0) continue;
    first = Math.min(first, week);
    last = Math.max(last, week);
  }
  if (last < 0) return { count: 0, of };
  for (let row = 0; row < of.length; row++) {
    const week = of[row] ?? -1;
    if (week >= 0) of[row] = week - first;
  }
  return { count: last - first + 1, of };
}

/** The mean of each week; NaN where too few tickets say something. */
export function weeklyMeans(
  values: Float64Array,
  weights: Float64Array | null,
  { count, of }: Weeks,
): Float64Array {
  const tickets = new Int32Array(count);
  const sums = new Float64Array(count);
  const masses = new Float64Array(count);
  for (let row = 0; row < values.length; row++) {
    const week = of[row] ?? -1;
    const value = values[row] ?? Number.NaN;
    if (week < 0 || Number.isNaN(value)) continue;
    const weight = weights === null ? 1 : (weights[row] ?? 0);
    tickets[week] = (tickets[week] ?? 0) + 1;
    sums[week] = (sums[week] ?? 0) + weight * value;
    masses[week] = (masses[week] ?? 0) + weight;
  }
  return sums.map((sum, week) =>
    (tickets[week] ?? 0) < inWeekMin ? Number.NaN : sum / (masses[week] ?? 0),
  );
}

function lagOf(
  scores: Float64Array,
  outcomes: Float64Array,
  weeks: number,
  level: number,
): LagEstimate {
  const x: number[] = [];
  const y: number[] = [];
  for (let week = 0; week + weeks < scores.length; week++) {
    const [score = Number.NaN, outcome = Number.NaN] = [scores[week], outcomes[week + weeks]];
    if (Number.isNaN(score) || Number.isNaN(outcome)) continue;
    x.push(score);
    y.push(outcome);
  }
  const unsaid = (undefinedBecause: string): LagEstimate => ({
    ...{ weeks, value: null, undefinedBecause, interval: null, n: x.length, effectiveWeeks: null },
  });
  if (x.length < ticketsMin) {
    return unsaid(
      `Only ${x.length} weeks have ${inWeekMin} tickets or more on both sides; at least ${ticketsMin} are needed.`,
    );
  }
  const { value } = pearson(x, y);
  if (value === null) return unsaid('The means of the weeks do not vary.');
  const effectiveWeeks = effective(x.length, scores, outcomes);
  const { interval } = fisherInterval(value, 1 / (effectiveWeeks - 3), level);
  if (interval === undefined) {
    return unsaid('Weeks are so much like their neighbours that they are worth fewer than four.');
  }
  const method = 'Fisher z, weeks as many as they are worth';
  const { low, high } = interval;
  return {
    ...{ weeks, value, undefinedBecause: null, n: x.length, effectiveWeeks },
    interval: { low, high, level, method },
  };
}

/** How many independent weeks two series are worth, from how much each is like itself weeks before. */
function effective(n: number, x: Float64Array, y: Float64Array): number {
  let sum = 0;
  for (let j = 1; j <= Math.floor(n / 5); j++) sum += (1 - j / n) * likeness(x, j) * likeness(y, j);
  return Math.min(n, n / Math.max(1 + 2 * sum, 1 / n));
}

/** Autocorrelation at a lag over the weeks that are known; 0 where it cannot be said. */
function likeness(series: Float64Array, lag: number): number {
  const known = series.filter((value) => !Number.isNaN(value));
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
  const variance = known.reduce((sum, value) => sum + (value - mean) ** 2, 0) / known.length;
  let [sum, n] = [0, 0];
  for (let week = 0; week + lag < series.length; week++) {
    const product =
      ((series[week] ?? Number.NaN) - mean) * ((series[week + lag] ?? Number.NaN) - mean);
    if (Number.isNaN(product)) continue;
    sum += product;
    n += 1;
  }
  return n === 0 || variance === 0 ? 0 : sum / n / variance;
}
