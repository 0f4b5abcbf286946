import { weightProposals } from '@assay/db/tables/proposals';
import { AppError } from '../../../errors.ts';
import { newId } from '../../../ids.ts';
import { type CommandOp, command } from '../../../operation.ts';
import { requestOf, runById } from '../../kpi/queries/runs.ts';
import { contentOf } from '../../rubrics/queries/content.ts';
import { proposalJob } from '../jobs.ts';
import { fillProposal, type ProposalBounds } from '../rules/request.ts';

interface ProposeWeights {
  readonly idempotencyKey: string;
  readonly runId: string;
  readonly bounds: ProposalBounds;
}

/** Queues a fit of weights to the primary outcome that a run declared. */
export const proposeWeights = command('proposal:make', async (op, input: ProposeWeights) => {
  await insertProposal(op, input);
  return op.resultId;
});

/** Stores a proposal under the operation's result id, and queues its job. */
export async function insertProposal(
  op: CommandOp,
  { runId, bounds }: Pick<ProposeWeights, 'runId' | 'bounds'>,
): Promise<void> {
  const run = await runById(op, runId);
  if (run.finishedAt === null) {
    throw new AppError('CONFLICT', 'This run has no result yet. Wait until its job has ended.');
  }
  const { primaryOutcome: outcome, rubricVersionIds, profile, level } = requestOf(run);
  if (outcome === null) {
    throw new AppError(
      'INVALID_INPUT',
      'This run declared no primary outcome before it was computed. Start one that names the outcome to be tracked.',
      { field: 'runId' },
    );
  }
  const [rubricVersionId, ...others] = rubricVersionIds;
  if (rubricVersionId === undefined || others.length > 0) {
    throw new AppError(
      'INVALID_INPUT',
      'Weights belong to one rubric version; this run has none, or pools several.',
      { field: 'runId' },
    );
  }
  const { dimensions } = await contentOf(op, rubricVersionId);
  const request = fillProposal(bounds, {
    ...{ outcome, level, seed: run.seed, dimensions: dimensions.length },
  });
  const jobId = newId(op.now);
  await proposalJob.enqueue(op, jobId, { proposalId: op.resultId });
  await op.tx.insert(weightProposals).values({
    ...{ id: op.resultId, projectId: run.projectId, runId: run.id, jobId, rubricVersionId },
    profile: profile === '' ? null : profile,
    ...{ request, createdAt: op.now },
  });
}
