/**
 * Bland and Altman (1986), "Statistical methods for assessing agreement between two methods of
 * clinical measurement", Lancet 327, table: peak expiratory flow rate (l/min) of 17 people, first
 * readings of a Wright meter and of a mini Wright meter.
 */
export const wright: readonly number[] = [
  494, 395, 516, 434, 476, 557, 413, 442, 650, 433, 417, 656, 267, 478, 178, 423, 427,
];
export const miniWright: readonly number[] = [
  512, 430, 520, 428, 500, 600, 364, 380, 658, 445, 432, 626, 260, 477, 259, 350, 451,
];

export const figures = { pearson: 0.94, meanDifference: -2.1, standardDeviation: 38.8 };
