import type { Factor } from './input.ts';

/** A combination of factors as one: per row its cell, or -1 where a factor is not known. */
export interface Cells {
  readonly codes: Int32Array;
  readonly cells: number;
  readonly names: readonly string[];
}

/** Every combination of levels that occurs. */
export function cellsOf(rows: number, factors: readonly Factor[]): Cells {
  const codes = new Int32Array(rows);
  const known = new Map<number, number>();
  const names: string[] = [];
  const sizes = factors.map(({ levels }) => levels.length);
  const columns = factors.map((factor) => factor.codes);
  for (let row = 0; row < rows; row++) {
    let key = 0;
    for (let f = 0; key >= 0 && f < columns.length; f++) {
      const code = columns[f]?.[row] ?? -1;
      key = code < 0 ? -1 : key * (sizes[f] ?? 1) + code;
    }
    if (key < 0) {
      codes[row] = -1;
      continue;
    }
    let cell = known.get(key);
    if (cell === undefined) {
      cell = known.size;
      known.set(key, cell);
      names.push(factors.map(({ levels, codes: of }) => levels[of[row] ?? 0] ?? '').join(' · '));
    }
    codes[row] = cell;
  }
  return { codes, cells: known.size, names };
}

/** Rows of each level, in their order; rows of no known level are nowhere. */
export function rowsByCell({ codes, cells }: Cells, rows: Int32Array): Int32Array[] {
  const sizes = new Int32Array(cells);
  for (const row of rows) {
    const cell = codes[row] ?? -1;
    if (cell >= 0) sizes[cell] = (sizes[cell] ?? 0) + 1;
  }
  const parts = Array.from(sizes, (size) => new Int32Array(size));
  const filled = new Int32Array(cells);
  for (const row of rows) {
    const cell = codes[row] ?? -1;
    const part = parts[cell];
    if (part === undefined) continue;
    part[filled[cell] ?? 0] = row;
    filled[cell] = (filled[cell] ?? 0) + 1;
  }
  return parts;
}

const sweepsMax = 200;
const settled = 1e-10;

/**
 * What is left of values once additive effects of factors are taken out: means are removed factor
 * by factor until nothing moves.
 *
 * @param codes - per factor a level of each case, all known
 * @param weights - how much each case counts in a mean
 */
export function withoutFactors(
  values: Float64Array,
  codes: readonly Int32Array[],
  weights: Float64Array,
): Float64Array {
  const left = values.slice();
  let squares = 0;
  for (let i = 0; i < left.length; i++) squares += (left[i] ?? 0) ** 2;
  const scale = Math.sqrt(squares / Math.max(1, left.length));
  const sizes = codes.map(sizeOf);
  for (let sweep = 0; sweep < sweepsMax; sweep++) {
    let moved = 0;
    for (const [f, level] of codes.entries()) {
      moved = Math.max(moved, demean(left, level, sizes[f] ?? 0, weights));
    }
    if (moved <= settled * scale || codes.length < 2) break;
  }
  return left;
}

/** How many levels there are room for. */
function sizeOf(level: Int32Array): number {
  let most = -1;
  for (let i = 0; i < level.length; i++) most = Math.max(most, level[i] ?? -1);
  return most + 1;
}

/** Takes the mean of each level out, and says how large the largest was. */
function demean(
  values: Float64Array,
  level: Int32Array,
  size: number,
  weights: Float64Array,
): number {
  const sums = new Float64Array(size);
  const counts = new Float64Array(size);
  for (let i = 0; i < values.length; i++) {
    const code = level[i] ?? 0;
    const weight = weights[i] ?? 0;
    sums[code] = (sums[code] ?? 0) + weight * (values[i] ?? 0);
    counts[code] = (counts[code] ?? 0) + weight;
  }
  let largest = 0;
  for (let code = 0; code < size; code++) {
    const count = counts[code] ?? 0;
    const mean = count === 0 ? 0 : (sums[code] ?? 0) / count;
    sums[code] = mean;
    largest = Math.max(largest, Math.abs(mean));
  }
  for (let i = 0; i < values.length; i++) values[i] = (values[i] ?? 0) - (sums[level[i] ?? 0] ?? 0);
  return largest;
}
