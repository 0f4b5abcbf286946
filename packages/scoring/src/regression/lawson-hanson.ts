import { dot, sumOfSquares } from './predictors.ts';
import { backSubstitute, triangularize } from './triangularize.ts';

/** Non-negative coefficients of least squares. */
export interface NonNegative {
  readonly coefficients: Float64Array;
  /** The outcome less what the coefficients give. */
  readonly residual: Float64Array;
  readonly iterations: number;
  readonly converged: boolean;
}

/**
 * The active-set method: enters the column that helps most, and takes out those that turn negative.
 *
 * @param columns - each as long as `y`
 * @param maximumIterations - entries tried; `converged` is false when they run out
 * @see Lawson and Hanson (1974), Solving Least Squares Problems, chapter 23
 */
export function lawsonHanson(
  columns: readonly Float64Array[],
  y: Float64Array,
  maximumIterations = 100 + 10 * columns.length,
): NonNegative {
  const size = columns.length;
  let coefficients = new Float64Array(size);
  let residual = y.slice();
  const passive = new Set<number>();
  const refused = new Set<number>();
  const lengths = columns.map((column) => Math.sqrt(sumOfSquares(column)));
  const scale = Math.sqrt(sumOfSquares(y));
  for (let iterations = 0; iterations < maximumIterations; iterations++) {
    const entering = steepest(
      columns,
      residual,
      lengths,
      scale,
      (j) => passive.has(j) || refused.has(j),
    );
    if (entering === null) return { coefficients, residual, iterations, converged: true };
    passive.add(entering);
    let solved = solveFor(passive, columns, y);
    if (solved === null || !((solved.get(entering) ?? 0) > 0)) {
      // Rounding let a column in that the others determine.
      passive.delete(entering);
      refused.add(entering);
      continue;
    }
    refused.clear();
    while (solved !== null && [...solved.values()].some((value) => !(value > 0))) {
      coefficients = towards(coefficients, solved, passive);
      solved = solveFor(passive, columns, y);
    }
    coefficients = new Float64Array(size);
    for (const [j, value] of solved ?? []) coefficients[j] = value;
    residual = y.slice();
    for (const j of passive) subtract(residual, columns[j] ?? y, coefficients[j] ?? 0);
  }
  return { coefficients, residual, iterations: maximumIterations, converged: false };
}

/** The column outside the set that reduces the residual fastest; null where none does. */
function steepest(
  columns: readonly Float64Array[],
  residual: Float64Array,
  lengths: readonly number[],
  scale: number,
  skip: (column: number) => boolean,
): number | null {
  let best: number | null = null;
  let most = 1e-13 * scale;
  for (const [j, column] of columns.entries()) {
    const length = lengths[j] ?? 0;
    if (length === 0 || skip(j)) continue;
    const slope = dot(column, residual) / length;
    if (slope > most) {
      most = slope;
      best = j;
    }
  }
  return best;
}

/** Unrestricted least squares on some columns; null where they determine one another. */
function solveFor(
  passive: ReadonlySet<number>,
  columns: readonly Float64Array[],
  y: Float64Array,
): Map<number, number> | null {
  const chosen = [...passive];
  const turned = triangularize(
    chosen.map((j) => columns[j] ?? y),
    y,
  );
  if (turned.dependent !== null) return null;
  const values = backSubstitute(turned.r, chosen.length, turned.rotated);
  return new Map(chosen.map((j, k) => [j, values[k] ?? 0]));
}

/** As far towards the solution as no coefficient turns negative; those at 0 leave the set. */
function towards(
  from: Float64Array,
  to: ReadonlyMap<number, number>,
  passive: Set<number>,
): Float64Array<ArrayBuffer> {
  let fraction = 1;
  let leaving: number | null = null;
  for (const [j, value] of to) {
    const here = from[j] ?? 0;
    if (value > 0 || here / (here - value) >= fraction) continue;
    fraction = here === value ? 0 : here / (here - value);
    leaving = j;
  }
  const moved = Float64Array.from(from, (here, j) => {
    const there = to.get(j);
    return there === undefined ? 0 : here + fraction * (there - here);
  });
  if (leaving !== null) moved[leaving] = 0;
  for (const j of [...passive]) if (!((moved[j] ?? 0) > 0)) passive.delete(j);
  return moved;
}

function subtract(from: Float64Array, column: Float64Array, times: number): void {
  for (let i = 0; i < from.length; i++) from[i] = (from[i] ?? 0) - times * (column[i] ?? 0);
}
