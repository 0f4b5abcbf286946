/**
 * Agresti (2002), Categorical Data Analysis, table 2.8 and pp. 57–60: job satisfaction (columns) by
 * income (rows) of 96 men, both ascending.
 */
export const table = [
  [1, 3, 10, 6],
  [2, 3, 10, 7],
  [1, 6, 14, 12],
  [0, 1, 9, 11],
];
/** Gamma and its standard error. */
export const gamma = { value: 0.221, standardError: 0.117 };
