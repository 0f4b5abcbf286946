/**
 * Hanley and McNeil (1982), "The meaning and use of the area under a receiver operating
 * characteristic (ROC) curve", Radiology 143:29–36, table I: 109 CT images, rated from definitely
 * normal to definitely abnormal.
 */
export const normal = [33, 6, 6, 11, 2];
export const abnormal = [3, 2, 2, 11, 33];
/** The area by the Wilcoxon statistic, table II. */
export const area = 0.893;
