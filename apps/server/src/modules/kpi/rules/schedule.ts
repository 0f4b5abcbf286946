import { Cron } from 'croner';
import { AppError } from '../../../errors.ts';

/** Minutes between two scheduled runs at least. */
const shortestMinutes = 60;

/**
 * When a schedule is due next.
 *
 * @param cron - five fields
 * @param timeZone - an IANA name
 * @throws AppError INVALID_INPUT for what is no schedule, never comes, or comes too often
 */
export function nextDue(cron: string, timeZone: string, after: Date): Date {
  const [first, second] = nextTwo(cron, timeZone, after);
  if (first === undefined) {
    throw new AppError('INVALID_INPUT', 'This schedule never comes.', { field: 'cron' });
  }
  if (second !== undefined && second.getTime() - first.getTime() < shortestMinutes * 60_000) {
    throw new AppError(
      'INVALID_INPUT',
      `Runs are at least ${shortestMinutes} minutes apart: outcomes do not change faster than that.`,
      { field: 'cron' },
    );
  }
  return first;
}

function nextTwo(cron: string, timezone: string, after: Date): readonly Date[] {
  try {
    // a time zone is looked up only when a date is asked for
    return new Cron(cron, { timezone, paused: true, mode: '5-part' }).nextRuns(2, after);
  } catch (error) {
    throw new AppError(
      'INVALID_INPUT',
      'A schedule has five fields, as cron has them, such as 0 6 * * 1 for Mondays at six; the time zone is a name such as Europe/Berlin.',
      { field: 'cron', cause: error },
    );
  }
}
