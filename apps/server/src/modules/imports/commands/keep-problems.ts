import { bulkInsert } from '@assay/db/bulk-insert';
import { importProblems } from '@assay/db/tables/imports';
import { newId } from '../../../ids.ts';
import type { Op } from '../../../operation.ts';
import { problemsMax } from '../rules/problems.ts';
import type { RowProblem } from '../rules/rows.ts';

/** What is wrong with a row of a file, or was changed in it. */
export interface FileProblem extends RowProblem {
  readonly line: number;
  readonly severity: 'ERROR' | 'WARNING';
}

/**
 * Keeps the problems of a part of a file, as long as few are kept.
 *
 * @param kept - how many problems of earlier parts are kept
 * @returns how many are kept now
 */
export async function keepProblems(
  op: Op,
  importId: string,
  problems: readonly FileProblem[],
  kept: number,
): Promise<number> {
  const stored = problems.toSorted((a, b) => a.line - b.line).slice(0, problemsMax - kept);
  await bulkInsert(
    op.tx,
    importProblems,
    stored.map(({ line, severity, field, message }) => ({
      ...{ line, severity, field, message },
      id: newId(op.now),
      importId,
    })),
  );
  return kept + stored.length;
}
