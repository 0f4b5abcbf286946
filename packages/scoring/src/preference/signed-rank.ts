import normalCdf from '@stdlib/stats-base-dists-normal-cdf';

/** Wilcoxon's signed-rank test of symmetry about 0. */
export interface SignedRank {
  /** Sum of the ranks of the positive values, ties sharing their mean rank. */
  readonly statistic: number;
  /** Two-sided. */
  readonly p: number;
  readonly exact: boolean;
}

/**
 * Wilcoxon's signed-rank test, given the ranks that occurred: exact up to a number of values, then
 * the normal approximation with corrections for ties and continuity. Zeros are left out.
 *
 * @param exactUpTo - values other than 0
 * @returns null when all values are 0
 * @see Hollander and Wolfe (1973), Nonparametric Statistical Methods, pp. 27–33; Streitberg and
 *   Röhmel (1986), Statistical Software Newsletter 12:10–17, for the exact distribution
 */
export function signedRank(values: readonly number[], exactUpTo: number): SignedRank | null {
  const sized = values.filter((value) => value !== 0);
  const n = sized.length;
  if (n === 0) return null;
  const { doubled, ties } = doubledRanks(sized.map(Math.abs));
  const twice = sized.reduce((sum, value, i) => (value > 0 ? sum + (doubled[i] ?? 0) : sum), 0);
  const statistic = twice / 2;
  if (n <= exactUpTo)
    return Object.freeze({ statistic, p: exactTail(doubled, twice), exact: true });
  const off = Math.abs(statistic - (n * (n + 1)) / 4);
  const deviation = Math.sqrt((n * (n + 1) * (2 * n + 1)) / 24 - ties / 48);
  const p = 2 * normalCdf(-Math.max(0, off - 0.5) / deviation, 0, 1);
  return Object.freeze({ statistic, p: Math.min(1, p), exact: false });
}

/** Twice the mid-ranks, which makes them whole, and Σ (t³ − t) over groups of t ties. */
function doubledRanks(sizes: readonly number[]): { doubled: number[]; ties: number } {
  const order = sizes.map((_, i) => i).sort((a, b) => (sizes[a] ?? 0) - (sizes[b] ?? 0));
  const doubled = Array<number>(sizes.length).fill(0);
  let ties = 0;
  for (let from = 0; from < order.length; ) {
    let to = from;
    while (to < order.length && sizes[order[to] ?? 0] === sizes[order[from] ?? 0]) to += 1;
    for (const i of order.slice(from, to)) doubled[i] = from + 1 + to;
    ties += (to - from) ** 3 - (to - from);
    from = to;
  }
  return { doubled, ties };
}

/** Twice the smaller tail over all 2ⁿ choices of signs, which is symmetric. */
function exactTail(doubled: readonly number[], twice: number): number {
  const total = doubled.reduce((sum, rank) => sum + rank, 0);
  const reached = new Float64Array(total + 1);
  reached[0] = 1;
  let most = 0;
  for (const rank of doubled) {
    most += rank;
    for (let sum = most; sum >= 0; sum -= 1)
      reached[sum] = ((reached[sum] ?? 0) + (sum >= rank ? (reached[sum - rank] ?? 0) : 0)) / 2;
  }
  const edge = Math.min(twice, total - twice);
  let tail = 0;
  for (let sum = 0; sum <= edge; sum += 1) tail += reached[sum] ?? 0;
  return Math.min(1, 2 * tail);
}
