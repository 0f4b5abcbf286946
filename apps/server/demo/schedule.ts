import type { SeededRandom } from '@assay/scoring/sampling/seeded-random';

const dayMs = 24 * 3600 * 1000;
const minuteMs = 60 * 1000;

/**
 * Spreads judgments over the working days of a period, one sitting a day.
 *
 * A sitting begins between 07:00 and 12:00 UTC, Monday to Friday, and may have a pause of up to two
 * minutes after each judgment.
 *
 * @param activeSeconds - of each judgment, in the order of work
 * @param start - midnight UTC of the first day
 * @param firstDay - days of `start` that pass before the first judgment
 * @returns the time of each submission, in the same order, never decreasing
 * @throws RangeError if no working day is left
 */
export function submissionTimes(
  random: SeededRandom,
  activeSeconds: readonly number[],
  start: Date,
  firstDay: number,
  days: number,
): Date[] {
  const sittings = Array.from({ length: days }, (_, day) => start.getTime() + day * dayMs)
    .slice(firstDay)
    .filter((midnight) => ![0, 6].includes(new Date(midnight).getUTCDay()));
  if (sittings.length === 0) throw new RangeError('submissionTimes requires a working day');
  const perDay = activeSeconds.length / sittings.length;
  return sittings.flatMap((midnight, sitting) => {
    const [from, to] = [Math.round(sitting * perDay), Math.round((sitting + 1) * perDay)];
    let clock = midnight + (7 * 60 + random.integer(5 * 60)) * minuteMs;
    return activeSeconds.slice(from, to).map((seconds) => {
      clock += seconds * 1000;
      const submitted = new Date(Math.round(clock));
      clock += random.next() * 2 * minuteMs;
      return submitted;
    });
  });
}
