import { keptOutcomes } from '@assay/db/tables/figures';
import { sql } from 'drizzle-orm';
import { command } from '../../../operation.ts';
import type { OutcomeFigures } from '../queries/kept.ts';

interface KeepOutcomes {
  readonly projectId: string;
  readonly figures: OutcomeFigures;
  /** Milliseconds that counting took. */
  readonly took: number;
}

/** A worker counts a project for a twentieth of its time at most. */
const restPerCount = 20;

/** Keeps what was counted, unless it has been counted again meanwhile. */
export const keepOutcomes = command(
  'figures:keep',
  async (op, { projectId, figures, took }: KeepOutcomes) => {
    const nextAt = new Date(op.now.getTime() + restPerCount * took);
    const values = { figures, countedAt: op.now, nextAt };
    await op.tx
      .insert(keptOutcomes)
      .values({ projectId, ...values })
      .onConflictDoUpdate({
        target: [keptOutcomes.tenantId, keptOutcomes.projectId],
        set: values,
        setWhere: sql`${keptOutcomes.countedAt} < excluded.counted_at`,
      });
    op.announce(projectId, 'OUTCOMES_COUNTED');
    return projectId;
  },
  { audit: false },
);
