import { requireModerate } from '../require-moderate.ts';
import { requires } from '../result.ts';

/** Predictors and outcome of the same cases, read once. */
export interface Problem {
  readonly columns: readonly Float64Array[];
  readonly y: Float64Array;
  readonly n: number;
}

/** @throws RangeError for columns of another length than the outcome, or values not finite */
export function readProblem(
  name: string,
  columns: readonly ArrayLike<number>[],
  outcome: ArrayLike<number>,
): Problem {
  const y = readNumbers(name, outcome);
  const read = columns.map((column) => {
    requires(column.length === y.length, name, 'a value of each predictor for each outcome');
    return readNumbers(name, column);
  });
  return { columns: read, y, n: y.length };
}

/** A variable of smaller numbers has coefficients too large to be written. */
const smallest = 1e-120;

/**
 * Numbers as a typed array; one that is given is used as it is, not copied.
 *
 * @throws RangeError unless all are finite and at most 1e145 in size, and the largest is 0 or at least
 *   1e-120
 */
export function readNumbers(name: string, values: ArrayLike<number>): Float64Array {
  const numbers = values instanceof Float64Array ? values : Float64Array.from(values);
  requireModerate(name, numbers, 'numbers');
  let largest = 0;
  for (let i = 0; i < numbers.length; i++) largest = Math.max(largest, Math.abs(numbers[i] ?? 0));
  requires(
    largest === 0 || largest >= smallest,
    name,
    'numbers that are not all below 1e-120 in size',
  );
  return numbers;
}

/** @throws RangeError unless an iteration is allowed, and a whole number of them */
export function requireIterations(name: string, most: number): void {
  requires(Number.isSafeInteger(most) && most >= 1, name, 'at least one iteration');
}

/** Numbers less their mean, which is given too. */
export interface Centred {
  readonly values: Float64Array;
  readonly mean: number;
}

/** Exactly 0 for a variable that does not vary, whatever rounding does to its mean. */
export function centre(column: Float64Array): Centred {
  const [first = 0] = column;
  // Differences from one of the values are exact where values lie close together.
  let sum = 0;
  for (const value of column) sum += value - first;
  const mean = first + sum / Math.max(1, column.length);
  const constant = column.every((value) => value === first);
  return { values: constant ? column.map(() => 0) : column.map((value) => value - mean), mean };
}

/** Columns and outcome, centred where an intercept is wanted (the means are 0 otherwise). */
export function centreIf(intercept: boolean, { columns, y }: Problem) {
  const take = (column: Float64Array): Centred =>
    intercept ? centre(column) : { values: column, mean: 0 };
  return { columns: columns.map(take), y: take(y) };
}

export function sumOfSquares(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value ** 2;
  return sum;
}

export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}
