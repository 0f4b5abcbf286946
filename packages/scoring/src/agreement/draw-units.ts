import { binomialDraw } from '../sampling/binomial-draw.ts';
import type { SeededRandom } from '../sampling/seeded-random.ts';

/** Fills `drawn` with one bootstrap sample: how many units each row stands for. */
export type DrawUnits = (drawn: Float64Array) => void;

/**
 * Resamples units with replacement. Rows that stand for many units are drawn as a multinomial, by
 * one conditional binomial a row; where rows are nearly as many as units, unit by unit.
 *
 * @param units - whole numbers: how many units each row stands for
 */
export function drawUnits(units: Float64Array, random: SeededRandom): DrawUnits {
  const total = units.reduce((sum, n) => sum + n, 0);
  // One binomial costs about as much as twenty single draws.
  return units.length * 20 < total ? byRow(units, total, random) : byUnit(units, total, random);
}

function byRow(units: Float64Array, total: number, random: SeededRandom): DrawUnits {
  return (drawn) => {
    let left = total;
    let mass = total;
    for (let r = 0; r < units.length; r++) {
      const n = units[r] ?? 0;
      drawn[r] = binomialDraw(random, left, n / mass);
      left -= drawn[r] ?? 0;
      mass -= n;
    }
  };
}

function byUnit(units: Float64Array, total: number, random: SeededRandom): DrawUnits {
  const rowOf = new Int32Array(total);
  let at = 0;
  units.forEach((n, r) => {
    rowOf.fill(r, at, at + n);
    at += n;
  });
  return (drawn) => {
    drawn.fill(0);
    for (let i = 0; i < total; i++) {
      const r = rowOf[random.integer(total)] ?? 0;
      drawn[r] = (drawn[r] ?? 0) + 1;
    }
  };
}

/**
 * Resamples whole clusters with replacement.
 *
 * @param rowOf - the row of each unit
 * @param clusterOf - the cluster of each unit, numbered from 0
 */
export function drawClusters(
  rowOf: Int32Array,
  clusterOf: Int32Array,
  clusters: number,
  random: SeededRandom,
): DrawUnits {
  const start = new Int32Array(clusters + 1);
  for (const c of clusterOf) start[c + 1] = (start[c + 1] ?? 0) + 1;
  for (let c = 0; c < clusters; c++) start[c + 1] = (start[c + 1] ?? 0) + (start[c] ?? 0);
  const next = start.slice();
  const rows = new Int32Array(rowOf.length);
  rowOf.forEach((row, unit) => {
    const c = clusterOf[unit] ?? 0;
    const at = next[c] ?? 0;
    rows[at] = row;
    next[c] = at + 1;
  });
  return (drawn) => {
    drawn.fill(0);
    for (let i = 0; i < clusters; i++) {
      const c = random.integer(clusters);
      for (let at = start[c] ?? 0; at < (start[c + 1] ?? 0); at++) {
        const r = rows[at] ?? 0;
        drawn[r] = (drawn[r] ?? 0) + 1;
      }
    }
  };
}
