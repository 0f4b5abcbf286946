/**
 * Gehan (1965), Biometrika 52:203–223, from Freireich and others (1963): weeks in remission of 42
 * leukaemia patients under 6-mercaptopurine or placebo.
 */
const treated = {
  time: [6, 6, 6, 7, 10, 13, 16, 22, 23, 6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35],
  status: [1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
};
const placebo = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23];
export const time = [...treated.time, ...placebo];
export const status = [...treated.status, ...placebo.map(() => 1)];
/** 1 for placebo. */
export const placeboGroup = [...treated.time.map(() => 0), ...placebo.map(() => 1)];
export { treated };

/** Kleinbaum and Klein (2012), Survival Analysis, chapters 2 and 3 (Breslow's ties). */
export const printed = {
  treatedTimes: [6, 7, 10, 13, 16, 22, 23],
  treatedSurvival: [0.8571, 0.8067, 0.7529, 0.6902, 0.6275, 0.5378, 0.4482],
  treatedMedian: 23,
  logRank: 16.793,
  cox: { coefficient: 1.509, standardError: 0.41, logLikelihood: -86.38 },
};
