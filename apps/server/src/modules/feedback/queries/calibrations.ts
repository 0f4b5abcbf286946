import { type Calibration, calibrations } from '@assay/db/tables/feedback';
import { desc, inArray } from 'drizzle-orm';
import { type Op, query } from '../../../operation.ts';
import type { CalibrationModel } from '../rules/model.ts';

/** The latest calibration of each project; of those where no run has fitted one there is none. */
export async function loadCalibrations(
  op: Op,
  projectIds: readonly string[],
): Promise<Map<string, Calibration>> {
  const rows = await op.tx
    .selectDistinctOn([calibrations.projectId])
    .from(calibrations)
    .where(inArray(calibrations.projectId, [...projectIds]))
    .orderBy(calibrations.projectId, desc(calibrations.version));
  return new Map(rows.map((row) => [row.projectId, row]));
}

/** The latest calibration of a project; null where no run has fitted one. */
export const findCalibration = query(
  'feedback:read',
  async (op, { projectId }: { projectId: string }): Promise<Calibration | null> =>
    (await loadCalibrations(op, [projectId])).get(projectId) ?? null,
);

/** @throws AppError FORBIDDEN for whoever may not know what scores foretell */
export const mayReadSignals = query('feedback:read', async () => true);

/** The model of a calibration, which only its run writes. */
export const modelOf = ({ model }: Calibration): CalibrationModel => model as CalibrationModel;
