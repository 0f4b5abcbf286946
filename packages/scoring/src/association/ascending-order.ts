/** A radix sort's digits of a 32-bit word: shifts of 11, 11 and 10 bits. */
const shifts = [0, 11, 22] as const;
const buckets = 1 << 11;
/** Below this many values a comparison sort is quicker than the passes. */
const smallest = 256;
/** Where the upper half of a number lies among its two words. */
const upper = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1 ? 1 : 0;
/** Up to this many values of the same upper word are put in order by insertion. */
const longestRun = 24;

/**
 * Positions of `values` from the smallest value to the largest, ties in the order given.
 *
 * A radix sort on the bits of the numbers: time in proportion to the length. It sorts by the upper
 * words, mends the few places where these are equal, and only if there are many sorts by the lower
 * words too.
 *
 * @param values - finite numbers; −0 ties with 0
 * @param given - the order before, which ties keep; the positions as they are unless told
 */
export function ascendingOrder(values: Float64Array, given?: Int32Array): Int32Array {
  const n = values.length;
  const start = given ?? naturalOrder(n);
  if (n < smallest) return start.toSorted((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
  const { high, low } = sortableWords(values);
  const byHigh = sortByWord(high, start);
  if (mendRuns(byHigh, high, low)) return byHigh;
  return sortByWord(high, sortByWord(low, start));
}

function naturalOrder(n: number): Int32Array {
  const order = new Int32Array(n);
  for (let i = 0; i < n; i++) order[i] = i;
  return order;
}

/**
 * Two words a value, of which unsigned comparison orders the values. They are kept as signed ones,
 * since words above 2³¹ would be handled as floating point.
 */
function sortableWords(values: Float64Array) {
  const n = values.length;
  const high = new Int32Array(n);
  const low = new Int32Array(n);
  const numbers = new Float64Array(n);
  // Adding 0 turns −0 into 0.
  for (let i = 0; i < n; i++) numbers[i] = (values[i] ?? 0) + 0;
  const words = new Int32Array(numbers.buffer);
  for (let i = 0; i < n; i++) {
    const top = words[2 * i + upper] ?? 0;
    const rest = words[2 * i + 1 - upper] ?? 0;
    // All bits of a negative number are turned, of others the sign alone.
    const turned = top >> 31;
    high[i] = top ^ (turned | 0x80000000);
    low[i] = rest ^ turned;
  }
  return { high, low };
}

/** The order given, sorted by a word of each position; ties stay. */
function sortByWord(word: Int32Array, given: Int32Array): Int32Array {
  const n = given.length;
  // A word and its position side by side, so that they move together.
  let from = new Int32Array(2 * n);
  for (let at = 0; at < n; at++) {
    const i = given[at] ?? 0;
    from[2 * at] = word[i] ?? 0;
    from[2 * at + 1] = i;
  }
  let to = new Int32Array(2 * n);
  for (const shift of shifts) {
    const next = bucketStarts(word, shift);
    if (next === null) continue;
    scatter(from, to, next, shift);
    [from, to] = [to, from];
  }
  const order = new Int32Array(n);
  for (let at = 0; at < n; at++) order[at] = from[2 * at + 1] ?? 0;
  return order;
}

/** Where each bucket starts; null where all words have the same digit. */
function bucketStarts(word: Int32Array, shift: number): Int32Array | null {
  const starts = new Int32Array(buckets);
  for (let i = 0; i < word.length; i++) {
    const digit = ((word[i] ?? 0) >>> shift) & (buckets - 1);
    starts[digit] = (starts[digit] ?? 0) + 1;
  }
  let sum = 0;
  for (let digit = 0; digit < buckets; digit++) {
    const count = starts[digit] ?? 0;
    if (count === word.length) return null;
    starts[digit] = sum;
    sum += count;
  }
  return starts;
}

function scatter(from: Int32Array, to: Int32Array, next: Int32Array, shift: number): void {
  for (let i = 0; i < from.length; i += 2) {
    const word = from[i] ?? 0;
    const digit = (word >>> shift) & (buckets - 1);
    const at = next[digit] ?? 0;
    next[digit] = at + 1;
    to[2 * at] = word;
    to[2 * at + 1] = from[i + 1] ?? 0;
  }
}

/**
 * Sorts positions with the same upper word by the lower one, in place.
 *
 * @returns false where there are too many of them with different lower words
 */
function mendRuns(order: Int32Array, high: Int32Array, low: Int32Array): boolean {
  for (let from = 0; from < order.length; ) {
    const first = order[from] ?? 0;
    const word = high[first] ?? 0;
    const rest = low[first] ?? 0;
    let to = from + 1;
    let same = true;
    while (to < order.length) {
      const i = order[to] ?? 0;
      if (high[i] !== word) break;
      same &&= low[i] === rest;
      to++;
    }
    if (!same && to - from > longestRun) return false;
    if (!same) insertionSort(order, low, from, to);
    from = to;
  }
  return true;
}

function insertionSort(order: Int32Array, low: Int32Array, from: number, to: number): void {
  for (let at = from + 1; at < to; at++) {
    const i = order[at] ?? 0;
    const word = (low[i] ?? 0) >>> 0;
    let place = at;
    while (place > from && (low[order[place - 1] ?? 0] ?? 0) >>> 0 > word) {
      order[place] = order[place - 1] ?? 0;
      place--;
    }
    order[place] = i;
  }
}
