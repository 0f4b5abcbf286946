import { calibrations } from '@assay/db/tables/feedback';
import { eq, max } from 'drizzle-orm';
import { newId } from '../../../ids.ts';
import type { CommandOp } from '../../../operation.ts';
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
  const [latest] = await op.tx
    .select({ version: max(c.version) })
    .from(c)
    .where(eq(c.projectId, projectId));
  const expiresAt = new Date(op.now);
  expiresAt.setUTCDate(expiresAt.getUTCDate() + days);
  await op.tx
    .insert(c)
    .values({
      ...{ id: newId(op.now), projectId, runId, outcome: model.outcome, model },
      ...{ version: (latest?.version ?? 0) + 1, expiresAt, createdAt: op.now },
    })
    .onConflictDoNothing({ target: [c.tenantId, c.runId] });
  op.announce(projectId, 'CALIBRATION_CHANGED');
}
