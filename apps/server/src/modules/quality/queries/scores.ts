import { query } from '../../../operation.ts';
import { type Figure, meanFigure, shareFigure, undefinedFigure } from '../rules.ts';
import type { Asked } from './kept.ts';
import {
  binRows,
  bins,
  compositeRows,
  dimensionRows,
  modelRows,
  type PreferenceCounts,
  preferenceRows,
  redLineRows,
} from './score-counts.ts';

/** The mean over tasks of each task's mean composite. */
export const compositeFigure = query('metrics:read', async (op, input: Asked): Promise<Figure> => {
  const [row] = input.kept?.composite ?? (await compositeRows(op, input));
  if (row === undefined) return undefinedFigure('There are no judgments yet.');
  if (row.profiles > 1) {
    return undefinedFigure(
      `These composites were made under ${row.profiles} context profiles with different weights, so they have no common mean.`,
      row.n,
    );
  }
  return meanFigure(row.mean, row.deviation, row.n, 'rated tasks');
});

export type HistogramBin = { readonly low: number; readonly high: number; readonly count: number };

/** How many judgments have a composite in each tenth of [0, 1]; 1 belongs to the last. */
export const histogram = query(
  'metrics:read',
  async (op, input: Asked): Promise<HistogramBin[]> => {
    const rows = input.kept?.bins ?? (await binRows(op, input));
    const counts = new Map(rows.map(({ bin, count }) => [bin, count]));
    return Array.from({ length: bins }, (_, index) => ({
      low: index / bins,
      high: (index + 1) / bins,
      count: counts.get(index + 1) ?? 0,
    }));
  },
);

export interface DimensionFigures {
  readonly key: string;
  readonly mean: Figure;
  readonly notApplicable: Figure;
  readonly tierCounts: ReadonlyMap<number, number>;
}

/** Each dimension under one rubric version, by key. */
export const dimensionFigures = query(
  'metrics:read',
  async (op, input: Asked): Promise<Map<string, DimensionFigures>> => {
    const rows = input.kept?.dimensions ?? (await dimensionRows(op, input));
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
  },
);

/** How comparisons came out; null where there are none. */
export const preferenceCounts = query(
  'metrics:read',
  async (op, input: Asked): Promise<PreferenceCounts | null> => {
    const [row] = input.kept?.preferences ?? (await preferenceRows(op, input));
    return row === undefined || row.n === 0 ? null : row;
  },
);

export interface ModelFigures {
  readonly model: string;
  readonly composite: Figure;
  readonly winRate: Figure;
}

/** Each response model: its mean composite, and the share of decided pairs that it won by majority. */
export const modelFigures = query(
  'metrics:read',
  async (op, input: Asked): Promise<ModelFigures[]> => {
    const rows = input.kept?.models ?? (await modelRows(op, input));
    return rows.map(({ model, mean, deviation, n, wins, decided }) => ({
      model,
      composite: meanFigure(mean, deviation, n, 'rated tasks'),
      winRate: shareFigure(wins, decided, 'decided comparisons'),
    }));
  },
);

/** The share of judged tasks that somebody marked with a red line. */
export const redLineRate = query('metrics:read', async (op, input: Asked): Promise<Figure> => {
  const [row] = input.kept?.redLine ?? (await redLineRows(op, input));
  return shareFigure(row?.marked ?? 0, row?.judged ?? 0, 'judged tasks');
});
