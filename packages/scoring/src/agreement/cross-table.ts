import type { Ratings } from '../ratings/ratings.ts';
import { requires } from '../result.ts';
import { codeValues } from './code-values.ts';

/** The labels two raters gave to the same units, in the same order. */
export interface LabelPair {
  readonly first: ArrayLike<number>;
  readonly second: ArrayLike<number>;
}

/** Units by what the first rater gave (rows) and the second (columns), row-major. */
export interface CrossTable {
  readonly table: Float64Array;
  readonly size: number;
}

/** Whole labels that span fewer than this are counted without being coded first: each fits a byte. */
const mostLevels = 254;

/**
 * Counts two lists of labels against each other, in two passes over them.
 *
 * @param declared - the categories there are; by default those that occur
 * @throws RangeError on lists of unequal length, or a label that is not finite or not declared
 */
export function crossLabels(
  name: string,
  { first, second }: LabelPair,
  declared: readonly number[] | undefined,
): CrossTable {
  const n = first.length;
  requires(n === second.length, name, 'as many labels of the second rater as of the first');
  const whole = levelsOf([first, second]);
  if (whole === null) {
    const value = new Float64Array(2 * n);
    value.set(first);
    value.set(second, n);
    const { categories, code } = codeValues(name, value, declared);
    const pair = { first: code.subarray(0, n), second: code.subarray(n) };
    return tally(pair, categories.length);
  }
  // One below the lowest, as 0 stands for no rating.
  const origin = whole.low - 1;
  const met = new Int32Array((whole.levels + 1) << 8);
  for (let i = 0; i < n; i++) {
    const at = (((second[i] ?? 0) - origin) << 8) | ((first[i] ?? 0) - origin);
    met[at] = (met[at] ?? 0) + 1;
  }
  return named(name, met, origin, whole.levels, usedLevels(met), declared);
}

/**
 * The same of ratings, over the units that both raters rated.
 *
 * @throws RangeError on malformed ratings, or ratings that are not of two raters
 */
export function crossRatings(
  name: string,
  ratings: Ratings,
  declared: readonly number[] | undefined,
): CrossTable {
  const { unit, rater, value, units, raters } = ratings;
  requires(raters === 2, name, 'the ratings of two raters');
  const whole = levelsOf([value]);
  if (whole === null) return crossCoded(name, ratings, declared);
  const origin = whole.low - 1;
  const used = new Uint8Array(whole.levels + 1);
  // Per unit the level of the first rater in the low byte, of the second in the high one.
  const given = new Uint16Array(units);
  let inRange = true;
  let once = true;
  for (let i = 0; i < value.length; i++) {
    const u = unit[i] ?? -1;
    const r = rater[i] ?? -1;
    if (u < 0 || u >= units || r < 0 || r > 1) inRange = false;
    const level = (value[i] ?? 0) - origin;
    used[level] = 1;
    const before = given[u] ?? 0;
    if ((r === 0 ? before & 255 : before >> 8) !== 0) once = false;
    given[u] = before | (level << (8 * r));
  }
  requires(inRange, name, 'unit and rater indices in range');
  requires(once, name, 'one rating per unit and rater');
  const met = new Int32Array((whole.levels + 1) << 8);
  for (let u = 0; u < units; u++) {
    const at = given[u] ?? 0;
    met[at] = (met[at] ?? 0) + 1;
  }
  return named(name, met, origin, whole.levels, used, declared);
}

/** The lowest of all labels and how many levels they span; `null` unless few and whole. */
function levelsOf(lists: readonly ArrayLike<number>[]): { low: number; levels: number } | null {
  let low = 2 ** 31 - 1;
  let high = -(2 ** 31);
  for (const labels of lists) {
    for (let i = 0; i < labels.length; i++) {
      const v = labels[i] ?? 0;
      const whole = v | 0;
      // Unequal too where it is not finite.
      if (whole !== v) return null;
      if (whole < low) low = whole;
      if (whole > high) high = whole;
    }
  }
  return high >= low && high - low < mostLevels ? { low, levels: high - low + 1 } : null;
}

function usedLevels(met: Int32Array): Uint8Array {
  const used = new Uint8Array(256);
  met.forEach((n, at) => {
    if (n === 0) return;
    used[at & 255] = 1;
    used[at >> 8] = 1;
  });
  return used;
}

/** The table by category instead of by level; units with one rating fall out. */
function named(
  name: string,
  met: Int32Array,
  origin: number,
  levels: number,
  used: Uint8Array,
  declared: readonly number[] | undefined,
): CrossTable {
  const there = Float64Array.from({ length: levels }, (_, l) => l + 1).filter((l) => used[l] === 1);
  const { categories, code } = codeValues(
    name,
    there,
    declared?.map((value) => value - origin),
  );
  const size = categories.length;
  const table = new Float64Array(size * size);
  for (const [i, row] of there.entries())
    for (const [j, column] of there.entries())
      table[(code[i] ?? 0) * size + (code[j] ?? 0)] = met[(column << 8) | row] ?? 0;
  return { table, size };
}

function crossCoded(
  name: string,
  { unit, rater, value, units }: Ratings,
  declared: readonly number[] | undefined,
): CrossTable {
  const { categories, code } = codeValues(name, value, declared);
  const first = new Int32Array(units).fill(-1);
  const second = new Int32Array(units).fill(-1);
  for (let i = 0; i < code.length; i++) {
    const own = rater[i] === 0 ? first : second;
    const u = unit[i] ?? -1;
    requires(u >= 0 && u < units, name, 'unit and rater indices in range');
    requires(own[u] === -1, name, 'one rating per unit and rater');
    own[u] = code[i] ?? -1;
  }
  return tally({ first, second }, categories.length);
}

/** Of category codes; below 0 stands for no rating. */
function tally({ first, second }: LabelPair, size: number): CrossTable {
  const table = new Float64Array(size * size);
  for (let i = 0; i < first.length; i++) {
    const a = first[i] ?? -1;
    const b = second[i] ?? -1;
    if (a >= 0 && b >= 0) table[a * size + b] = (table[a * size + b] ?? 0) + 1;
  }
  return { table, size };
}
