import { AppError } from '../../../errors.ts';
import type { Clock } from './event.ts';

export interface NewMeasure {
  readonly key: string;
  readonly label: string;
  readonly kind: 'NUMBER' | 'YES_NO';
  readonly scale: string | null;
  readonly clock: Clock;
  readonly lowest: number | null;
  readonly highest: number | null;
  readonly higherIsBetter: boolean;
}

/** What runs call the outcomes that every ticket may have. */
const builtIn = [
  ...['resolved', 'escalated', 'reopens', 'csat', 'composite'],
  ...['first_resolution', 'full_resolution'],
];
const keyForm = /^[a-z][a-z0-9_]{0,63}$/;

/** @throws AppError INVALID_INPUT for a measure that no value could have, or that means two things */
export function checkMeasure({ key, kind, scale, clock, lowest, highest }: NewMeasure): void {
  if (!keyForm.test(key)) {
    refuse(
      'key',
      'A key has up to 64 small letters, digits and underscores; a letter comes first.',
    );
  }
  if (builtIn.includes(key)) refuse('key', `${key} is a built-in outcome.`);
  if (kind === 'NUMBER' && (scale === null || scale.trim() === '')) {
    refuse('scale', 'Say in which unit or on which scale it is, such as seconds or 1-5.');
  }
  if (kind === 'YES_NO' && (clock !== 'NONE' || lowest !== null || highest !== null)) {
    refuse('kind', 'A yes or no has no clock and no bounds.');
  }
  for (const [field, bound] of Object.entries({ lowest, highest })) {
    if (bound !== null && !Number.isFinite(bound)) refuse(field, 'A bound is a number.');
  }
  if (lowest !== null && highest !== null && lowest >= highest) {
    refuse('highest', `highest is above lowest: ${highest} is not above ${lowest}.`);
  }
}

function refuse(field: string, message: string): never {
  throw new AppError('INVALID_INPUT', message, { field });
}
