/**
 * SAS/STAT User's Guide, the FREQ procedure, example "Cohen's kappa coefficient": two dermatologists
 * grade the skin of 88 patients as terrible, poor, marginal or clear.
 */
export const skinCondition: readonly (readonly number[])[] = [
  [10, 4, 1, 0],
  [5, 10, 12, 2],
  [2, 4, 12, 5],
  [0, 2, 6, 13],
];

/** As printed there: the coefficient, its asymptotic standard error and 95 % limits. */
export const simple = { kappa: 0.3449, standardError: 0.0724, low: 0.203, high: 0.4868 };
export const linear = { kappa: 0.5082, standardError: 0.0655, low: 0.3798, high: 0.6366 };
