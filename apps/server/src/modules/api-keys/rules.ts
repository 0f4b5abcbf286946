import { AppError } from '../../errors.ts';

const dayMs = 24 * 3600 * 1000;
export const apiKeyDaysMax = 365;
/** Milliseconds within which a key's next use is not noted again. */
export const useKnownMs = 60_000;

/** When a key made now for so many days ends. @throws AppError INVALID_INPUT */
export function keyExpiry(now: Date, days: number): Date {
  if (!Number.isInteger(days) || days < 1 || days > apiKeyDaysMax) {
    throw new AppError('INVALID_INPUT', `A key lasts 1 to ${apiKeyDaysMax} days, not ${days}.`, {
      field: 'expiresInDays',
    });
  }
  return new Date(now.getTime() + days * dayMs);
}
