import { requires } from '../result.ts';

/** @throws RangeError unless there is one probability in [0, 1] for each outcome of 0 or 1 */
export function requireForecasts(
  caller: string,
  outcomes: ArrayLike<number>,
  probabilities: ArrayLike<number>,
): void {
  requires(outcomes.length === probabilities.length, caller, 'one probability for each outcome');
  let [areYesNo, areShares] = [true, true];
  for (let i = 0; i < outcomes.length; i++) {
    const y = outcomes[i] ?? Number.NaN;
    const p = probabilities[i] ?? Number.NaN;
    areYesNo &&= y === 0 || y === 1;
    areShares &&= p >= 0 && p <= 1;
  }
  requires(areYesNo, caller, 'outcomes of 0 or 1');
  requires(areShares, caller, 'probabilities from 0 to 1');
}
