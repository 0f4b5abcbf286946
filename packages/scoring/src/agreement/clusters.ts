import { requires } from '../result.ts';

/** Cluster ids of any kind as numbers from 0, in order of appearance. */
export function numberClusters(
  name: string,
  ids: ArrayLike<unknown>,
  units: number,
): { readonly clusterOf: Int32Array; readonly clusters: number } {
  requires(ids.length === units, name, 'one cluster for each unit');
  const known = new Map<unknown, number>();
  const clusterOf = new Int32Array(units);
  for (let i = 0; i < units; i++) {
    const index = known.get(ids[i]) ?? known.size;
    if (index === known.size) known.set(ids[i], index);
    clusterOf[i] = index;
  }
  return { clusterOf, clusters: known.size };
}
