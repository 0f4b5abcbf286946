import { weightProposals } from '@assay/db/tables/proposals';
import { and, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { job } from '../../jobs.ts';
import { emitEvent } from '../events/commands/emit-event.ts';
import { computed } from '../kpi/jobs.ts';
import { inputFile } from '../kpi/queries/input-files.ts';
import { findRunToCompute, inputRunOf } from '../kpi/queries/runs.ts';
import { findProposalToCompute, proposalRequestOf } from './queries/proposals.ts';
import type { ProposalEvidence } from './rules/evidence.ts';
import { proposalReady } from './rules/ready.ts';

/** Fits weights on the input table of a run, in a process of its own. */
export const proposalJob = job({
  name: 'proposals.fit',
  input: z.object({ proposalId: z.uuid() }),
  run: async (run, { proposalId }) => {
    const reader = run.reader();
    const proposal = await findProposalToCompute(reader, { id: proposalId });
    const source = await findRunToCompute(reader, { id: proposal.runId });
    await reader.endReads();
    if (proposal.finishedAt !== null) return;
    const file = inputFile(reader.services, source.tenantId, inputRunOf(source));
    const request = proposalRequestOf(proposal);
    // a process hands over plain data of the type its task makes
    const result = (await computed(run, { kind: 'PROPOSE', file, request })) as ProposalEvidence;
    await run.step(async (op) => {
      const w = weightProposals;
      const unset = and(eq(w.id, proposalId), isNull(w.finishedAt));
      const ended = await op.tx
        .update(w)
        .set({ result, finishedAt: op.now })
        .where(unset)
        .returning({ id: w.id });
      op.announce(proposal.projectId, 'WEIGHT_PROPOSAL_READY');
      if (ended.length > 0) await emitEvent(op, proposalReady(proposal, result));
      return { progress: 100, total: 100 };
    });
  },
});
