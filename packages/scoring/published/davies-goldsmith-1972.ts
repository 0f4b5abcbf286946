/**
 * Davies and Goldsmith (1972), Statistical Methods in Research and Production, 4th edition:
 * diameters (mm) of the zone cleared by six samples of penicillin on each of 24 plates. A row
 * is a plate, a column a sample.
 */
export const diameters: readonly (readonly number[])[] = [
  [27, 23, 26, 23, 23, 21],
  [27, 23, 26, 23, 23, 21],
  [25, 21, 25, 24, 24, 20],
  [26, 23, 25, 23, 23, 20],
  [25, 22, 26, 22, 23, 20],
  [24, 22, 25, 23, 22, 19],
  [24, 20, 23, 21, 22, 19],
  [26, 22, 26, 24, 24, 21],
  [24, 21, 24, 22, 22, 20],
  [24, 21, 24, 23, 22, 19],
  [26, 23, 26, 24, 24, 21],
  [25, 22, 26, 24, 24, 20],
  [26, 24, 26, 24, 25, 22],
  [26, 23, 26, 23, 23, 20],
  [26, 23, 25, 24, 24, 22],
  [25, 22, 25, 23, 23, 20],
  [25, 21, 24, 23, 23, 20],
  [25, 22, 24, 23, 23, 19],
  [24, 21, 23, 21, 21, 19],
  [26, 23, 26, 24, 24, 21],
  [25, 21, 24, 22, 22, 18],
  [25, 22, 25, 22, 22, 20],
  [24, 21, 24, 22, 24, 19],
  [24, 21, 24, 22, 21, 18],
];

/** Bates (2010), lme4: Mixed-effects modeling with R, section 2.1.2: the REML fit, as printed. */
export const remlFit = {
  plateDeviation: 0.8467,
  sampleDeviation: 1.9316,
  residualDeviation: 0.5499,
  intercept: 22.9722,
  interceptError: 0.8086,
  criterion: 330.8606,
};
