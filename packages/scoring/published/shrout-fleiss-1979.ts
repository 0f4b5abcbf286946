/**
 * Shrout and Fleiss (1979), "Intraclass correlations: uses in assessing rater reliability",
 * Psychological Bulletin 86, table 2: four judges, who are the columns, rate six targets.
 */
export const ratings: readonly (readonly number[])[] = [
  [9, 2, 5, 8],
  [6, 1, 3, 2],
  [8, 4, 6, 8],
  [7, 1, 2, 6],
  [10, 5, 6, 9],
  [6, 2, 4, 7],
];

/** Table 4: the six intraclass correlations, single and of the mean of the four. */
export const correlations = {
  oneWay: { single: 0.17, average: 0.44 },
  agreement: { single: 0.29, average: 0.62 },
  consistency: { single: 0.71, average: 0.91 },
};
