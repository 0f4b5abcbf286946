/**
 * Krippendorff (2011), "Computing Krippendorff's Alpha-Reliability", section C: four observers, who
 * are the columns, code twelve units; `null` where one did not.
 */
export const ratings: readonly (readonly (number | null)[])[] = [
  [1, 1, null, 1],
  [2, 2, 3, 2],
  [3, 3, 3, 3],
  [3, 3, 3, 3],
  [2, 2, 2, 2],
  [1, 2, 3, 4],
  [4, 4, 4, 4],
  [1, 1, 2, 1],
  [2, 2, 2, 2],
  [null, 5, 5, 5],
  [null, null, 1, 1],
  [null, null, 3, null],
];

/** Section C for nominal data, section D for the others. */
export const alpha = { nominal: 0.743, ordinal: 0.815, interval: 0.849, ratio: 0.797 };

/** The values that can be paired. */
export const pairable = 40;

/** Section B: two observers code twelve units by five categories, here 1 to 5. */
export const twoObservers: readonly (readonly number[])[] = [
  [1, 2],
  [1, 1],
  [2, 2],
  [2, 2],
  [4, 2],
  [3, 3],
  [3, 3],
  [3, 3],
  [5, 5],
  [4, 4],
  [4, 4],
  [1, 4],
];
export const twoObserversNominal = 0.692;
