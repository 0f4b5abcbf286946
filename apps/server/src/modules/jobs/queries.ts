import { jobs } from '@assay/db/tables/jobs';
import { inArray } from 'drizzle-orm';
import { notFound } from '../../errors.ts';
import { type Op, query } from '../../operation.ts';
import { byId } from '../../rows.ts';

export async function loadJobs(op: Op, ids: readonly string[]) {
  return byId(
    await op.tx
      .select()
      .from(jobs)
      .where(inArray(jobs.id, [...ids])),
  );
}

export const findJobRow = async (op: Op, id: string) => (await loadJobs(op, [id])).get(id);

/** @throws AppError NOT_FOUND */
export const findJob = query('job:read', async (op, { id }: { id: string }) => {
  const job = await findJobRow(op, id);
  if (job === undefined) throw notFound();
  return job;
});
