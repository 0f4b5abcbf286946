/**
 * Efron and Tibshirani (1993), An Introduction to the Bootstrap, table 3.1: LSAT and GPA of the
 * entering classes of 15 law schools.
 */
export const lsat = [576, 635, 558, 578, 666, 580, 555, 661, 651, 605, 653, 575, 545, 572, 594];
export const gpa = [
  3.39, 3.3, 2.81, 3.03, 3.44, 3.07, 3, 3.43, 3.36, 3.13, 3.12, 2.74, 2.76, 2.88, 2.96,
];
/** Their correlation, and its bootstrap standard error with 3,200 replicates, section 6.3. */
export const correlation = 0.776;
export const standardError = 0.132;
