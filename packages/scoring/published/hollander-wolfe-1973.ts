/**
 * Hollander and Wolfe (1973), Nonparametric Statistical Methods, p. 187: lightness of canned tuna
 * by instrument and the mean score of a consumer panel, nine lots.
 */
export const lightness = [44.4, 45.9, 41.9, 53.3, 44.7, 44.1, 50.7, 45.2, 60.1];
export const panel = [2.6, 3.1, 2.5, 5, 3.6, 4, 5.2, 2.8, 3.8];

/** Kendall's exact test against a positive association. */
export const pGreater = 0.06;
