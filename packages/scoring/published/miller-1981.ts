/**
 * Miller (1981), Survival Analysis, p. 49: weeks in remission from acute myelogenous leukaemia, with
 * and without maintenance chemotherapy.
 */
export const time = [
  9, 13, 13, 18, 23, 28, 31, 34, 45, 48, 161, 5, 5, 8, 8, 12, 16, 23, 27, 30, 33, 43, 45,
];
export const status = [1, 1, 0, 1, 1, 0, 1, 1, 0, 1, 0, 1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1, 1];
/** 1 without maintenance. */
export const nonmaintained = time.map((_, i) => (i < 11 ? 0 : 1));

/** As the manual of R's survival package prints them (Efron's ties). */
export const printed = {
  logRank: 3.4,
  cox: { coefficient: 0.9155, standardError: 0.5119 },
  concordance: { value: 0.619, standardError: 0.063 },
};
