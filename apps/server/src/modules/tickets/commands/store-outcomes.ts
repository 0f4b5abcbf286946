import { imports } from '@assay/db/tables/imports';
import { eq, sql } from 'drizzle-orm';
import type { CommandOp } from '../../../operation.ts';
import { type FileProblem, keepProblems } from '../../imports/commands/keep-problems.ts';
import type { PartRow } from '../../imports/queries/parts.ts';
import { inFile } from '../../imports/rules/in-file.ts';
import type { Measures } from '../rules/event-problem.ts';
import type { ParsedOutcome } from '../rules/map-outcome.ts';
import type { Origin } from './insert-events.ts';
import {
  matchWritten,
  type NewTickets,
  newTickets,
  type PreparedEvents,
  prepareEvents,
  ticketName,
  type Written,
  writePrepared,
} from './record-events.ts';

/** A part of a file, looked at and put into words before it is its turn to be recorded. */
export interface PreparedOutcomes {
  readonly rows: number;
  /** Of rows that could not be read. */
  readonly problems: readonly FileProblem[];
  readonly good: readonly GoodRow[];
  readonly events: PreparedEvents;
  /** By which its tickets are told apart from those of other parts. */
  readonly tickets: ReadonlySet<string>;
  /** Null where some tickets are likely to be known. */
  readonly asNew: NewTickets | null;
}
type GoodRow = Extract<ParsedOutcome, { ok: true }> & { readonly line: number };

interface Preparing {
  readonly importId: string;
  readonly measures: Measures;
  readonly now: Date;
  /** Most likely all of its tickets are new. */
  readonly assumesNew: boolean;
}

/** Does what needs no database. */
export function prepareOutcomes(
  part: readonly PartRow<ParsedOutcome>[],
  { importId, measures, now, assumesNew }: Preparing,
): PreparedOutcomes {
  const problems: FileProblem[] = [];
  const good: GoodRow[] = [];
  for (const { line, parsed } of part) {
    if (parsed.ok) good.push({ ...parsed, line });
    else problems.push({ line, severity: 'ERROR', ...parsed.problem });
  }
  const told = good.map(({ event }) => event);
  const events = prepareEvents(told, measures, now);
  const asNew = assumesNew ? newTickets(events.groups, originOf(importId, now), measures) : null;
  const tickets = new Set(events.groups.map(ticketName));
  return { rows: part.length, problems, good, events, tickets, asNew };
}

const originOf = (importId: string, receivedAt: Date): Origin => ({
  origin: 'IMPORT',
  originId: importId,
  receivedAt,
});

interface StoredPart {
  /** How many problems of the import are kept now. */
  readonly kept: number;
  /** All of its tickets were new. */
  readonly allNew: boolean;
}

/** Records the good rows of a part of a file, which need not wait for the parts before. */
export function writeOutcomes(
  op: CommandOp,
  { importId, measures }: { readonly importId: string; readonly measures: Measures },
  { events, asNew }: PreparedOutcomes,
): Promise<Written> {
  return writePrepared(op, events, { ...originOf(importId, op.now), measures, asNew });
}

/**
 * Matches what was recorded of a part, and keeps its problems and the counts.
 *
 * @param kept - how many problems of earlier parts are kept
 */
export async function finishOutcomes(
  op: CommandOp,
  importId: string,
  { rows, good, ...prepared }: PreparedOutcomes,
  written: Written,
  kept: number,
): Promise<StoredPart> {
  await matchWritten(op, written);
  const { results, known } = written;
  const problems = [...prepared.problems];
  let recorded = 0;
  good.forEach(({ line, columnOf }, index) => {
    const result = results[index];
    if (result === undefined) throw new Error('a row has no result');
    if (!result.ok) problems.push({ line, severity: 'ERROR', ...inFile(result.problem, columnOf) });
    else if (result.isNew) recorded += 1;
  });
  const [nowKept] = await Promise.all([
    keepProblems(op, importId, problems, kept),
    op.tx
      .update(imports)
      .set({
        rowsRead: sql`${imports.rowsRead} + ${rows}`,
        outcomesRecorded: sql`${imports.outcomesRecorded} + ${recorded}`,
        rowsFailed: sql`${imports.rowsFailed} + ${problems.length}`,
      })
      .where(eq(imports.id, importId))
      .execute(),
  ]);
  return { kept: nowKept, allNew: known.size === 0 };
}
