/**
 * Anscombe (1973), "Graphs in statistical analysis", American Statistician 27:17–21: four sets of
 * eleven points with the same summary; the first three share their x.
 */
export const x = [10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5];
export const y = {
  first: [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68],
  second: [9.14, 8.14, 8.74, 8.77, 9.26, 8.1, 6.13, 3.1, 9.13, 7.26, 4.74],
  third: [7.46, 6.77, 12.74, 7.11, 7.81, 8.84, 6.08, 5.39, 8.15, 6.42, 5.73],
};

/** As printed on page 17 for every set, and the square root of its multiple R². */
export const printed = {
  intercept: 3,
  slope: 0.5,
  slopeStandardError: 0.118,
  rSquared: 0.667,
  correlation: 0.816,
};
