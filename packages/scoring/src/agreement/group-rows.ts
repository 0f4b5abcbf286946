import type { CountRows } from './count-rows.ts';

/** Distinct rows, in the order in which they first appeared. */
export interface GroupedRows {
  readonly rows: CountRows;
  /** for each row there was: its place among the distinct ones */
  readonly rowOf: Int32Array;
}

/** Gathers equal rows, so that a bootstrap works on the distinct ones. */
export function groupRows(rows: CountRows): GroupedRows {
  const { start, category, count, size, units } = rows;
  const rowOf = new Int32Array(units.length);
  const firstOf: number[] = [];
  const total: number[] = [];
  const buckets = tableFor(units.length);
  const mask = buckets.length - 1;
  for (let r = 0; r < units.length; r++) {
    let at = hashRow(rows, r) & mask;
    let group = buckets[at] ?? -1;
    while (group >= 0 && !sameRow(rows, r, firstOf[group] ?? 0)) {
      at = (at + 1) & mask;
      group = buckets[at] ?? -1;
    }
    if (group < 0) {
      group = firstOf.length;
      buckets[at] = group;
      firstOf.push(r);
      total.push(0);
    }
    total[group] = (total[group] ?? 0) + (units[r] ?? 0);
    rowOf[r] = group;
  }
  const kept = firstOf.map((r) => [start[r] ?? 0, start[r + 1] ?? 0] as const);
  const newStart = new Int32Array(kept.length + 1);
  kept.forEach(([from, to], g) => {
    newStart[g + 1] = (newStart[g] ?? 0) + to - from;
  });
  const gather = (source: Int32Array) => {
    const target = new Int32Array(newStart[kept.length] ?? 0);
    kept.forEach(([from, to], g) => {
      target.set(source.subarray(from, to), newStart[g]);
    });
    return target;
  };
  return {
    rowOf,
    rows: {
      categories: rows.categories,
      start: newStart,
      category: gather(category),
      count: gather(count),
      size: Int32Array.from(firstOf, (r) => size[r] ?? 0),
      units: Float64Array.from(total),
    },
  };
}

/** An empty hash table, −1 where free, at most half full with that many entries. */
function tableFor(entries: number): Int32Array {
  return new Int32Array(2 ** Math.ceil(Math.log2(2 * entries + 2))).fill(-1);
}

/** FNV-1a over the entries, mixed so that the low bits are good. */
function hashRow({ start, category, count }: CountRows, r: number): number {
  let hash = 0x811c9dc5;
  for (let e = start[r] ?? 0; e < (start[r + 1] ?? 0); e++) {
    hash = Math.imul(hash ^ (category[e] ?? 0), 0x01000193);
    hash = Math.imul(hash ^ (count[e] ?? 0), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
}

function sameRow({ start, category, count }: CountRows, a: number, b: number): boolean {
  const from = start[a] ?? 0;
  const length = (start[a + 1] ?? 0) - from;
  const other = start[b] ?? 0;
  if ((start[b + 1] ?? 0) - other !== length) return false;
  for (let e = 0; e < length; e++) {
    if (category[from + e] !== category[other + e]) return false;
    if (count[from + e] !== count[other + e]) return false;
  }
  return true;
}
