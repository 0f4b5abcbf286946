import { keptFigures } from '@assay/db/tables/figures';
import { sql } from 'drizzle-orm';
import { command } from '../../operation.ts';
import type { Kept } from './queries/kept.ts';

interface Keep {
  readonly projectId: string;
  readonly rubricVersionId: string;
  readonly judgments: number;
  readonly rows: Kept;
}

/** Keeps what was counted, unless more judgments have been counted meanwhile. */
export const keepFigures = command(
  'figures:keep',
  async (op, { projectId, ...counted }: Keep) => {
    const values = { ...counted, countedAt: op.now };
    await op.tx
      .insert(keptFigures)
      .values({ projectId, ...values })
      .onConflictDoUpdate({
        target: [keptFigures.tenantId, keptFigures.projectId, keptFigures.rubricVersionId],
        set: values,
        setWhere: sql`${keptFigures.judgments} < excluded.judgments`,
      });
    return projectId;
  },
  { audit: false },
);
