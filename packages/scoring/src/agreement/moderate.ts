/** The same numbers in another unit where their squares would overflow or vanish. */
export function moderate(values: Float64Array): Float64Array {
  let largest = 0;
  for (let i = 0; i < values.length; i++) largest = Math.max(largest, Math.abs(values[i] ?? 0));
  const isModerate = largest === 0 || (largest > 1e-100 && largest < 1e100);
  return isModerate ? values : values.map((value) => value / largest);
}
