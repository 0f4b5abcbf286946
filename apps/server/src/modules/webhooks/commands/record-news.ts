import type { CommandOp } from '../../../operation.ts';
import { recordEvents } from '../../tickets/commands/record-events.ts';
import type { OutcomeEvent } from '../../tickets/rules/event.ts';

/** An event with where it came from. */
export interface Told {
  readonly event: OutcomeEvent;
  /** The delivery or backfill that brought it. */
  readonly originId: string;
  readonly receivedAt: Date;
}

export interface NewsRecorded {
  /** Events that were not known yet. */
  readonly recorded: number;
  readonly problems: readonly {
    readonly originId: string;
    readonly externalId: string;
    readonly problem: string;
  }[];
}

/** Records what ticket systems told, each event once for ever. What is refused is told, with why. */
export async function recordNews(
  op: CommandOp,
  origin: 'WEBHOOK' | 'BACKFILL',
  told: readonly Told[],
): Promise<NewsRecorded> {
  const results = await recordEvents(
    op,
    told.map(({ event }) => event),
    {
      origin,
      originId: null,
      receivedAt: op.now,
      each: told.map(({ originId, receivedAt }) => ({ originId, receivedAt })),
    },
  );
  const problems = told.flatMap(({ event, originId }, at) => {
    const result = results[at];
    if (result === undefined || result.ok) return [];
    const { field, message } = result.problem;
    const problem = field === null ? message : `${field}: ${message}`;
    return [{ originId, externalId: event.externalId, problem }];
  });
  return {
    recorded: results.filter((result) => result.ok && result.isNew).length,
    problems,
  };
}
