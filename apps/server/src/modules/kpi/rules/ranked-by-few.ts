import type { Ranked } from './grouped.ts';

/** Distinct values up to which they are looked up instead of sorted. */
const distinctMax = 2_048;
/** Places for them: enough that most are found where they are first looked for. */
const places = 8_192;

/**
 * What `rankedBy` gives of a column of few distinct values, as means of tiers and counts are: they alone are
 * sorted.
 *
 * @returns null where there are more than 2,048
 */
export function rankedByFew(values: Float64Array): Ranked | null {
  const held = new Float64Array(places).fill(Number.NaN);
  const numberAt = new Int32Array(places);
  const codes = new Int32Array(values.length);
  const distinct: number[] = [];
  const bits = new Float64Array(1);
  const words = new Int32Array(bits.buffer);
  for (let row = 0; row < values.length; row++) {
    // 0 and −0 are one value, of other bits
    const value = (values[row] ?? Number.NaN) + 0;
    if (Number.isNaN(value)) {
      codes[row] = -1;
      continue;
    }
    bits[0] = value;
    let place = hashed(words[0] ?? 0, words[1] ?? 0);
    while (held[place] !== value && !Number.isNaN(held[place])) place = (place + 1) % places;
    if (held[place] !== value) {
      if (distinct.length === distinctMax) return null;
      held[place] = value;
      numberAt[place] = distinct.push(value) - 1;
    }
    codes[row] = numberAt[place] ?? 0;
  }
  const rankOf = new Int32Array(distinct.length);
  const order = Int32Array.from(distinct.keys()).sort(
    (a, b) => (distinct[a] ?? 0) - (distinct[b] ?? 0),
  );
  for (let rank = 0; rank < order.length; rank++) rankOf[order[rank] ?? 0] = rank;
  for (let row = 0; row < codes.length; row++) {
    const number = codes[row] ?? -1;
    if (number >= 0) codes[row] = rankOf[number] ?? 0;
  }
  return { codes, groups: distinct.length };
}

/** Fibonacci hashing of both words of a number. */
const hashed = (low: number, high: number): number =>
  (Math.imul(low ^ Math.imul(high, 0x85ebca6b), 0x9e3779b1) >>> 19) % places;
