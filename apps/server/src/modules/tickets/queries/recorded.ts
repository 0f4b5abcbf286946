import { run } from '@assay/db/statement';
import { query } from '../../../operation.ts';
import type { RowProblem } from '../../imports/rules/rows.ts';
import { eventIdOf, type OutcomeEvent } from '../rules/event.ts';
import { eventProblem } from '../rules/event-problem.ts';
import { declaredMeasures } from './measures.ts';

/** What became of an event that was sent inline. */
export interface RecordedOutcome {
  readonly index: number;
  readonly ticketId: string | null;
  readonly isNew: boolean;
  readonly problem: RowProblem | null;
}

interface Asked {
  readonly originId: string;
  readonly outcomes: readonly OutcomeEvent[];
}
interface Found {
  readonly at: number;
  readonly ticketId: string;
  readonly originId: string | null;
}

/** What became of each event of a call, read from what is stored: a repeated call gets the same answer. */
export const readRecorded = query(
  'ticket:record',
  async (op, { originId, outcomes }: Asked): Promise<RecordedOutcome[]> => {
    const measures = await declaredMeasures(op);
    const checked = outcomes.map((event) => ({
      ...{ source: event.source, externalId: event.externalId, eventId: eventIdOf(event) },
      problem: eventProblem(event, measures, op.now),
    }));
    const names = checked.flatMap(({ problem, ...name }, at) =>
      problem === null ? [{ at, ...name }] : [],
    );
    const found = await run<Found>(op.tx, {
      text: `select n.at, t.id as "ticketId", e.origin_id as "originId"
        from json_to_recordset($1::json) as n(at int, source text, "externalId" text, "eventId" text)
        join tickets t on t.source = n.source and t.external_id = n."externalId"
        join outcome_events e on e.ticket_id = t.id and e.event_id = n."eventId"`,
      values: [JSON.stringify(names)],
    });
    const stored = new Map(found.map((row) => [row.at, row]));
    const told = new Set<string>();
    return checked.map(({ problem, source, externalId, eventId }, index) => {
      const row = stored.get(index);
      const name = JSON.stringify([source, externalId, eventId]);
      const isFirst = !told.has(name);
      told.add(name);
      return {
        index,
        ticketId: row?.ticketId ?? null,
        isNew: row?.originId === originId && isFirst,
        problem: problem ?? (row === undefined ? notRecorded : null),
      };
    });
  },
);

const notRecorded = { field: null, message: 'It was not recorded when it was sent.' };
