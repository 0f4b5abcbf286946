/** Ranks from 1, ties sharing their mean rank, with the sizes of the groups of ties. */
export function midRanks(values: Float64Array): {
  readonly ranks: Float64Array;
  readonly ties: readonly number[];
} {
  const order = Int32Array.from(values.keys()).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
  const ranks = new Float64Array(values.length);
  const ties: number[] = [];
  for (let from = 0; from < order.length; ) {
    let to = from + 1;
    while (to < order.length && values[order[to] ?? 0] === values[order[from] ?? 0]) to++;
    // Ranks from + 1 to `to`, averaged.
    for (let at = from; at < to; at++) ranks[order[at] ?? 0] = (from + 1 + to) / 2;
    if (to - from > 1) ties.push(to - from);
    from = to;
  }
  return { ranks, ties };
}
