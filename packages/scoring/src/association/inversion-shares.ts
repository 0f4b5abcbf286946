/**
 * Of all orders of n different values, the share with each number of pairs out of order.
 *
 * @param n - at least 1
 * @returns shares by number of pairs, from 0 to n(n − 1)/2; they add up to 1
 * @see Kendall and Gibbons (1990), Rank Correlation Methods, section 5.2
 */
export function inversionShares(n: number): Float64Array {
  let shares = Float64Array.of(1);
  for (let size = 2; size <= n; size++) {
    // The new largest value stands behind 0 to size − 1 others, each equally likely.
    const next = new Float64Array(shares.length + size - 1);
    for (const [inversions, share] of shares.entries()) {
      for (let more = 0; more < size; more++) {
        next[inversions + more] = (next[inversions + more] ?? 0) + share / size;
      }
    }
    shares = next;
  }
  return shares;
}
