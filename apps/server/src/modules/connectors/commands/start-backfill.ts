import { backfills, connectors } from '@assay/db/tables/connectors';
import { jobs } from '@assay/db/tables/jobs';
import { and, eq, inArray } from 'drizzle-orm';
import { AppError, notFound } from '../../../errors.ts';
import { newId } from '../../../ids.ts';
import { command } from '../../../operation.ts';
import { backfillJob } from '../jobs.ts';

interface StartBackfill {
  readonly idempotencyKey: string;
  readonly connectorId: string;
  readonly since: Date;
}

/** Queues the reading of the tickets that changed since a time. One at a time for a connector. */
export const startBackfill = command('connector:manage', async (op, input: StartBackfill) => {
  const { connectorId, since } = input;
  if (since > op.now) {
    throw new AppError('INVALID_INPUT', 'This time is still to come.', { field: 'since' });
  }
  // the lock keeps two of these from both finding none under way
  const [connector] = await op.tx
    .select({ disabledAt: connectors.disabledAt })
    .from(connectors)
    .where(eq(connectors.id, connectorId))
    .for('update');
  if (connector === undefined) throw notFound();
  if (connector.disabledAt !== null) {
    throw new AppError('CONFLICT', 'This connector is disabled. Enable it first.');
  }
  const running = await op.tx
    .select({ id: backfills.id })
    .from(backfills)
    .innerJoin(jobs, eq(jobs.id, backfills.jobId))
    .where(and(eq(backfills.connectorId, connectorId), inArray(jobs.state, ['QUEUED', 'RUNNING'])));
  if (running.length > 0) {
    throw new AppError(
      'CONFLICT',
      'A backfill of this connector is under way. Cancel it, or wait.',
    );
  }
  const jobId = newId(op.now);
  await backfillJob.enqueue(op, jobId, { backfillId: op.resultId });
  await op.tx.insert(backfills).values({
    id: op.resultId,
    connectorId,
    jobId,
    since,
    ...{ pagesRead: 0, ticketsRead: 0, eventsRecorded: 0, ticketsFailed: 0 },
    createdAt: op.now,
  });
  return op.resultId;
});
