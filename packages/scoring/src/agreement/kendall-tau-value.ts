/**
 * Kendall's tau-b of two variables of equal length; `null` where one does not vary.
 *
 * Sorts once by the first and counts the exchanges that sort the second: n log n.
 *
 * @returns in [−1, 1]
 * @see Knight (1966), Journal of the American Statistical Association 61
 */
export function kendallTauValue(x: Float64Array, y: Float64Array): number | null {
  const n = x.length;
  const order = Int32Array.from(x.keys()).sort(
    (a, b) => (x[a] ?? 0) - (x[b] ?? 0) || (y[a] ?? 0) - (y[b] ?? 0),
  );
  const sortedX = Float64Array.from(order, (i) => x[i] ?? 0);
  const sortedY = Float64Array.from(order, (i) => y[i] ?? 0);
  const tiedBoth = tiedPairs(
    n,
    (i) => sortedX[i] === sortedX[i - 1] && sortedY[i] === sortedY[i - 1],
  );
  const tiedX = tiedPairs(n, (i) => sortedX[i] === sortedX[i - 1]);
  const discordant = sortCounting(sortedY);
  const tiedY = tiedPairs(n, (i) => sortedY[i] === sortedY[i - 1]);
  const pairs = (n * (n - 1)) / 2;
  if (pairs === tiedX || pairs === tiedY) return null;
  const concordant = pairs - tiedX - tiedY + tiedBoth - discordant;
  const tau = (concordant - discordant) / Math.sqrt(pairs - tiedX) / Math.sqrt(pairs - tiedY);
  return Math.max(-1, Math.min(1, tau));
}

/** Pairs within runs, where a run goes on as long as `continues`. */
function tiedPairs(n: number, continues: (i: number) => boolean): number {
  let pairs = 0;
  let run = 0;
  for (let i = 1; i < n; i++) {
    run = continues(i) ? run + 1 : 0;
    pairs += run;
  }
  return pairs;
}

/** Merge sort in place; the number of pairs that stood in the wrong order. */
function sortCounting(values: Float64Array): number {
  let exchanges = 0;
  const buffer = new Float64Array(values.length);
  for (let width = 1; width < values.length; width *= 2) {
    for (let from = 0; from < values.length; from += 2 * width) {
      const middle = Math.min(from + width, values.length);
      const end = Math.min(from + 2 * width, values.length);
      let left = from;
      let right = middle;
      for (let at = from; at < end; at++) {
        const takeRight =
          left === middle || (right < end && (values[right] ?? 0) < (values[left] ?? 0));
        if (takeRight) exchanges += middle - left;
        buffer[at] = values[takeRight ? right++ : left++] ?? 0;
      }
    }
    values.set(buffer);
  }
  return exchanges;
}
