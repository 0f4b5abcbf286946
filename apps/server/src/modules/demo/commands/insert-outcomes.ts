import { kpiSchedules, kpiSettings } from '@assay/db/tables/kpi';
import type { SimulatedTickets } from '../../../../demo/tickets/simulate.ts';
import { newId } from '../../../ids.ts';
import type { CommandOp } from '../../../operation.ts';
import { storeRun } from '../../kpi/commands/start-run.ts';
import { fillRequest } from '../../kpi/rules/request.ts';
import { nextDue } from '../../kpi/rules/schedule.ts';
import { recordEvents } from '../../tickets/commands/record-events.ts';
import { demoRunsJob } from '../jobs.ts';

interface NewOutcomes {
  readonly projectId: string;
  readonly events: SimulatedTickets['events'];
  /** Where one quarter ends and the next begins. */
  readonly middle: Date;
}

/** What the runs of the project ask unless told otherwise. */
const asked = {
  primaryOutcome: 'resolved',
  outcomes: ['resolved', 'escalated', 'reopens', 'first_resolution:calendar', 'csat'],
  confounders: ['channel'],
  segments: ['channel', 'language'],
  clusterBy: 'customer',
};
const schedule = { cron: '0 6 * * 1', timeZone: 'UTC', afterImports: true, enabled: true };
/** So that the same demo shows the same figures everywhere. */
const seed = 20_260_601;

/** What became of the tickets behind a project's tasks, and the runs over each quarter and both, queued. */
export async function insertOutcomes(
  op: CommandOp,
  { projectId, events, middle }: NewOutcomes,
): Promise<void> {
  const originId = newId(op.now);
  const each = events.map(({ receivedAt }) => ({ originId, receivedAt }));
  await recordEvents(op, events, { origin: 'IMPORT', originId, receivedAt: op.now, each });
  await op.tx
    .insert(kpiSettings)
    .values({ projectId, settings: { run: asked }, updatedAt: op.now });
  await op.tx.insert(kpiSchedules).values({
    ...{ projectId, ...schedule, updatedAt: op.now },
    nextAt: nextDue(schedule.cron, schedule.timeZone, op.now),
  });
  const quarterEnd = middle.toISOString();
  const [first, second, whole] = [newId(op.now), newId(op.now), newId(op.now)];
  const jobId = newId(op.now);
  await demoRunsJob.enqueue(op, jobId, { earlierRunIds: [first, second], runId: whole });
  const windows = [
    { id: first, request: { openedBefore: quarterEnd } },
    { id: second, request: { openedFrom: quarterEnd } },
    { id: whole, request: {} },
  ];
  for (const { id, request } of windows) {
    await storeRun(op, {
      ...{ id, projectId, jobId, seed, trigger: 'IMPORT' },
      request: fillRequest(request, asked),
    });
  }
}
