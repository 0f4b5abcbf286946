import { z } from 'zod';
import { job } from '../../jobs.ts';
import { kpiJob } from '../kpi/jobs.ts';
import { insertProposal } from '../proposals/commands/propose-weights.ts';

/** No dimension is to fall out of sight. */
const bounds = { floor: 0.1 };

/** Computes the runs of the demo one after the other, as any run is, and asks for weights by the last. */
export const demoRunsJob = job({
  name: 'demo.runs',
  input: z.object({ earlierRunIds: z.array(z.uuid()), runId: z.uuid() }),
  run: async (run, { earlierRunIds, runId }) => {
    for (const id of [...earlierRunIds, runId]) await kpiJob.perform(run, { runId: id });
    if (run.checkpoint?.asked === true) return;
    await run.step(async (op) => {
      await insertProposal(op, { runId, bounds });
      return { progress: 100, total: 100, checkpoint: { asked: true } };
    });
  },
});
