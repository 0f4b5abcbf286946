import type { RowProblem } from './rows.ts';

/** The column of a mapped file that a part of its row was read from; null where no one column tells it. */
export type ColumnOf = (part: string) => string | null;

/**
 * A problem in the words of whoever has the file: by the column that the part was read from, and by the part
 * as well where their names differ.
 *
 * @param columnOf - null where the file is in Assay's own form
 */
export function inFile(problem: RowProblem, columnOf: ColumnOf | null): RowProblem {
  const { field, message } = problem;
  const column = field === null ? null : (columnOf?.(field) ?? null);
  if (column === null || column === field) return problem;
  const ended = /[.!?]$/.test(message) ? message : `${message}.`;
  return { field: column, message: `${ended} Read as ${field}.` };
}
