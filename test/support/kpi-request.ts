import type { KpiRequest } from '@assay/server/modules/kpi/rules/input';

/** A run as it is where nobody asked for anything special. */
export const plainRequest: KpiRequest = {
  scoreKind: 'RAW',
  primaryOutcome: 'resolved',
  outcomes: [],
  confounders: [],
  segments: [],
  clusterBy: null,
  sources: [],
  rubricVersionIds: [],
  poolVersions: false,
  profile: null,
  reopenWindowSeconds: null,
  outcomeReliability: 1,
  replicates: 400,
  level: 0.95,
  openedFrom: null,
  openedBefore: null,
};
