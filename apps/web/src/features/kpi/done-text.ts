import { strings } from './strings.ts';

const s = strings.request;

/**
 * What a run adjusted for, and what of that it was asked for and did not.
 *
 * @param adjustedFor - null where nobody knows: the run has not ended, or is older than the record
 */
export function adjustmentText(
  confounders: readonly string[],
  adjustedFor: readonly string[] | null,
): string[] {
  if (confounders.length === 0) return [];
  if (adjustedFor === null) return [s.toAdjust(confounders.join(', '))];
  const done = confounders.filter((key) => adjustedFor.includes(key));
  const left = confounders.filter((key) => !adjustedFor.includes(key));
  return [
    ...(done.length === 0 ? [] : [s.confounders(done.join(', '))]),
    ...(left.length === 0 ? [] : [s.notAdjusted(left.join(', '))]),
  ];
}

/**
 * By what tickets are clustered, unless none has the attribute.
 *
 * @param result - how many clusters there were, null for none; null itself for a run that has not ended
 */
export function clusterText(
  clusterBy: string | null,
  result: { readonly clusters: number | null } | null,
): string[] {
  if (clusterBy === null) return [];
  const isLeftOut = result !== null && result.clusters === null;
  return [isLeftOut ? s.noCluster(clusterBy) : s.cluster(clusterBy)];
}
