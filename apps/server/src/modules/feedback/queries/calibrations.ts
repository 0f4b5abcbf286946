import { type Calibration, calibrations } from '@assay/db/tables/feedback';
import { desc, eq } from 'drizzle-orm';
import { type Op, query } from '../../../operation.ts';
import type { CalibrationModel } from '../rules/model.ts';

/** The latest calibration of a project; null where no run has fitted one. */
export async function currentCalibration(op: Op, projectId: string): Promise<Calibration | null> {
  const [latest] = await op.tx
    .select()
    .from(calibrations)
    .where(eq(calibrations.projectId, projectId))
    .orderBy(desc(calibrations.version))
    .limit(1);
  return latest ?? null;
}

export const findCalibration = query(
  'feedback:read',
  (op, { projectId }: { projectId: string }): Promise<Calibration | null> =>
    currentCalibration(op, projectId),
);

/** The model of a calibration, which only its run writes. */
export const modelOf = ({ model }: Calibration): CalibrationModel => model as CalibrationModel;
