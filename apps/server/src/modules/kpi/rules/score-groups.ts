import type { Cases } from './cases.ts';
import { valuesByGroup } from './grouped.ts';

/** Distinct scores up to which each is a group of its own, as the tiers of a dimension are. */
const tiersMax = 5;

/** Cases by how high their score is: by tier where there are few, else by thirds. */
export function scoreGroups({ byX, x, n }: Pick<Cases, 'byX' | 'x' | 'n'>): {
  readonly codes: Int32Array;
  readonly names: readonly string[];
  readonly bounds: readonly { readonly low: number; readonly high: number }[];
} {
  const { group, groups } = byX;
  const part =
    groups <= tiersMax ? Int32Array.from({ length: groups }, (_, g) => g) : thirdOfGroups(byX, n);
  const values = valuesByGroup(byX, x);
  const bounds: { low: number; high: number }[] = [];
  for (let g = 0; g < groups; g++) {
    const code = part[g] ?? 0;
    const value = values[g] ?? 0;
    const bound = bounds[code];
    if (bound === undefined) bounds[code] = { low: value, high: value };
    else bound.high = value;
  }
  const codes = new Int32Array(n);
  for (let i = 0; i < n; i++) codes[i] = part[group[i] ?? 0] ?? 0;
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
