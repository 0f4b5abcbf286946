import { weightProposals } from '@assay/db/tables/proposals';
import { eq } from 'drizzle-orm';
import type { CommandOp } from '../../../operation.ts';
import type { Gain, ProposalEvidence } from '../rules/evidence.ts';
import { hasExpired } from '../rules/expiry.ts';

/** Keeps what later tickets say of approved weights, which expire where the gain is not there. */
export async function keepRetest(
  op: CommandOp,
  id: string,
  evidence: ProposalEvidence,
  retest: Gain,
): Promise<void> {
  const expiredAt = hasExpired(evidence, retest) ? op.now : null;
  await op.tx
    .update(weightProposals)
    .set({ retest, retestedAt: op.now, expiredAt })
    .where(eq(weightProposals.id, id));
}
