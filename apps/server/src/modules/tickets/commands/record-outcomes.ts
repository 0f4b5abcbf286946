import { AppError } from '../../../errors.ts';
import { command } from '../../../operation.ts';
import type { OutcomeEvent } from '../rules/event.ts';
import { recordEvents } from './record-events.ts';

export const inlineOutcomesMax = 250;

interface RecordOutcomes {
  readonly idempotencyKey: string;
  readonly outcomes: readonly OutcomeEvent[];
}

/**
 * Records up to 250 events: the good ones, while the bad ones are told. The result is no row: its id is
 * the origin of the events that it recorded.
 */
export const recordTicketOutcomes = command('ticket:record', async (op, input: RecordOutcomes) => {
  const { length } = input.outcomes;
  if (length === 0 || length > inlineOutcomesMax) {
    throw new AppError(
      'INVALID_INPUT',
      `Send 1 to ${inlineOutcomesMax} outcomes, not ${length}. For more, upload a file and use startOutcomeImport.`,
      { field: 'outcomes' },
    );
  }
  await recordEvents(op, input.outcomes, {
    origin: 'API',
    originId: op.resultId,
    receivedAt: op.now,
  });
  return op.resultId;
});
