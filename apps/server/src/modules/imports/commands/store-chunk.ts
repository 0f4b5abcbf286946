import { imports } from '@assay/db/tables/imports';
import { eq, sql } from 'drizzle-orm';
import type { CommandOp } from '../../../operation.ts';
import type { PartRow } from '../queries/parts.ts';
import { inFile } from '../rules/in-file.ts';
import type { ImportedRow, ParsedRow, RowProblem } from '../rules/rows.ts';
import { type FileProblem, keepProblems } from './keep-problems.ts';
import { type StoreOptions, storeRows, type Target } from './store-rows.ts';

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
  chunk: readonly PartRow<ParsedRow>[],
  kept: number,
  options: Pick<StoreOptions, 'assumesNew'>,
): Promise<Stored> {
  const problems: FileProblem[] = [];
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
      refuse(line, inFile(result.problem, row.columnOf));
      return;
    }
    if (row.task !== null) tasksCreated += 1;
    judgmentsCreated += result.judgments;
    if (row.warnings.length > 0) rowsWarned += 1;
    for (const warning of row.warnings) problems.push({ line, severity: 'WARNING', ...warning });
  });
  const rowsFailed = problems.filter(({ severity }) => severity === 'ERROR').length;
  const plus = (column: keyof typeof counts) => sql`${imports[column]} + ${counts[column]}`;
  const counts = {
    ...{ rowsRead: chunk.length, tasksCreated, judgmentsCreated, rowsFailed, rowsWarned },
  };
  const [nowKept] = await Promise.all([
    keepProblems(op, target.importId, problems, kept),
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
  return { kept: nowKept, rowsFailed };
}
