import { AppError } from './errors.ts';

/** A text of a form, without the white space around it. @throws AppError INVALID_INPUT */
export function named(value: string, field: string, max = 120): string {
  const trimmed = value.trim();
  if (trimmed === '') throw new AppError('INVALID_INPUT', 'Give it a name.', { field });
  if (trimmed.length > max) {
    throw new AppError('INVALID_INPUT', `At most ${max} characters, not ${trimmed.length}.`, {
      field,
    });
  }
  return trimmed;
}

/** True where a text can be stored as it is: no NUL, no half of a surrogate pair. */
export const isStorable = (text: string): boolean =>
  !text.includes('\u0000') && text.isWellFormed();
