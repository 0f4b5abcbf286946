import { uuids } from '@assay/db/select-rows';
import { sql } from 'drizzle-orm';
import { newId } from '../../../ids.ts';
import type { Op } from '../../../operation.ts';
import { matchJob } from '../jobs/match.ts';
import { matchAnew, tryHoldMatching } from './match.ts';

/**
 * Finds the tickets of tasks that were just stored. Where tickets are being recorded at this moment, a job
 * does so once that is done: neither of the two sees the other before.
 *
 * @param taskIds - in the order in which they were made
 */
export async function matchNewTasks(
  op: Op,
  projectId: string,
  taskIds: readonly string[],
): Promise<void> {
  const [first] = taskIds;
  const last = taskIds.at(-1);
  if (first === undefined || last === undefined) return;
  if (await tryHoldMatching(op)) {
    const ids = uuids(taskIds);
    await matchAnew(op, { projectId, tasks: (id) => sql`${id} = any(${ids}::uuid[])` });
  } else {
    await matchJob.enqueue(op, newId(op.now), { projectId, tasks: { first, last } });
  }
}
