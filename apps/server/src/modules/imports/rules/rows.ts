import type { StoredAnswers } from '@assay/db/tables/slots';
import { isStorable } from '../../../text.ts';
import type { NewTask } from '../../tasks/rules.ts';
import type { ColumnOf } from './in-file.ts';

/** What is wrong with a row, or was changed in it. `field` is a path in the row; null for the whole row. */
export interface RowProblem {
  readonly field: string | null;
  readonly message: string;
}

/** A judgment that a row brings along, in terms of the task of its row. */
export interface ImportedJudgment {
  /** Who made it; null for somebody unknown, told apart by `ratingIndex` only. */
  readonly annotator: string | null;
  /** From 1. */
  readonly ratingIndex: number;
  readonly answers: StoredAnswers;
  /** Null: the time of the import. */
  readonly submittedAt: Date | null;
  readonly activeSeconds: number | null;
  /** Made by somebody who knew what became of the ticket. */
  readonly outcomeVisible: boolean;
}

/** A row as it can be stored, if the project has no objection. */
export interface ImportedRow {
  readonly externalId: string | null;
  /** Null where the row only adds judgments to a task that is there. */
  readonly task: NewTask | null;
  readonly judgments: readonly ImportedJudgment[];
  readonly warnings: readonly RowProblem[];
  /** Null where the row is in Assay's own form. */
  readonly columnOf: ColumnOf | null;
}

export type ParsedRow =
  | { readonly ok: true; readonly row: ImportedRow }
  | { readonly ok: false; readonly problem: RowProblem };

export const refused = (field: string | null, message: string): ParsedRow => ({
  ok: false,
  problem: { field, message },
});

/** The longest line or record that is read, in bytes. */
export const rowBytesMax = 8 * 1_048_576;
/** The longest external id, model name, source or annotator name, in characters. */
export const nameMax = 500;
const depthMax = 32;

/** The first part of a JSON value that no database keeps as it is, or null. */
export function unstorablePart(value: unknown, path = '', depth = 0): RowProblem | null {
  if (typeof value === 'string') {
    return isStorable(value)
      ? null
      : at(path, 'The text has a NUL or half of a surrogate pair, which cannot be kept.');
  }
  if (typeof value === 'number') {
    return Number.isFinite(value) ? null : at(path, 'The number is too large to be kept.');
  }
  if (typeof value !== 'object' || value === null) return null;
  if (depth >= depthMax) return at(path, `Nested deeper than ${depthMax} levels.`);
  for (const [key, inner] of Object.entries(value)) {
    if (!isStorable(key)) return at(path, 'A name has a NUL or half of a surrogate pair.');
    const problem = unstorablePart(inner, path === '' ? key : `${path}.${key}`, depth + 1);
    if (problem !== null) return problem;
  }
  return null;
}

const at = (path: string, message: string): RowProblem => ({
  field: path === '' ? null : path.slice(0, nameMax),
  message,
});

/** The value at a dotted path of own properties; a key that has the dots itself comes first. */
export function valueAt(row: unknown, path: string): unknown {
  if (typeof row !== 'object' || row === null) return undefined;
  if (Object.hasOwn(row, path)) return Reflect.get(row, path);
  const dot = path.indexOf('.');
  if (dot === -1 || !Object.hasOwn(row, path.slice(0, dot))) return undefined;
  return valueAt(Reflect.get(row, path.slice(0, dot)), path.slice(dot + 1));
}
