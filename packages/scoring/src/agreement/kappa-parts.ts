/** How much two categories count as agreeing, by their positions. */
export type KappaWeights = 'none' | 'linear' | 'quadratic';

/** 1 for equal positions, less the further apart they are, 0 for the ends of the scale. */
export function positionWeights(
  categories: number,
  weights: KappaWeights,
): (i: number, j: number) => number {
  const span = Math.max(1, categories - 1);
  if (weights === 'none') return (i, j) => (i === j ? 1 : 0);
  if (weights === 'linear') return (i, j) => 1 - Math.abs(i - j) / span;
  return (i, j) => 1 - ((i - j) / span) ** 2;
}

export interface Margins {
  readonly rows: Float64Array;
  readonly columns: Float64Array;
}

/** The shares of each row and each column. */
export function marginsOf(table: Float64Array, categories: number, units: number): Margins {
  const rows = new Float64Array(categories);
  const columns = new Float64Array(categories);
  table.forEach((n, at) => {
    const i = Math.floor(at / categories);
    const j = at % categories;
    rows[i] = (rows[i] ?? 0) + n / units;
    columns[j] = (columns[j] ?? 0) + n / units;
  });
  return { rows, columns };
}

/** Observed and expected agreement, and the mean weight of each row and each column. */
export function agreements(
  table: Float64Array,
  units: number,
  { rows, columns }: Margins,
  weight: (i: number, j: number) => number,
) {
  const categories = rows.length;
  const rowMean = new Float64Array(categories);
  const columnMean = new Float64Array(categories);
  let observed = 0;
  let expected = 0;
  for (let i = 0; i < categories; i++) {
    for (let j = 0; j < categories; j++) {
      const w = weight(i, j);
      rowMean[i] = (rowMean[i] ?? 0) + w * (columns[j] ?? 0);
      columnMean[j] = (columnMean[j] ?? 0) + w * (rows[i] ?? 0);
      observed += (w * (table[i * categories + j] ?? 0)) / units;
      expected += w * (rows[i] ?? 0) * (columns[j] ?? 0);
    }
  }
  return { observed, expected, rowMean, columnMean };
}
