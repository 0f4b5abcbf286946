import { type WeightProposal, weightProposals } from '@assay/db/tables/proposals';
import { and, desc, eq, inArray, isNull } from 'drizzle-orm';
import { notFound } from '../../../errors.ts';
import { childrenOf } from '../../../graphql/children.ts';
import { type Op, query } from '../../../operation.ts';
import { byId } from '../../../rows.ts';
import type { Gain, ProposalEvidence } from '../rules/evidence.ts';
import { StoredProposal } from '../rules/request.ts';

export async function loadProposals(op: Op, ids: readonly string[]) {
  return byId(
    await op.tx
      .select()
      .from(weightProposals)
      .where(inArray(weightProposals.id, [...ids])),
  );
}

/** @throws AppError NOT_FOUND */
export async function proposalById(op: Op, id: string): Promise<WeightProposal> {
  const proposal = (await loadProposals(op, [id])).get(id);
  if (proposal === undefined) throw notFound();
  return proposal;
}

export const findProposal = query('proposal:read', (op, { id }: { id: string }) =>
  proposalById(op, id),
);
export const findProposalToCompute = query('job:run', (op, { id }: { id: string }) =>
  proposalById(op, id),
);

const w = weightProposals;

/** The proposals of a project. */
export const listProposals = childrenOf('proposal:read', {
  id: w.id,
  parent: w.projectId,
  rows: (op, { where, orderBy, limit }) =>
    op.tx.select().from(w).where(where).orderBy(orderBy).limit(limit),
  parentOf: (proposal) => proposal.projectId,
});

/** Approved proposals that later tickets are asked about, at most. */
const retestedMax = 10;

/** The latest approved proposals of a project that have not expired. */
export const approvedProposals = query('job:run', (op, { projectId }: { projectId: string }) =>
  op.tx
    .select()
    .from(w)
    .where(and(eq(w.projectId, projectId), eq(w.decision, 'APPROVED'), isNull(w.expiredAt)))
    .orderBy(desc(w.id))
    .limit(retestedMax),
);

/** What a proposal was asked for. It was checked before it was stored. */
export const proposalRequestOf = ({ request }: WeightProposal) => StoredProposal.parse(request);

/** The evidence; null until its job has ended, which alone writes it. */
export const evidenceOf = ({ result }: WeightProposal): ProposalEvidence | null =>
  result as ProposalEvidence | null;

/** What later tickets say of an approved proposal; null as long as nobody knows. */
export const retestOf = ({ retest }: WeightProposal): Gain | null => retest as Gain | null;
