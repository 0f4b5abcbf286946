import { requires } from '../result.ts';

/**
 * Two variables of the same cases as typed arrays, read once.
 *
 * @throws RangeError unless both have the same length and hold finite numbers
 */
export function requirePaired(
  name: string,
  x: ArrayLike<number>,
  y: ArrayLike<number>,
): { readonly x: Float64Array; readonly y: Float64Array } {
  requires(x.length === y.length, name, 'two variables of the same length');
  return { x: requireFinite(name, x), y: requireFinite(name, y) };
}

/**
 * Numbers as a typed array; one that is given is used as it is, not copied.
 *
 * @throws RangeError unless all are finite
 */
export function requireFinite(name: string, values: ArrayLike<number>): Float64Array {
  const numbers = values instanceof Float64Array ? values : Float64Array.from(values);
  let finite = true;
  for (let i = 0; i < numbers.length; i++) finite &&= Number.isFinite(numbers[i]);
  requires(finite, name, 'finite numbers');
  return numbers;
}
