import type { Kept } from '../queries/kept.ts';
import { bins, type PreferenceCounts } from '../queries/score-counts.ts';
import { type Figure, meanFigure, shareFigure, undefinedFigure } from './figures.ts';

/** The mean over tasks of each task's mean composite. */
export function compositeFigure([row]: Kept['composite']): Figure {
  if (row === undefined) return undefinedFigure('There are no judgments yet.');
  if (row.profiles > 1) {
    return undefinedFigure(
      `These composites were made under ${row.profiles} context profiles with different weights, so they have no common mean.`,
      row.n,
    );
  }
  return meanFigure(row.mean, row.deviation, row.n, 'rated tasks');
}

export type HistogramBin = { readonly low: number; readonly high: number; readonly count: number };

/** How many judgments have a composite in each tenth of [0, 1]; 1 belongs to the last. */
export function histogram(rows: Kept['bins']): HistogramBin[] {
  const counts = new Map(rows.map(({ bin, count }) => [bin, count]));
  return Array.from({ length: bins }, (_, index) => ({
    low: index / bins,
    high: (index + 1) / bins,
    count: counts.get(index + 1) ?? 0,
  }));
}

export interface DimensionFigures {
  readonly key: string;
  readonly mean: Figure;
  readonly notApplicable: Figure;
  readonly tierCounts: ReadonlyMap<number, number>;
}

/** Each dimension under one rubric version, by key. */
export function dimensionFigures(rows: Kept['dimensions']): Map<string, DimensionFigures> {
  return new Map(
    rows.map(({ key, mean, deviation, n, answers, skipped, tiers }) => [
      key,
      {
        key,
        mean: meanFigure(mean, deviation, n, 'rated tasks'),
        notApplicable: shareFigure(skipped, answers, 'answers'),
        tierCounts: new Map(
          Object.entries(tiers ?? {}).map(([tier, count]) => [Number(tier), count]),
        ),
      },
    ]),
  );
}

/** How comparisons came out; null where there are none. */
export function preferenceCounts([row]: Kept['preferences']): PreferenceCounts | null {
  return row === undefined || row.n === 0 ? null : row;
}

export interface ModelFigures {
  readonly model: string;
  readonly composite: Figure;
  readonly winRate: Figure;
}

/** Each response model: its mean composite, and the share of decided pairs that it won by majority. */
export function modelFigures(rows: Kept['models']): ModelFigures[] {
  return rows.map(({ model, mean, deviation, n, wins, decided }) => ({
    model,
    composite: meanFigure(mean, deviation, n, 'rated tasks'),
    winRate: shareFigure(wins, decided, 'decided comparisons'),
  }));
}

/** The share of judged tasks that somebody marked with a red line. */
export function redLineRate([row]: Kept['redLine']): Figure {
  return shareFigure(row?.marked ?? 0, row?.judged ?? 0, 'judged tasks');
}
