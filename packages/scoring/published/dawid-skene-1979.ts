/**
 * Table 1 of Dawid and Skene (1979), "Maximum likelihood estimation of observer error-rates using
 * the EM algorithm", Applied Statistics 28:20–28: five anaesthetists grade the fitness of 45
 * patients for a general anaesthetic from 1 to 4. A row is a patient: the three gradings of observer
 * 1, then those of observers 2 to 5.
 */
export const gradings: readonly string[] = [
  '111 1111',
  '333 4334',
  '112 2122',
  '222 3121',
  '222 3222',
  '222 3322',
  '112 2111',
  '333 3433',
  '222 2223',
  '232 2223',
  '444 4444',
  '222 3343',
  '111 1111',
  '222 3212',
  '121 1111',
  '111 2111',
  '111 1111',
  '111 1111',
  '222 2221',
  '222 1322',
  '222 2222',
  '222 2221',
  '222 3222',
  '221 2222',
  '111 1111',
  '111 1111',
  '232 2222',
  '111 1111',
  '111 1111',
  '112 1121',
  '111 1111',
  '333 3233',
  '111 1111',
  '222 2222',
  '222 3232',
  '433 4343',
  '221 2232',
  '232 3233',
  '333 3432',
  '111 1111',
  '111 1111',
  '121 2111',
  '232 2222',
  '121 1111',
  '222 2222',
];

/** The estimated shares of patients in the four grades, to two decimals. */
export const shares: readonly number[] = [0.4, 0.42, 0.11, 0.07];
