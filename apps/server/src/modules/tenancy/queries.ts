import { one } from '@assay/db/one';
import { invitations, members } from '@assay/db/tables/members';
import { tenants } from '@assay/db/tables/tenants';
import { and, asc, desc, eq, gt, inArray, isNull } from 'drizzle-orm';
import { notFound } from '../../errors.ts';
import { type Op, query } from '../../operation.ts';
import { byId } from '../../rows.ts';
import { hashSecret } from '../../secrets.ts';

/** The one tenant of this transaction. */
export const currentTenant = async (op: Op) => one(await op.tx.select().from(tenants));

export const findTenant = query('tenant:read', (op) => currentTenant(op));

export async function loadMembers(op: Op, ids: readonly string[]) {
  return byId(
    await op.tx
      .select()
      .from(members)
      .where(inArray(members.id, [...ids])),
  );
}

export const listMembers = query('member:read', (op) =>
  op.tx.select().from(members).where(isNull(members.removedAt)).orderBy(asc(members.name)),
);

export const listInvitations = query('member:invite', (op) =>
  op.tx.select().from(invitations).where(openInvitation(op)).orderBy(desc(invitations.id)),
);

const openInvitation = (op: Op) =>
  and(
    isNull(invitations.acceptedAt),
    isNull(invitations.revokedAt),
    gt(invitations.expiresAt, op.now),
  );

/** The open invitation of a link. @throws AppError NOT_FOUND where it is used up, revoked or lapsed */
export async function invitationByToken(op: Op, token: string) {
  const [invitation] = await op.tx
    .select()
    .from(invitations)
    .where(and(eq(invitations.tokenHash, hashSecret(token)), openInvitation(op)));
  if (invitation === undefined) throw notFound();
  return invitation;
}

export const previewInvitation = query(
  'invitation:accept',
  async (op, input: { token: string }) => {
    const [invitation, tenant] = await Promise.all([
      invitationByToken(op, input.token),
      currentTenant(op),
    ]);
    return { tenantName: tenant.name, role: invitation.role, expiresAt: invitation.expiresAt };
  },
);

export async function loadInvitations(op: Op, ids: readonly string[]) {
  return byId(
    await op.tx
      .select()
      .from(invitations)
      .where(inArray(invitations.id, [...ids])),
  );
}
