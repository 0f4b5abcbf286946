import { requireModerate } from '../require-moderate.ts';
import { requires } from '../result.ts';

export interface CodedValues {
  /** ascending and distinct */
  readonly categories: Float64Array;
  /** per value the index of its category */
  readonly code: Int32Array;
}

/**
 * Values as indices into their sorted distinct values, or into the declared categories.
 *
 * @param name - of the function on whose behalf input is refused
 * @throws RangeError on a value that is not finite, above 1e145 in size or not declared, or on a
 *   category declared twice
 */
export function codeValues(
  name: string,
  value: Float64Array,
  declared?: readonly number[],
): CodedValues {
  const { low, high, whole } = rangeOf(name, value);
  const categories = declared === undefined ? null : sorted(name, declared);
  // A table of a few thousand entries beats hashing; a rating scale is nearly always such.
  return whole && high - low < 4096
    ? codeByTable(name, value, low, high, categories)
    : codeBySearch(name, value, categories);
}

function rangeOf(name: string, value: Float64Array) {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  let broken = 0;
  for (let i = 0; i < value.length; i++) {
    const v = value[i] ?? 0;
    if (v < low) low = v;
    if (v > high) high = v;
    // 0 for a whole number of 32 bits, NaN for what is not finite
    broken += Math.abs(v - (v | 0));
  }
  if (!(broken < 1e100)) requireModerate(name, value, 'values');
  return { low, high, whole: broken === 0 };
}

function sorted(name: string, declared: readonly number[]): Float64Array {
  const categories = Float64Array.from(new Set(declared), (v) => v + 0).sort(); // no negative zero
  requireModerate(name, categories, 'categories');
  requires(categories.length === declared.length, name, 'each category once');
  return categories;
}

function codeByTable(
  name: string,
  value: Float64Array,
  low: number,
  high: number,
  declared: Float64Array | null,
): CodedValues {
  const table = new Int32Array(value.length === 0 ? 0 : high - low + 1).fill(-1);
  if (declared === null) markUsed(table, value, low);
  let next = 0;
  const found: number[] = [];
  if (declared === null) {
    for (let t = 0; t < table.length; t++) {
      if (table[t] !== 0) continue;
      table[t] = next++;
      found.push(low + t);
    }
  } else {
    declared.forEach((v, c) => {
      if (Number.isInteger(v) && v >= low && v <= high) table[v - low] = c;
    });
  }
  const code = new Int32Array(value.length);
  for (let i = 0; i < value.length; i++) {
    const c = table[((value[i] ?? 0) - low) | 0] ?? -1;
    if (c < 0) requires(false, name, 'values among the declared categories');
    code[i] = c;
  }
  return { categories: declared ?? Float64Array.from(found, (v) => v + 0), code };
}

/** Sets the entries in use to 0; done as soon as all of them are. */
function markUsed(table: Int32Array, value: Float64Array, low: number): void {
  let unused = table.length;
  for (let i = 0; i < value.length && unused > 0; i++) {
    const t = ((value[i] ?? 0) - low) | 0;
    if (table[t] === 0) continue;
    table[t] = 0;
    unused--;
  }
}

function codeBySearch(
  name: string,
  value: Float64Array,
  declared: Float64Array | null,
): CodedValues {
  const categories = declared ?? distinct(value);
  const code = new Int32Array(value.length);
  for (let i = 0; i < value.length; i++) {
    const v = value[i] ?? 0;
    let low = 0;
    let high = categories.length - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((categories[middle] ?? 0) < v) low = middle + 1;
      else high = middle;
    }
    if (categories[low] !== v) requires(false, name, 'values among the declared categories');
    code[i] = low;
  }
  return { categories, code };
}

/** Sorting beats hashing where nearly every value is another. */
function distinct(value: Float64Array): Float64Array {
  const all = value.map((v) => v + 0).sort();
  let kept = 0;
  for (let i = 0; i < all.length; i++) {
    if (i === 0 || all[i] !== all[i - 1]) all[kept++] = all[i] ?? 0;
  }
  return all.slice(0, kept);
}
