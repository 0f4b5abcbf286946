import { AppError } from '../../../errors.ts';
import { type EventType, eventTypes } from './event.ts';

/** Subscriptions of an organisation that are not disabled. */
export const enabledMax = 20;

/** Test events of one subscription: they go to whatever address somebody has entered. */
export const testsAnHour = 60;

/** What a sealed secret of a subscription belongs to. */
export const secretPlace = (subscriptionId: string): string => `events:${subscriptionId}`;

/** Types without repetition, in one order. @throws AppError INVALID_INPUT where there is none */
export function checkTypes(types: readonly EventType[]): EventType[] {
  const chosen = eventTypes.filter((type) => types.includes(type));
  if (chosen.length > 0) return chosen;
  throw new AppError('INVALID_INPUT', 'Choose at least one type of event.', { field: 'types' });
}

/** @throws AppError CONFLICT where there are as many as there may be */
export function checkRoom(enabled: number): void {
  if (enabled < enabledMax) return;
  throw new AppError(
    'CONFLICT',
    `At most ${enabledMax} event subscriptions are enabled at a time. Disable one first.`,
  );
}
