import { notFound } from '../errors.ts';

export const replayedField = { description: 'This key was sent before; nothing was done again.' };

/** The row that a payload names. @throws AppError NOT_FOUND where it is gone */
export async function present<T>(row: Promise<T | null>): Promise<T> {
  const found = await row;
  if (found === null) throw notFound();
  return found;
}
