import { imports } from '@assay/db/tables/imports';
import { authorize, may } from '../../../auth/policy.ts';
import { AppError, notFound } from '../../../errors.ts';
import { newId } from '../../../ids.ts';
import { command } from '../../../operation.ts';
import { projectById } from '../../projects/queries.ts';
import { importJob } from '../jobs.ts';
import { loadUploads } from '../queries/imports.ts';
import { checkMapping, type ImportMapping } from '../rules/mapping.ts';

interface StartImport {
  readonly idempotencyKey: string;
  readonly projectId: string;
  readonly uploadId: string;
  readonly format: 'CSV' | 'JSONL';
  /** Null where the file is in Assay's own form. */
  readonly mapping: ImportMapping | null;
}

/** Queues the reading of an uploaded file into a project. Who may not write judgments gets tasks alone. */
export const startImport = command('task:import', async (op, input: StartImport) => {
  const { format, mapping } = input;
  const [project, uploads] = await Promise.all([
    projectById(op, input.projectId),
    loadUploads(op, [input.uploadId]),
  ]);
  const upload = uploads.get(input.uploadId);
  if (upload === undefined) throw notFound();
  if (mapping?.judgments != null) authorize(op.viewer, 'judgment:import');
  if (mapping !== null) checkMapping(mapping, project.allowBothGood);
  else if (format === 'CSV') {
    throw new AppError('INVALID_INPUT', 'Say what each column of a CSV file is.', {
      field: 'mapping',
    });
  }
  const jobId = newId(op.now);
  await importJob.enqueue(op, jobId, {
    importId: op.resultId,
    judgments: may(op.viewer, 'judgment:import'),
  });
  await op.tx.insert(imports).values({
    id: op.resultId,
    projectId: project.id,
    uploadId: upload.id,
    jobId,
    name: upload.name,
    format,
    mapping,
    ...{ rowsRead: 0, tasksCreated: 0, judgmentsCreated: 0, rowsFailed: 0, rowsWarned: 0 },
    createdAt: op.now,
  });
  return op.resultId;
});
