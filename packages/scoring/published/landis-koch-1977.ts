/**
 * Landis and Koch (1977), "The measurement of observer agreement for categorical data", Biometrics
 * 33, table 1: neurologists of two cities classify patients by how certain multiple sclerosis is.
 * Rows: the neurologist in New Orleans; columns: the one in Winnipeg.
 */
export const winnipegPatients: readonly (readonly number[])[] = [
  [38, 5, 0, 1],
  [33, 11, 3, 0],
  [10, 14, 5, 6],
  [3, 7, 3, 10],
];
export const newOrleansPatients: readonly (readonly number[])[] = [
  [5, 3, 0, 0],
  [3, 11, 4, 0],
  [2, 13, 3, 4],
  [1, 2, 4, 14],
];

/** Unweighted kappa of each group of patients. */
export const kappa = { winnipeg: 0.208, newOrleans: 0.297 };
