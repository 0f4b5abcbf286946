import { imports } from '@assay/db/tables/imports';
import { AppError, notFound } from '../../../errors.ts';
import { newId } from '../../../ids.ts';
import { command } from '../../../operation.ts';
import { loadUploads } from '../../imports/queries/imports.ts';
import { projectById } from '../../projects/queries.ts';
import { outcomeImportJob } from '../jobs/import.ts';
import { declaredMeasures } from '../queries/measures.ts';
import { checkOutcomeMapping, type OutcomeMapping } from '../rules/mapping.ts';

interface StartOutcomeImport {
  readonly idempotencyKey: string;
  readonly projectId: string;
  readonly uploadId: string;
  readonly format: 'CSV' | 'JSONL';
  /** Null where the file is in Assay's own form. */
  readonly mapping: OutcomeMapping | null;
}

/** Queues the reading of an uploaded file of outcomes. */
export const startOutcomeImport = command(
  'ticket:record',
  async (op, input: StartOutcomeImport) => {
    const { format, mapping } = input;
    const [project, uploads, measures] = await Promise.all([
      projectById(op, input.projectId),
      loadUploads(op, [input.uploadId]),
      declaredMeasures(op),
    ]);
    const upload = uploads.get(input.uploadId);
    if (upload === undefined) throw notFound();
    if (mapping !== null) checkOutcomeMapping(mapping, measures);
    else if (format === 'CSV') {
      throw new AppError('INVALID_INPUT', 'Say what each column of a CSV file is.', {
        field: 'mapping',
      });
    }
    const jobId = newId(op.now);
    await outcomeImportJob.enqueue(op, jobId, { importId: op.resultId });
    await op.tx.insert(imports).values({
      id: op.resultId,
      projectId: project.id,
      uploadId: upload.id,
      jobId,
      name: upload.name,
      kind: 'OUTCOMES',
      format,
      mapping,
      ...{ rowsRead: 0, tasksCreated: 0, judgmentsCreated: 0, rowsFailed: 0, rowsWarned: 0 },
      createdAt: op.now,
    });
    return op.resultId;
  },
);
