import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { job } from '../../../jobs.ts';
import type { CommandOp } from '../../../operation.ts';
import { holdMatching, matchAnew } from '../commands/match.ts';
import { nextTickets } from '../queries/pages.ts';

const Left = z.object({ after: z.uuid() });

/**
 * Matches the tickets of a project to its tasks by the project's rule: all of them page by page, or
 * those of a range of tasks that came while tickets were being recorded.
 */
export const matchJob = job({
  name: 'tickets.match',
  input: z.object({
    projectId: z.uuid(),
    /** The first and the last of the tasks that are meant; null for all. */
    tasks: z.object({ first: z.uuid(), last: z.uuid() }).nullable(),
  }),
  run: async (run, { projectId, tasks }) => {
    if (tasks !== null) {
      await run.step(async (op) => {
        await holdMatching(op);
        const { first, last } = tasks;
        const range = (id: ReturnType<typeof sql>) =>
          sql`${id} between ${first}::uuid and ${last}::uuid`;
        tell(op, await matchAnew(op, { projectId, tasks: range }));
        return { progress: 1, total: 1 };
      });
      return;
    }
    let after = run.checkpoint === null ? null : Left.parse(run.checkpoint).after;
    let progress = 0;
    for (;;) {
      const from = after;
      const reader = run.reader();
      const { last, n } = await nextTickets(reader, { after: from });
      await reader.endReads();
      if (last === null) return;
      progress += n;
      await run.step(async (op) => {
        await holdMatching(op);
        const low = from ?? '00000000-0000-0000-0000-000000000000';
        const range = (id: ReturnType<typeof sql>) =>
          sql`(${id} > ${low}::uuid and ${id} <= ${last}::uuid)`;
        tell(op, await matchAnew(op, { projectId, tickets: range }));
        return { progress, total: null, checkpoint: { after: last } };
      });
      after = last;
    }
  },
});

function tell(op: CommandOp, projectIds: ReadonlySet<string>): void {
  for (const projectId of projectIds) op.announce(projectId, 'OUTCOMES_RECORDED');
}
