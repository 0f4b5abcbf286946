import { createHash, createHmac, randomBytes } from 'node:crypto';
import { AppError } from './errors.ts';

/** How a secret is kept: it has 192 bits or more of chance, so a plain hash is enough. */
export const hashSecret = (secret: string): string =>
  createHash('sha256').update(secret).digest('base64url');

/** A secret made for one answer. It is no part of a command's input: a retry makes another one. */
export class OneTimeSecret {
  readonly value: string;

  constructor(prefix: string, bytes: number) {
    this.value = `${prefix}${randomBytes(bytes).toString('base64url')}`;
  }

  toJSON(): undefined {
    return undefined;
  }
}

/**
 * A secret of others, pasted into a form. Where an input is hashed it counts by a fingerprint that
 * tells nothing without the installation's own secret.
 */
export class GivenSecret {
  readonly value: string;
  readonly #key: string;

  constructor(value: string, key: string) {
    this.value = value;
    this.#key = key;
  }

  toJSON(): string {
    return createHmac('sha256', this.#key).update(this.value).digest('base64url');
  }
}

/** Hours that the secret before a rotation may still count. */
export const previousHoursMax = 168;

/** When the secret before a rotation ends. @throws AppError INVALID_INPUT */
export function previousEnd(now: Date, hours: number): Date {
  if (!Number.isInteger(hours) || hours < 0 || hours > previousHoursMax) {
    throw new AppError('INVALID_INPUT', `0 to ${previousHoursMax} hours, not ${hours}.`, {
      field: 'keepPreviousHours',
    });
  }
  return new Date(now.getTime() + hours * 3_600_000);
}
