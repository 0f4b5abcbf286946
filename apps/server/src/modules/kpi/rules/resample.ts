import { type SeededRandom, seededRandom } from '@assay/scoring/sampling/seeded-random';
import type { Factor } from './input.ts';
import type { IntervalJson } from './result.ts';
import type { Statistic } from './statistic.ts';

/** Units beyond this are drawn in random groups, whose sums have the same variance. */
const unitsMax = 10_000;

/** What is drawn together: each ticket, or each cluster of tickets. */
export interface Units {
  /** Per row of the table. */
  readonly unitOf: Int32Array;
  readonly units: number;
  /** How many clusters there are; null where tickets count as independent. */
  readonly clusters: number | null;
  /** Per row, before any are drawn in groups. */
  readonly clusterOf: Int32Array;
  /** Per replicate, how often each unit was drawn. */
  readonly draws: Uint8Array;
  readonly replicates: number;
}

/** Draws all replicates once, so that every figure of a run is resampled alike. */
export function drawUnits(
  rows: number,
  cluster: Factor | null,
  replicates: number,
  seed: number,
): Units {
  const random = seededRandom(seed);
  const { idOf, ids } = identified(rows, cluster);
  const units = Math.min(ids, unitsMax);
  const unitOf = units === ids ? idOf : grouped(idOf, ids, units, random);
  const draws = new Uint8Array(replicates * units);
  for (let b = 0; b < replicates; b++) {
    const start = b * units;
    for (let k = 0; k < units; k++) {
      const at = start + random.integer(units);
      // 255 draws of one unit do not happen: the chance is below 1e-300
      draws[at] = (draws[at] ?? 0) + 1;
    }
  }
  const clusters = cluster === null ? null : ids;
  return { unitOf, units, clusters, clusterOf: idOf, draws, replicates };
}

/** Numbers what is drawn together. A ticket of no known cluster is one by itself. */
function identified(
  rows: number,
  cluster: Factor | null,
): { readonly idOf: Int32Array; readonly ids: number } {
  const idOf = new Int32Array(rows);
  if (cluster === null) {
    for (let row = 0; row < rows; row++) idOf[row] = row;
    return { idOf, ids: rows };
  }
  const { codes } = cluster;
  let most = -1;
  for (let row = 0; row < rows; row++) most = Math.max(most, codes[row] ?? -1);
  // one more than the id of a code; 0 where it was not met yet
  const known = new Int32Array(most + 1);
  let ids = 0;
  for (let row = 0; row < rows; row++) {
    const code = codes[row] ?? -1;
    const id = code < 0 ? 0 : (known[code] ?? 0);
    idOf[row] = id > 0 ? id - 1 : ids++;
    if (code >= 0) known[code] = (idOf[row] ?? 0) + 1;
  }
  return { idOf, ids };
}

function grouped(idOf: Int32Array, ids: number, units: number, random: SeededRandom): Int32Array {
  const unitOfId = Int32Array.from({ length: ids }, (_, id) => id % units);
  for (let at = ids - 1; at > 0; at--) {
    const other = random.integer(at + 1);
    const swapped = unitOfId[at] ?? 0;
    unitOfId[at] = unitOfId[other] ?? 0;
    unitOfId[other] = swapped;
  }
  return idOf.map((id) => unitOfId[id] ?? 0);
}

/** Sums of what cases add, by unit. */
export function sumsByUnit(influence: Float64Array, rows: Int32Array, units: Units): Float64Array {
  const sums = new Float64Array(units.units);
  for (let i = 0; i < rows.length; i++) {
    const unit = units.unitOf[rows[i] ?? 0] ?? 0;
    sums[unit] = (sums[unit] ?? 0) + (influence[i] ?? 0);
  }
  return sums;
}

/** The standard error that influence values give, by unit; 0 where nothing varies. */
export function errorOf(influence: Float64Array, rows: Int32Array, units: Units | null): number {
  const parts =
    units === null || units.clusters === null ? influence : sumsByUnit(influence, rows, units);
  let squares = 0;
  let used = 0;
  for (let k = 0; k < parts.length; k++) {
    const part = parts[k] ?? 0;
    squares += part ** 2;
    if (part !== 0) used += 1;
  }
  return used < 2 ? 0 : Math.sqrt((squares * used) / (used - 1));
}

