import type { Cases } from './cases.ts';
import { type Grouped, orderWithin, sumsByGroup } from './grouped.ts';
import type { WeightedCorrelation } from './linear-correlation.ts';
import { SumTree } from './sum-tree.ts';

/**
 * Kendall's τ-b where cases count by weights: a pair counts by the product of its two.
 *
 * @returns null where a variable does not vary
 */
export function pairCorrelation({ byX, byY, n, weights }: Cases): WeightedCorrelation | null {
  const net = netOf(byX, byY, weights);
  const [ofX, ofY] = [sumsByGroup(byX, weights), sumsByGroup(byY, weights)];
  const all = ofX.reduce((sum, weight) => sum + weight, 0);
  let [score, pairsX, pairsY] = [0, 0, 0];
  for (let i = 0; i < n; i++) {
    const weight = weights[i] ?? 0;
    score += weight * (net[i] ?? 0);
    pairsX += weight * (all - (ofX[byX.group[i] ?? 0] ?? 0));
    pairsY += weight * (all - (ofY[byY.group[i] ?? 0] ?? 0));
  }
  if (!(pairsX > 0 && pairsY > 0)) return null;
  const root = Math.sqrt(pairsX * pairsY);
  const value = score / root;
  const influence = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const untiedX = (all - (ofX[byX.group[i] ?? 0] ?? 0)) / pairsX;
    const untiedY = (all - (ofY[byY.group[i] ?? 0] ?? 0)) / pairsY;
    const own = (2 * (net[i] ?? 0)) / root - value * (untiedX + untiedY);
    influence[i] = (weights[i] ?? 0) * own;
  }
  return { value, influence };
}

/** Per case the weight of those that both variables order alike, less that of those they order against. */
function netOf(byX: Grouped, byY: Grouped, weights: Float64Array): Float64Array {
  const order = orderWithin(byX);
  const net = new Float64Array(order.length);
  const sweep = (from: number, step: 1 | -1) => {
    const passed = new SumTree(byY.groups);
    const has = (at: number) => at >= 0 && at < order.length;
    const groupAt = (at: number) => byX.group[order[at] ?? 0] ?? 0;
    for (let start = from; has(start); ) {
      let end = start;
      for (; has(end) && groupAt(end) === groupAt(start); end += step) {
        const i = order[end] ?? 0;
        const g = byY.group[i] ?? 0;
        const below = passed.below(g);
        net[i] = (net[i] ?? 0) + step * (below - passed.above(g, below));
      }
      for (let at = start; at !== end; at += step) {
        const i = order[at] ?? 0;
        passed.add(byY.group[i] ?? 0, weights[i] ?? 0);
      }
      start = end;
    }
  };
  sweep(0, 1);
  sweep(order.length - 1, -1);
  return net;
}
