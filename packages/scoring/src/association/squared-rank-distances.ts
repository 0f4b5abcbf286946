/**
 * How many orders of n ranks lie at each sum of squared distances from the natural one.
 *
 * Goes through subsets of ranks, not through orders: n·2ⁿ steps.
 *
 * @param n - from 1 to 12
 * @returns counts by distance, from 0 to (n³ − n)/3; they add up to n!
 */
export function squaredRankDistances(n: number): Float64Array {
  const distances = (n ** 3 - n) / 3 + 1;
  // By the set of ranks already placed, one bit a rank.
  const counts = Array.from({ length: 2 ** n }, () => new Float64Array(distances));
  counts[0]?.fill(1, 0, 1);
  for (const [placed, here] of counts.entries()) {
    const position = bitsOf(placed);
    for (let next = 0; next < n; next++) {
      const then = counts[placed | (1 << next)];
      if (then === undefined || (placed & (1 << next)) !== 0) continue;
      const added = (next - position) ** 2;
      for (let distance = 0; distance + added < distances; distance++) {
        then[distance + added] = (then[distance + added] ?? 0) + (here[distance] ?? 0);
      }
    }
  }
  return counts.at(-1) ?? new Float64Array(0);
}

function bitsOf(set: number): number {
  let bits = 0;
  for (let left = set; left > 0; left >>>= 1) bits += left & 1;
  return bits;
}
