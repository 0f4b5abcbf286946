import { ticketsMin } from '../../kpi/rules/input.ts';
import type { Simulation } from './evidence.ts';
import { compositeOf, type FitTable } from './fit-table.ts';

/** Seconds of a quarter of a year. */
const quarter = 7_889_400;
const binWidth = 0.05;
const groupsMax = 60;

/** What the scores of the last quarter would have been under other weights. */
export function simulate(
  table: FitTable,
  today: readonly number[],
  proposed: readonly number[],
): Simulation | null {
  const { input } = table;
  const judged = Int32Array.from({ length: input.n }, (_, row) => row);
  const latest = judged.reduce((most, row) => {
    const at = input.openedAt[row] ?? Number.NaN;
    return Number.isNaN(at) ? most : Math.max(most, at);
  }, Number.NEGATIVE_INFINITY);
  const recent = judged.filter((row) => {
    const at = input.openedAt[row] ?? Number.NaN;
    return latest === Number.NEGATIVE_INFINITY || at > latest - quarter;
  });
  const [before, after] = [today, proposed].map((weights) => compositeOf(table, recent, weights));
  if (before === undefined || after === undefined) return null;
  const kept = [...recent.keys()].filter(
    (i) => !Number.isNaN(before[i]) && !Number.isNaN(after[i]),
  );
  if (kept.length === 0) return null;
  const mean = (of: readonly number[], values: Float64Array) =>
    of.reduce((sum, i) => sum + (values[i] ?? 0), 0) / of.length;
  const changes = kept.map((i) => (after[i] ?? 0) - (before[i] ?? 0));
  const [from, to] = [tercilesOf(before, kept), tercilesOf(after, kept)];
  return {
    tickets: kept.length,
    meanToday: mean(kept, before),
    meanProposed: mean(kept, after),
    meanAbsoluteChange: changes.reduce((sum, change) => sum + Math.abs(change), 0) / kept.length,
    movedTercile: kept.filter((i) => from(i) !== to(i)).length / kept.length,
    groups: input.strata
      .flatMap(({ key, levels, codes }) =>
        levels.flatMap((level, code) => {
          const own = kept.filter((i) => codes[recent[i] ?? 0] === code);
          // no group so small that it is a person's
          if (own.length < ticketsMin || levels.length < 2) return [];
          return [
            {
              factor: key,
              level,
              n: own.length,
              today: mean(own, before),
              proposed: mean(own, after),
            },
          ];
        }),
      )
      .slice(0, groupsMax),
    changes: histogram(changes),
  };
}

function tercilesOf(values: Float64Array, kept: readonly number[]): (i: number) => number {
  const sorted = Float64Array.from(kept, (i) => values[i] ?? 0).sort();
  const [low, high] = [1, 2].map((k) => sorted[Math.floor((k * sorted.length) / 3)] ?? 1);
  return (i) => {
    const value = values[i] ?? 0;
    return value < (low ?? 0) ? 0 : value < (high ?? 1) ? 1 : 2;
  };
}

function histogram(changes: readonly number[]): Simulation['changes'] {
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
