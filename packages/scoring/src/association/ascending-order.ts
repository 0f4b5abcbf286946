/** Bits of a key that one pass of the radix sort looks at. */
const digitBits = 11;
const buckets = 1 << digitBits;
/** Below this many values a comparison sort is quicker than the passes. */
const smallest = 256;
/** Where the upper half of a number lies among its two 32-bit words. */
const upper = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1 ? 1 : 0;

/**
 * Positions of `values` from the smallest value to the largest, ties in the order given.
 *
 * A radix sort on the bits of the numbers: time in proportion to the length.
 *
 * @param values - finite numbers; −0 ties with 0
 * @param given - the order before, which ties keep; the positions as they are unless told
 */
export function ascendingOrder(values: Float64Array, given?: Int32Array): Int32Array {
  const n = values.length;
  const start = given ?? Int32Array.from({ length: n }, (_, i) => i);
  if (n < smallest) return start.toSorted((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
  let keys: Words = sortableWords(values, start);
  let order = start.slice();
  let keysTo: Words = { high: new Uint32Array(n), low: new Uint32Array(n) };
  let orderTo = new Int32Array(n);
  for (let shift = 0; shift < 64; shift += shift === 22 ? 10 : digitBits) {
    // Digits of 11, 11 and 10 bits of the lower word, then of the upper.
    const word = shift < 32 ? 'low' : 'high';
    const next = bucketStarts(keys[word], shift % 32);
    if (next === null) continue;
    scatter(keys, order, keysTo, orderTo, { word, shift: shift % 32, next });
    [keys, keysTo] = [keysTo, keys];
    [order, orderTo] = [orderTo, order];
  }
  return order;
}

interface Words {
  readonly high: Uint32Array;
  readonly low: Uint32Array;
}

/** The bits of the numbers so that unsigned comparison orders them. */
function sortableWords(values: Float64Array, order: Int32Array): Words {
  const high = new Uint32Array(values.length);
  const low = new Uint32Array(values.length);
  // Adding 0 turns −0 into 0.
  const bits = new Uint32Array(Float64Array.from(order, (i) => (values[i] ?? 0) + 0).buffer);
  for (let i = 0; i < values.length; i++) {
    const top = bits[2 * i + upper] ?? 0;
    const rest = bits[2 * i + 1 - upper] ?? 0;
    const negative = top >>> 31 === 1;
    high[i] = negative ? ~top : top ^ 0x80000000;
    low[i] = negative ? ~rest : rest;
  }
  return { high, low };
}

/** Where each bucket starts; null where all keys have the same digit. */
function bucketStarts(keys: Uint32Array, shift: number): Int32Array | null {
  const starts = new Int32Array(buckets);
  for (let i = 0; i < keys.length; i++) {
    const digit = ((keys[i] ?? 0) >>> shift) & (buckets - 1);
    starts[digit] = (starts[digit] ?? 0) + 1;
  }
  let sum = 0;
  for (let digit = 0; digit < buckets; digit++) {
    const count = starts[digit] ?? 0;
    if (count === keys.length) return null;
    starts[digit] = sum;
    sum += count;
  }
  return starts;
}

function scatter(
  from: Words,
  order: Int32Array,
  to: Words,
  orderTo: Int32Array,
  pass: { readonly word: 'high' | 'low'; readonly shift: number; readonly next: Int32Array },
): void {
  const keys = from[pass.word];
  const { shift, next } = pass;
  for (let i = 0; i < keys.length; i++) {
    const digit = ((keys[i] ?? 0) >>> shift) & (buckets - 1);
    const at = next[digit] ?? 0;
    next[digit] = at + 1;
    to.high[at] = from.high[i] ?? 0;
    to.low[at] = from.low[i] ?? 0;
    orderTo[at] = order[i] ?? 0;
  }
}
