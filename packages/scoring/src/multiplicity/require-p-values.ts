import { requires } from '../result.ts';

/** @throws RangeError unless every p lies in [0, 1] */
export function requirePValues(caller: string, pValues: readonly number[]): void {
  requires(
    pValues.every((p) => p >= 0 && p <= 1),
    caller,
    'p-values from 0 to 1',
  );
}
