import type { Cases } from './cases.ts';

/** Distinct scores up to which each is a group of its own, as the tiers of a dimension are. */
const tiersMax = 5;

/** Cases by how high their score is: by tier where there are few, else by thirds. */
export function scoreGroups({ byX, x, n }: Pick<Cases, 'byX' | 'x' | 'n'>): {
  readonly codes: Int32Array;
  readonly names: readonly string[];
  readonly bounds: readonly { readonly low: number; readonly high: number }[];
} {
  const { order, group, groups } = byX;
  const part =
    groups <= tiersMax ? Int32Array.from({ length: groups }, (_, g) => g) : thirdOfGroups(byX, n);
  const count = part.reduce((most, code) => Math.max(most, code), -1) + 1;
  const codes = Int32Array.from(group, (g) => part[g] ?? 0);
  const bounds = Array.from({ length: count }, () => ({ low: Infinity, high: -Infinity }));
  for (const i of order) {
    const bound = bounds[codes[i] ?? 0];
    if (bound === undefined) continue;
    bound.low = Math.min(bound.low, x[i] ?? 0);
    bound.high = Math.max(bound.high, x[i] ?? 0);
  }
  const names = bounds.map(({ low, high }) =>
    low === high ? low.toFixed(2) : `${low.toFixed(2)} to ${high.toFixed(2)}`,
  );
  return { codes, names, bounds };
}

/** The third in which the middle of each group of equal scores lies, so that equal scores stay together. */
function thirdOfGroups({ group, groups }: Cases['byX'], n: number): Int32Array {
  const counts = new Float64Array(groups);
  for (const g of group) counts[g] = (counts[g] ?? 0) + 1;
  const thirds = new Int32Array(groups);
  let below = 0;
  for (let g = 0; g < groups; g++) {
    const own = counts[g] ?? 0;
    thirds[g] = Math.min(2, Math.floor((3 * (below + own / 2)) / Math.max(1, n)));
    below += own;
  }
  return withoutGaps(thirds);
}

/** Thirds numbered from 0 without a gap, where one holds nothing. */
function withoutGaps(thirds: Int32Array): Int32Array {
  const used = [...new Set(thirds)].sort((a, b) => a - b);
  return thirds.map((third) => used.indexOf(third));
}
