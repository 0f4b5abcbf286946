/** Cases up to which segments and slow figures use all; of more a sample is drawn. */
export const sampleMax = 200_000;
/** The same for what is slower still: regressions and tests of times. */
export const timesMax = 100_000;

/** Every k-th of many rows, which is as good as drawn: they are in the order of the tickets' ids. */
export function sampleOf(rows: Int32Array, most: number): Int32Array {
  if (rows.length <= most) return rows;
  const step = rows.length / most;
  const sample = new Int32Array(most);
  for (let k = 0; k < most; k++) sample[k] = rows[Math.floor(k * step)] ?? 0;
  return sample;
}
