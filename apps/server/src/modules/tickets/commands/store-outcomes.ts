import { imports } from '@assay/db/tables/imports';
import { eq, sql } from 'drizzle-orm';
import type { CommandOp } from '../../../operation.ts';
import { type FileProblem, keepProblems } from '../../imports/commands/keep-problems.ts';
import type { PartRow } from '../../imports/queries/parts.ts';
import type { OutcomeEvent } from '../rules/event.ts';
import type { Measures } from '../rules/event-problem.ts';
import type { ParsedOutcome } from '../rules/map-outcome.ts';
import { recordEvents } from './record-events.ts';

export interface OutcomeTarget {
  readonly importId: string;
  readonly measures: Measures;
  /** As `Recording` has it. */
  readonly assumesNew: boolean;
}

interface StoredPart {
  /** How many problems of the import are kept now. */
  readonly kept: number;
  /** All of its tickets were new. */
  readonly allNew: boolean;
}

/**
 * Records one part of a file: its good rows, its problems and the counts.
 *
 * @param kept - how many problems of earlier parts are kept
 */
export async function storeOutcomes(
  op: CommandOp,
  { importId, measures, assumesNew }: OutcomeTarget,
  part: readonly PartRow<ParsedOutcome>[],
  kept: number,
): Promise<StoredPart> {
  const problems: FileProblem[] = [];
  const good: { readonly line: number; readonly event: OutcomeEvent }[] = [];
  for (const { line, parsed } of part) {
    if (parsed.ok) good.push({ line, event: parsed.event });
    else problems.push({ line, severity: 'ERROR', ...parsed.problem });
  }
  const results = await recordEvents(
    op,
    good.map(({ event }) => event),
    { origin: 'IMPORT', originId: importId, receivedAt: op.now, measures, assumesNew },
  );
  let recorded = 0;
  good.forEach(({ line }, index) => {
    const result = results[index];
    if (result === undefined) throw new Error('a row has no result');
    if (!result.ok) problems.push({ line, severity: 'ERROR', ...result.problem });
    else if (result.isNew) recorded += 1;
  });
  const [nowKept] = await Promise.all([
    keepProblems(op, importId, problems, kept),
    op.tx
      .update(imports)
      .set({
        rowsRead: sql`${imports.rowsRead} + ${part.length}`,
        outcomesRecorded: sql`${imports.outcomesRecorded} + ${recorded}`,
        rowsFailed: sql`${imports.rowsFailed} + ${problems.length}`,
      })
      .where(eq(imports.id, importId))
      .execute(),
  ]);
  return { kept: nowKept, allNew: recorded === good.length };
}
