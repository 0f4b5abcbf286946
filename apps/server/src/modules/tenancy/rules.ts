import { AppError } from '../../errors.ts';

const dayMs = 24 * 3600 * 1000;
export const invitationLastsMs = 7 * dayMs;

/** @throws AppError INVALID_INPUT unless a slug can stand in a URL */
export function checkSlug(slug: string): void {
  if (!/^[a-z0-9](?:[a-z0-9-]{1,38}[a-z0-9])$/.test(slug)) {
    throw new AppError(
      'INVALID_INPUT',
      'A short name has 3 to 40 lower-case letters, digits and hyphens, and begins and ends with a letter or digit.',
      { field: 'slug' },
    );
  }
}
