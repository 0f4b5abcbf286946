/** Values in ascending order. */
export interface AscendingOrder {
  /** Positions of the values, from the smallest value to the largest. */
  readonly order: Int32Array;
  /** Per place in the order, 1 where the value equals the one before it, else 0. */
  readonly tied: Uint8Array;
}

/** A radix sort's digits of a 32-bit word, of 11, 11 and 10 bits. */
const shifts = [0, 11, 22] as const;
const buckets = 1 << 11;
/** Below this many values a comparison sort is quicker than the passes. */
const smallest = 256;
/** Where the upper half of a number lies among its two words. */
const upper = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1 ? 1 : 0;
/** The upper word of −0, whose lower one is 0. */
const minusZero = -0x80000000;
/** Up to this many values of the same upper word are put in order by insertion. */
const longestRun = 24;

/**
 * Sorts positions by their values, ties in the order given.
 *
 * A radix sort on the bits of the numbers: time in proportion to the length. It sorts by the upper
 * words, mends the few places where these are equal, and only if there are many sorts by the lower
 * words too.
 *
 * @param values - finite numbers; −0 ties with 0
 * @param given - the order before, which ties keep; the positions as they are unless told
 */
export function ascendingOrder(values: Float64Array, given?: Int32Array): AscendingOrder {
  const n = values.length;
  const start = given ?? naturalOrder(n);
  if (n < smallest) {
    const order = start.toSorted((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
    const isTied = (i: number, at: number) =>
      at > 0 && values[i] === values[order[at - 1] ?? 0] ? 1 : 0;
    return { order, tied: Uint8Array.from(order, isTied) };
  }
  const { high, low } = sortableWords(values);
  const byHigh = sortByWord(high, start);
  const tied = mendRuns(byHigh, low);
  if (tied !== null) return { order: byHigh.order, tied };
  const byBoth = sortByWord(high, sortByWord(low, start).order);
  return { order: byBoth.order, tied: tiesOf(byBoth, low) };
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
  const words = new Int32Array(values.buffer, values.byteOffset, 2 * n);
  for (let i = 0; i < n; i++) {
    const sign = words[2 * i + upper] ?? 0;
    const rest = words[2 * i + 1 - upper] ?? 0;
    const top = sign === minusZero && rest === 0 ? 0 : sign;
    // All bits of a negative number are turned, of others the sign alone.
    const turned = top >> 31;
    high[i] = top ^ (turned | 0x80000000);
    low[i] = rest ^ turned;
  }
  return { high, low };
}

interface ByWord {
  readonly order: Int32Array;
  /** In that order each word, followed by its position. */
  readonly sorted: Int32Array;
}

/**
 * The order given, sorted by a word of each position; ties stay.
 *
 * @param given - each position once
 */
function sortByWord(word: Int32Array, given: Int32Array): ByWord {
  const n = given.length;
  const starts = shifts.map(() => new Int32Array(buckets));
  const [first = word, second = word, third = word] = starts;
  for (let i = 0; i < n; i++) {
    const bits = word[i] ?? 0;
    const a = bits & (buckets - 1);
    const b = (bits >>> 11) & (buckets - 1);
    const c = bits >>> 22;
    first[a] = (first[a] ?? 0) + 1;
    second[b] = (second[b] ?? 0) + 1;
    third[c] = (third[c] ?? 0) + 1;
  }
  let from: Int32Array = sideBySide(word, given, turnIntoStarts(first, n) ? first : null);
  let to: Int32Array = new Int32Array(2 * n);
  for (const [next, shift] of [
    [second, shifts[1]],
    [third, shifts[2]],
  ] as const) {
    if (!turnIntoStarts(next, n)) continue;
    scatter(from, to, next, shift);
    [from, to] = [to, from];
  }
  const order = new Int32Array(n);
  for (let at = 0; at < n; at++) order[at] = from[2 * at + 1] ?? 0;
  return { order, sorted: from };
}

/**
 * Words and their positions side by side, so that they move together.
 *
 * @param next - where the next word of each lowest digit comes; null leaves the order as it is given
 */
function sideBySide(word: Int32Array, given: Int32Array, next: Int32Array | null): Int32Array {
  const pairs = new Int32Array(2 * given.length);
  for (let at = 0; at < given.length; at++) {
    const i = given[at] ?? 0;
    const bits = word[i] ?? 0;
    let place = at;
    if (next !== null) {
      const digit = bits & (buckets - 1);
      place = next[digit] ?? 0;
      next[digit] = place + 1;
    }
    pairs[2 * place] = bits;
    pairs[2 * place + 1] = i;
  }
  return pairs;
}

/** Counts by bucket become where each bucket starts; false where all words have the same digit. */
function turnIntoStarts(counts: Int32Array, all: number): boolean {
  let sum = 0;
  for (let digit = 0; digit < buckets; digit++) {
    const count = counts[digit] ?? 0;
    if (count === all) return false;
    counts[digit] = sum;
    sum += count;
  }
  return true;
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
 * @returns the ties; null where too many positions have to be sorted
 */
function mendRuns({ order, sorted }: ByWord, low: Int32Array): Uint8Array | null {
  const tied = new Uint8Array(order.length);
  const n = order.length;
  for (let from = 0; from < n; ) {
    const word = sorted[2 * from] ?? 0;
    let to = from + 1;
    if (to === n || sorted[2 * to] !== word) {
      from = to;
      continue;
    }
    const rest = low[order[from] ?? 0];
    let same = true;
    while (to < n && sorted[2 * to] === word) {
      same &&= low[order[to] ?? 0] === rest;
      to++;
    }
    if (!same && to - from > longestRun) return null;
    if (!same) insertionSort(order, low, from, to);
    for (let at = from + 1; at < to; at++) {
      tied[at] = low[order[at] ?? 0] === low[order[at - 1] ?? 0] ? 1 : 0;
    }
    from = to;
  }
  return tied;
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

function tiesOf({ order, sorted }: ByWord, low: Int32Array): Uint8Array {
  const tied = new Uint8Array(order.length);
  for (let at = 1; at < order.length; at++) {
    const sameHigh = sorted[2 * at] === sorted[2 * at - 2];
    tied[at] = sameHigh && low[order[at] ?? 0] === low[order[at - 1] ?? 0] ? 1 : 0;
  }
  return tied;
}
