import { dot, sumOfSquares } from './predictors.ts';

/** normal · x ≥ bound, or = bound. */
export interface Constraint {
  readonly normal: Float64Array;
  readonly bound: number;
  readonly equality?: boolean;
}

/** The nearest point, or why there is none. */
export type NearestPoint =
  | {
      readonly point: Float64Array;
      readonly iterations: number;
      readonly active: readonly number[];
    }
  | { readonly point: null; readonly iterations: number; readonly because: 'infeasible' | 'cap' };

/** What counts as meeting a constraint, times its size. */
const slackAllowed = 1e-11;

/**
 * The point nearest to a target under linear constraints, by the dual method: starts at the target
 * and takes up violated constraints one by one.
 *
 * @param constraints - equalities first; with normals that are not 0
 * @see Goldfarb and Idnani (1983), Mathematical Programming 27:1–33
 */
export function nearestPoint(
  target: Float64Array,
  constraints: readonly Constraint[],
  maximumIterations = 100 + 20 * constraints.length,
): NearestPoint {
  const point = target.slice();
  let active: Active[] = [];
  for (let iterations = 0; iterations < maximumIterations; iterations++) {
    const entering = mostViolated(point, constraints, active);
    if (entering === null) {
      return { point, iterations, active: active.map(({ index }) => index) };
    }
    const { index, sign } = entering;
    const { normal, bound, equality = false } = constraints[index] ?? { normal: point, bound: 0 };
    const towards = normal.map((value) => sign * value);
    let multiplier = 0;
    for (;;) {
      const { across, along } = project(towards, active);
      const drop = firstToDrop(active, along);
      const blocked = sumOfSquares(across) <= 1e-20 * sumOfSquares(towards);
      const slack = sign * bound - dot(towards, point);
      const full = blocked ? Number.POSITIVE_INFINITY : slack / sumOfSquares(across);
      const step = Math.min(full, drop?.step ?? Number.POSITIVE_INFINITY);
      if (step === Number.POSITIVE_INFINITY)
        return { point: null, iterations, because: 'infeasible' };
      if (!blocked)
        for (const [i, value] of across.entries()) point[i] = (point[i] ?? 0) + step * value;
      active = active.map((one, k) => ({
        ...one,
        multiplier: one.multiplier - step * (along[k] ?? 0),
      }));
      multiplier += step;
      if (drop === null || full <= drop.step) {
        active = [...active, { index, towards, multiplier, equality }];
        break;
      }
      active = active.toSpliced(drop.position, 1);
    }
  }
  return { point: null, iterations: maximumIterations, because: 'cap' };
}

interface Active {
  readonly index: number;
  readonly towards: Float64Array;
  readonly multiplier: number;
  readonly equality: boolean;
}

function mostViolated(
  point: Float64Array,
  constraints: readonly Constraint[],
  active: readonly Active[],
): { readonly index: number; readonly sign: 1 | -1 } | null {
  let worst: { readonly index: number; readonly sign: 1 | -1 } | null = null;
  let most = slackAllowed;
  for (const [index, { normal, bound, equality = false }] of constraints.entries()) {
    if (active.some((one) => one.index === index)) continue;
    const missing = bound - dot(normal, point);
    const size = Math.sqrt(sumOfSquares(normal)) * Math.sqrt(sumOfSquares(point)) + Math.abs(bound);
    const violation = (equality ? Math.abs(missing) : missing) / Math.max(size, Number.MIN_VALUE);
    if (equality && violation > 0) return { index, sign: missing > 0 ? 1 : -1 };
    if (violation > most) {
      most = violation;
      worst = { index, sign: 1 };
    }
  }
  return worst;
}

/**
 * A direction split into the part across the active normals and, of the rest, how much of each of
 * them it takes.
 */
function project(direction: Float64Array, active: readonly Active[]) {
  const basis: Float64Array[] = [];
  const triangle: number[][] = [];
  for (const { towards } of active) {
    const { across, parts } = orthogonalize(towards, basis);
    const length = Math.sqrt(sumOfSquares(across));
    triangle.push([...parts, length]);
    basis.push(across.map((value) => (length > 0 ? value / length : 0)));
  }
  const { across, parts } = orthogonalize(direction, basis);
  const along = parts.slice();
  for (let k = along.length - 1; k >= 0; k--) {
    for (let l = k + 1; l < along.length; l++) {
      along[k] = (along[k] ?? 0) - (triangle[l]?.[k] ?? 0) * (along[l] ?? 0);
    }
    along[k] = (along[k] ?? 0) / (triangle[k]?.[k] || 1);
  }
  return { across, along };
}

/** What orthonormal directions leave of a vector, and its parts along them; twice, for rounding. */
function orthogonalize(vector: Float64Array, basis: readonly Float64Array[]) {
  const across = vector.slice();
  const parts = basis.map(() => 0);
  for (let pass = 0; pass < 2; pass++) {
    for (const [k, direction] of basis.entries()) {
      const part = dot(across, direction);
      parts[k] = (parts[k] ?? 0) + part;
      for (const [i, value] of direction.entries()) across[i] = (across[i] ?? 0) - part * value;
    }
  }
  return { across, parts };
}

/** The inequality whose multiplier reaches 0 first on the way. */
function firstToDrop(active: readonly Active[], along: readonly number[]) {
  let first: { readonly position: number; readonly step: number } | null = null;
  for (const [position, { multiplier, equality }] of active.entries()) {
    const rate = along[position] ?? 0;
    if (equality || !(rate > 0)) continue;
    const step = Math.max(0, multiplier) / rate;
    if (first === null || step < first.step) first = { position, step };
  }
  return first;
}
