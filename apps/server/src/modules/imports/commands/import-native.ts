import type { Project } from '@assay/db/tables/projects';
import { AppError } from '../../../errors.ts';
import { newId } from '../../../ids.ts';
import type { Op } from '../../../operation.ts';
import { contentOf } from '../../rubrics/queries/content.ts';
import { parseNative } from '../rules/native.ts';
import type { JudgedTask } from '../rules/score.ts';
import { storeRows } from './store-rows.ts';

interface Options {
  /** How many judgments the caller adds to each row's task: so many open slots less are planned. */
  readonly judged?: (index: number) => number;
}

/**
 * Stores rows in Assay's own form, all or none, without a file.
 *
 * @returns the tasks in the order of the rows
 * @throws AppError INVALID_INPUT naming the first bad row
 */
export async function importNative(
  op: Op,
  project: Project,
  rows: readonly unknown[],
  options: Options = {},
): Promise<JudgedTask[]> {
  const refuse = (index: number, field: string | null, message: string): never => {
    throw new AppError('INVALID_INPUT', message, {
      field: field === null ? `rows.${index}` : `rows.${index}.${field}`,
    });
  };
  const parsed = rows.map((value, index) => {
    const result = parseNative(value);
    return result.ok ? result.row : refuse(index, result.problem.field, result.problem.message);
  });
  const content = await contentOf(op, project.rubricVersionId);
  const target = { project, content, importId: newId(op.now) };
  const results = await storeRows(op, target, parsed, options);
  return results.map((result, index) =>
    result.ok ? result.task : refuse(index, result.problem.field, result.problem.message),
  );
}