interface Counted {
  readonly clusterOf: Int32Array;
  readonly clusters: number;
}
/** Of lists of rows, which nobody changes once they are made: the figures of a pair ask for the same again. */
const counted = new WeakMap<Int32Array, Counted>();

/** How many clusters some rows are of; null where tickets count as independent. */
export function clustersIn(rows: Int32Array, units: Units): number | null {
  const { unitOf, clusters, clusterOf } = units;
  if (clusters === null) return null;
  if (rows.length === unitOf.length) return clusters;
  const before = counted.get(rows);
  if (before?.clusterOf === clusterOf) return before.clusters;
  const found = countClusters(rows, clusterOf, clusters);
  counted.set(rows, { clusterOf, clusters: found });
  return found;
}

function countClusters(rows: Int32Array, clusterOf: Int32Array, clusters: number): number {
  const seen = new Uint8Array(clusters);
  let count = 0;
  for (let i = 0; i < rows.length; i++) {
    const cluster = clusterOf[rows[i] ?? 0] ?? 0;
    if (seen[cluster] === 0) count += 1;
    seen[cluster] = 1;
  }
  return count;
}

/** Replicates of a value by what each unit adds to it: nothing is computed again. */
export function linearReplicates(value: number, sums: Float64Array, units: Units): Float64Array {
  const { draws, replicates } = units;
  const values = new Float64Array(replicates);
  const startOf = (b: number) => Math.min(b, replicates - 1) * units.units;
  // four side by side, since each addition to one sum waits for the one before it
  for (let b = 0; b < replicates; b += 4) {
    const [of0, of1, of2, of3] = [startOf(b), startOf(b + 1), startOf(b + 2), startOf(b + 3)];
    let [change0, change1, change2, change3] = [0, 0, 0, 0];
    for (let k = 0; k < sums.length; k++) {
      const sum = sums[k] ?? 0;
      change0 += ((draws[of0 + k] ?? 0) - 1) * sum;
      change1 += ((draws[of1 + k] ?? 0) - 1) * sum;
      change2 += ((draws[of2 + k] ?? 0) - 1) * sum;
      change3 += ((draws[of3 + k] ?? 0) - 1) * sum;
    }
    for (const [k, change] of [change0, change1, change2, change3].entries()) {
      if (b + k < replicates) values[b + k] = value + change;
    }
  }
  return values;
}

/** Replicates of a statistic computed again on each resample; those where it is undefined are left out. */
export function exactReplicates(
  statistic: Statistic,
  weights: Float64Array,
  rows: Int32Array,
  units: Units,
): Float64Array {
  const { draws, replicates, unitOf } = units;
  const values: number[] = [];
  const drawn = new Float64Array(weights.length);
  for (let b = 0; b < replicates; b++) {
    const start = b * units.units;
    for (let i = 0; i < drawn.length; i++) {
      drawn[i] = (weights[i] ?? 0) * (draws[start + (unitOf[rows[i] ?? 0] ?? 0)] ?? 0);
    }
    const value = statistic.value(drawn);
    if (value !== null) values.push(value);
  }
  return Float64Array.from(values);
}

/** The middle share of replicates; null where fewer than half are defined or none differ. */
export function percentileInterval(
  values: Float64Array,
  replicates: number,
  level: number,
  method: string,
): IntervalJson | null {
  if (values.length < replicates / 2 || values.length < 2) return null;
  const sorted = values.toSorted();
  const at = (share: number) => {
    const place = share * (sorted.length - 1);
    const below = sorted[Math.floor(place)] ?? 0;
    const over = sorted[Math.ceil(place)] ?? 0;
    return below + (place - Math.floor(place)) * (over - below);
  };
  const [low, high] = [at((1 - level) / 2), at((1 + level) / 2)];
  return low === high ? null : { low, high, level, method };
}
