import { bulkInsert } from '@assay/db/bulk-insert';
import { importProblems, imports } from '@assay/db/tables/imports';
import { eq, sql } from 'drizzle-orm';
import { newId } from '../../../ids.ts';
import type { CommandOp } from '../../../operation.ts';
import { problemsMax } from '../rules/problems.ts';
import type { ImportedRow, ParsedRow, RowProblem } from '../rules/rows.ts';
import { type StoreOptions, storeRows, type Target } from './store-rows.ts';

interface Problem extends RowProblem {
  readonly line: number;
  readonly severity: 'ERROR' | 'WARNING';
}

/** A row of a file as it was understood. */
export interface ReadRow {
  readonly line: number;
  readonly parsed: ParsedRow;
}

interface Stored {
  /** How many problems of the import are kept now. */
  readonly kept: number;
  readonly rowsFailed: number;
}

/**
 * Stores one part of a file: its good rows, its problems and the counts.
 *
 * @param kept - how many problems of earlier parts are kept
 */
export async function storeChunk(
  op: CommandOp,
  target: Target,
  chunk: readonly ReadRow[],
  kept: number,
  options: Pick<StoreOptions, 'assumesNew'>,
): Promise<Stored> {
  const problems: Problem[] = [];
  const refuse = (line: number, problem: RowProblem) =>
    problems.push({ line, severity: 'ERROR', ...problem });
  const good: { readonly line: number; readonly row: ImportedRow }[] = [];
  for (const { line, parsed } of chunk) {
    if (parsed.ok) good.push({ line, row: parsed.row });
    else refuse(line, parsed.problem);
  }
  const results = await storeRows(
    op,
    target,
    good.map(({ row }) => row),
    options,
  );
  let [tasksCreated, judgmentsCreated, rowsWarned] = [0, 0, 0];
  good.forEach(({ line, row }, index) => {
    const result = results[index];
    if (result === undefined) throw new Error('a row has no result');
    if (!result.ok) {
      refuse(line, result.problem);
      return;
    }
    if (row.task !== null) tasksCreated += 1;
    judgmentsCreated += result.judgments;
    if (row.warnings.length > 0) rowsWarned += 1;
    for (const warning of row.warnings) problems.push({ line, severity: 'WARNING', ...warning });
  });
  const rowsFailed = problems.filter(({ severity }) => severity === 'ERROR').length;
  const stored = problems.sort((a, b) => a.line - b.line).slice(0, problemsMax - kept);
  const plus = (column: keyof typeof counts) => sql`${imports[column]} + ${counts[column]}`;
  const counts = {
    ...{ rowsRead: chunk.length, tasksCreated, judgmentsCreated, rowsFailed, rowsWarned },
  };
  await Promise.all([
    bulkInsert(
      op.tx,
      importProblems,
      stored.map(({ line, severity, field, message }) => ({
        ...{ line, severity, field, message },
        id: newId(op.now),
        importId: target.importId,
      })),
    ),
    op.tx
      .update(imports)
      .set({
        rowsRead: plus('rowsRead'),
        tasksCreated: plus('tasksCreated'),
        judgmentsCreated: plus('judgmentsCreated'),
        rowsFailed: plus('rowsFailed'),
        rowsWarned: plus('rowsWarned'),
      })
      .where(eq(imports.id, target.importId))
      .execute(),
  ]);
  if (tasksCreated + judgmentsCreated > 0) op.announce(target.project.id, 'TASKS_IMPORTED');
  return { kept: kept + stored.length, rowsFailed };
}
