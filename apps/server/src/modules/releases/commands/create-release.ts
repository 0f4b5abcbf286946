import { datasetReleases } from '@assay/db/tables/releases';
import { AppError } from '../../../errors.ts';
import { newId } from '../../../ids.ts';
import { command } from '../../../operation.ts';
import { named } from '../../../text.ts';
import { projectById } from '../../projects/queries.ts';
import { releaseJob } from '../jobs.ts';
import { cutOffNow } from '../queries/cut-off.ts';
import type { Gates } from '../rules/label.ts';
import type { ReleaseFormat } from '../rules/rows.ts';

interface CreateRelease extends Gates {
  readonly idempotencyKey: string;
  readonly projectId: string;
  readonly name: string;
  readonly format: ReleaseFormat;
}

/** Queues the writing of an export of a project as it is now. */
export const createDatasetRelease = command('release:write', async (op, input: CreateRelease) => {
  const { minimumVotes, minimumAgreement, format } = input;
  checkGates(input);
  const project = await projectById(op, input.projectId);
  const jobId = newId(op.now);
  await releaseJob.enqueue(op, jobId, { releaseId: op.resultId, cutOff: await cutOffNow(op) });
  await op.tx.insert(datasetReleases).values({
    id: op.resultId,
    projectId: project.id,
    jobId,
    name: named(input.name, 'name'),
    ...{ format, minimumVotes, minimumAgreement },
    createdAt: op.now,
  });
  return op.resultId;
});

function checkGates({ minimumVotes, minimumAgreement }: Gates): void {
  if (!(minimumVotes >= 1 && minimumVotes <= 50)) {
    throw new AppError('INVALID_INPUT', `minimumVotes is 1 to 50, not ${minimumVotes}.`, {
      field: 'minimumVotes',
    });
  }
  if (!(minimumAgreement >= 0 && minimumAgreement <= 1)) {
    throw new AppError('INVALID_INPUT', `minimumAgreement is 0 to 1, not ${minimumAgreement}.`, {
      field: 'minimumAgreement',
    });
  }
}
