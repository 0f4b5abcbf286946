import { type WeightProposal, weightProposals } from '@assay/db/tables/proposals';
import { eq } from 'drizzle-orm';
import { AppError, notFound } from '../../../errors.ts';
import { type CommandOp, command } from '../../../operation.ts';
import { named } from '../../../text.ts';
import { reweighDraft } from '../../rubrics/commands.ts';
import { evidenceOf } from '../queries/proposals.ts';
import type { ProposalEvidence } from '../rules/evidence.ts';

interface Decide {
  readonly proposalId: string;
  readonly reason: string;
}

/** Puts the proposed weights into a draft of the rubric. They come into force when a person publishes it. */
export const approveWeightProposal = command('proposal:decide', async (op, input: Decide) => {
  const { proposal, evidence } = await undecided(op, input.proposalId);
  if (evidence.verdict !== 'BETTER') {
    throw new AppError(
      'CONFLICT',
      'This proposal found no weights that track the outcome better: there is nothing to approve.',
    );
  }
  const weights = new Map(
    evidence.weights.flatMap(({ key, proposed }) => (proposed === null ? [] : [[key, proposed]])),
  );
  const draftVersionId = await reweighDraft(op, {
    ...{ versionId: proposal.rubricVersionId, profile: proposal.profile, weights },
    note: `Weights of a proposal for ${proposal.profile ?? 'all tasks'}: ${evidence.summary}`.slice(
      0,
      2_000,
    ),
  });
  return decide(op, proposal, {
    ...{ decision: 'APPROVED', reason: input.reason.trim(), draftVersionId },
  });
});

export const rejectWeightProposal = command('proposal:decide', async (op, input: Decide) => {
  const { proposal } = await undecided(op, input.proposalId);
  return decide(op, proposal, {
    ...{ decision: 'REJECTED', reason: named(input.reason, 'reason', 2_000), draftVersionId: null },
  });
});

async function undecided(
  op: CommandOp,
  id: string,
): Promise<{ proposal: WeightProposal; evidence: ProposalEvidence }> {
  const w = weightProposals;
  const [proposal] = await op.tx.select().from(w).where(eq(w.id, id)).for('update');
  if (proposal === undefined) throw notFound();
  const evidence = evidenceOf(proposal);
  if (evidence === null) {
    throw new AppError('CONFLICT', 'Its evidence is not there yet. Wait until its job has ended.');
  }
  if (proposal.decision !== null) {
    throw new AppError('CONFLICT', `It was ${proposal.decision.toLowerCase()} already.`);
  }
  return { proposal, evidence };
}

type Decision = Pick<WeightProposal, 'decision' | 'reason' | 'draftVersionId'>;

async function decide(op: CommandOp, { id }: WeightProposal, decision: Decision): Promise<string> {
  if (op.viewer.kind !== 'MEMBER') {
    throw new AppError('FORBIDDEN', 'Weights are decided by people.');
  }
  await op.tx
    .update(weightProposals)
    .set({ ...decision, decidedBy: op.viewer.memberId, decidedAt: op.now })
    .where(eq(weightProposals.id, id));
  return id;
}
