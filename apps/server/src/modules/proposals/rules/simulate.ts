import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import { type Factor, ticketsMin } from '../../kpi/rules/input.ts';
import type { Simulation } from './evidence.ts';
import { compositeOf, type FitTable, pick } from './fit-table.ts';

/** Seconds of a quarter of a year. */
const quarter = 7_889_400;
const binWidth = 0.05;
const groupsMax = 60;

/** What the scores of the last quarter would have been under other weights. */
export function simulate(
  table: FitTable,
  proposed: readonly number[],
  level: number,
): Simulation | null {
  const { input } = table;
  const recent = recentRows(table);
  const under = compositeOf(table, recent, proposed);
  const kept = recent.filter((_, i) => !Number.isNaN(under[i]));
  if (kept.length === 0) return null;
  const after = under.filter((score) => !Number.isNaN(score));
  const before = pick(input.gated, kept);
  const changes = after.map((score, i) => score - (before[i] ?? 0));
  const [from, to] = [tercileOf(before), tercileOf(after)];
  const moved = after.reduce(
    (sum, score, i) => sum + (from(before[i] ?? 0) === to(score) ? 0 : 1),
    0,
  );
  return {
    tickets: kept.length,
    meanToday: mean(before),
    meanProposed: mean(after),
    meanAbsoluteChange: mean(changes.map(Math.abs)),
    movedTercile: moved / kept.length,
    groups: input.strata
      .filter(({ levels }) => levels.length > 1)
      .flatMap((factor) => groupsOf(factor, { kept, before, changes, level }))
      .slice(0, groupsMax),
    changes: histogram(changes),
  };
}

/** Rows with a score of the three months before the latest; all where no ticket has a date. */
function recentRows({ input: { n, openedAt, gated } }: FitTable): Int32Array {
  const latest = openedAt.reduce(
    (most, at) => (Number.isNaN(at) ? most : Math.max(most, at)),
    Number.NEGATIVE_INFINITY,
  );
  return Int32Array.from({ length: n }, (_, row) => row).filter((row) => {
    if (Number.isNaN(gated[row])) return false;
    return latest === Number.NEGATIVE_INFINITY || (openedAt[row] ?? Number.NaN) > latest - quarter;
  });
}

interface Moves {
  readonly kept: Int32Array;
  readonly before: Float64Array;
  readonly changes: Float64Array;
  readonly level: number;
}

/** By level of a factor; none so small that it is about a person or two. */
function groupsOf({ key, levels, codes }: Factor, moves: Moves): Simulation['groups'] {
  const { kept, before, changes, level } = moves;
  const [counts, scores, sums, squares] = [0, 1, 2, 3].map(() => new Float64Array(levels.length));
  if (!(counts && scores && sums && squares)) return [];
  for (let i = 0; i < kept.length; i++) {
    const code = codes[kept[i] ?? 0] ?? -1;
    if (code < 0) continue;
    const change = changes[i] ?? 0;
    counts[code] = (counts[code] ?? 0) + 1;
    scores[code] = (scores[code] ?? 0) + (before[i] ?? 0);
    sums[code] = (sums[code] ?? 0) + change;
    squares[code] = (squares[code] ?? 0) + change ** 2;
  }
  return levels.flatMap((name, code) => {
    const n = counts[code] ?? 0;
    if (n < ticketsMin) return [];
    const today = (scores[code] ?? 0) / n;
    const change = (sums[code] ?? 0) / n;
    const variance = Math.max(0, (squares[code] ?? 0) / n - change ** 2) / (n - 1);
    const reach = normalQuantile((1 + level) / 2, 0, 1) * Math.sqrt(variance);
    const interval = { low: change - reach, high: change + reach, level, method: 'normal' };
    return [{ factor: key, level: name, n, today, proposed: today + change, change: interval }];
  });
}

const mean = (values: Float64Array): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

function tercileOf(scores: Float64Array): (score: number) => number {
  const sorted = scores.toSorted();
  const low = sorted[Math.floor(sorted.length / 3)] ?? 0;
  const high = sorted[Math.floor((2 * sorted.length) / 3)] ?? 1;
  return (score) => (score < low ? 0 : score < high ? 1 : 2);
}

function histogram(changes: Float64Array): Simulation['changes'] {
  const counts = new Map<number, number>();
  for (const change of changes) {
    const bin = Math.floor(change / binWidth + 0.5);
    counts.set(bin, (counts.get(bin) ?? 0) + 1);
  }
  return [...counts]
    .sort(([a], [b]) => a - b)
    .map(([bin, count]) => ({
      low: (bin - 0.5) * binWidth,
      high: (bin + 0.5) * binWidth,
      count,
    }));
}
