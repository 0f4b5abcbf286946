import { requires } from '../result.ts';

/** Cluster ids of any kind as numbers from 0, in order of appearance. */
export function numberClusters(
  name: string,
  ids: readonly unknown[],
  units: number,
): { readonly clusterOf: Int32Array; readonly clusters: number } {
  requires(ids.length === units, name, 'one cluster for each unit');
  const known = new Map<unknown, number>();
  const clusterOf = Int32Array.from(ids, (id) => {
    const index = known.get(id) ?? known.size;
    known.set(id, index);
    return index;
  });
  return { clusterOf, clusters: known.size };
}
