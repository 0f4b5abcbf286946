import { calibrations } from '@assay/db/tables/feedback';
import { eq, max } from 'drizzle-orm';
import { globalId, newId } from '../../../ids.ts';
import type { CommandOp } from '../../../operation.ts';
import { emitEvent } from '../../events/commands/emit-event.ts';
import type { CalibrationModel } from '../rules/model.ts';

/** Days after which a calibration says nothing any more: models, customers and agents change. */
const days = 90;

interface NewCalibration {
  readonly projectId: string;
  readonly runId: string;
  readonly model: CalibrationModel;
}

/** Keeps what a run fitted, as the next version of its project. A run has one calibration at most. */
export async function storeCalibration(
  op: CommandOp,
  { projectId, runId, model }: NewCalibration,
): Promise<void> {
  const c = calibrations;
  const { outcome } = model;
  const [latest] = await op.tx
    .select({ version: max(c.version) })
    .from(c)
    .where(eq(c.projectId, projectId));
  const expiresAt = new Date(op.now);
  expiresAt.setUTCDate(expiresAt.getUTCDate() + days);
  const version = (latest?.version ?? 0) + 1;
  const stored = await op.tx
    .insert(c)
    .values({
      ...{ id: newId(op.now), projectId, runId, outcome, model },
      ...{ version, expiresAt, createdAt: op.now },
    })
    .onConflictDoNothing({ target: [c.tenantId, c.runId] })
    .returning({ id: c.id });
  op.announce(projectId, 'CALIBRATION_CHANGED');
  if (stored.length === 0) return;
  await emitEvent(op, {
    ...{ type: 'calibration.changed', subjectId: runId, projectId },
    data: {
      kpiRunId: globalId('KpiRun', runId),
      ...{ version, outcome, calibrated: model.map !== null, expiresAt: expiresAt.toISOString() },
    },
    path: '/outcomes/signal',
  });
}
