/**
 * Gwet (2014), Handbook of Inter-Rater Reliability, 4th edition: coefficients of the
 * ratings of Krippendorff (2011), section C, with five categories.
 */
export const coefficients = {
  gwetAc1: 0.775,
  fleissKappa: 0.761,
  congerKappa: 0.763,
  brennanPrediger: 0.773,
  krippendorffAlpha: 0.743,
};
