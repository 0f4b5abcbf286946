import { requires } from '../result.ts';

/** @throws RangeError unless there is one probability in [0, 1] for each outcome of 0 or 1 */
export function requireForecasts(
  caller: string,
  outcomes: readonly number[],
  probabilities: readonly number[],
): void {
  requires(outcomes.length === probabilities.length, caller, 'one probability for each outcome');
  requires(
    outcomes.every((y) => y === 0 || y === 1),
    caller,
    'outcomes of 0 or 1',
  );
  requires(
    probabilities.every((p) => p >= 0 && p <= 1),
    caller,
    'probabilities from 0 to 1',
  );
}
