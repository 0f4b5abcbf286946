import { requires } from '../result.ts';

/**
 * Refuses counts that no experiment can give.
 *
 * @throws RangeError unless both are whole and 0 ≤ successes ≤ trials
 */
export function requireCounts(caller: string, successes: number, trials: number): void {
  requires(
    Number.isSafeInteger(trials) && trials >= 0,
    caller,
    'a whole number of trials, 0 or more',
  );
  requires(
    Number.isSafeInteger(successes) && successes >= 0 && successes <= trials,
    caller,
    'a whole number of successes, from 0 to the number of trials',
  );
}

/** @throws RangeError unless 0 < level < 1 */
export function requireLevel(caller: string, level: number): void {
  requires(level > 0 && level < 1, caller, 'a level between 0 and 1');
}

/**
 * Refuses a table of counts that is not square.
 *
 * @throws RangeError unless it has two rows or more, as many columns, and whole counts of 0 or more
 */
export function requireSquareCounts(caller: string, table: readonly (readonly number[])[]): void {
  requires(table.length >= 2, caller, 'a table of two rows or more');
  for (const row of table) {
    requires(row.length === table.length, caller, 'a square table');
    const whole = row.every((count) => Number.isSafeInteger(count) && count >= 0);
    requires(whole, caller, 'whole counts, 0 or more');
  }
}
