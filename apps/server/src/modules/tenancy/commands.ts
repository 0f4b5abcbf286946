import { invitations, members } from '@assay/db/tables/members';
import { tenants } from '@assay/db/tables/tenants';
import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Role, Viewer } from '../../auth/viewer.ts';
import { AppError, notFound } from '../../errors.ts';
import { newId } from '../../ids.ts';
import { type CommandOp, command, type Op } from '../../operation.ts';
import type { OneTimeSecret } from '../../secrets.ts';
import { hashSecret } from '../../secrets.ts';
import { named } from '../../text.ts';
import { ensureAnnotator } from '../annotators/commands.ts';
import { invitationByToken } from './queries.ts';
import { checkSlug, invitationLastsMs } from './rules.ts';

/** Makes an organisation with the caller as its owner. Runs in a context of the tenant to be. */
export const createTenant = command(
  'tenant:create',
  async (
    op,
    input: { idempotencyKey: string; name: string; slug: string; simulated?: boolean },
  ) => {
    const person = personOf(op.viewer);
    checkSlug(input.slug);
    const id = op.viewer.tenantId;
    if (id === null) throw new Error('createTenant runs in a context of its own');
    const made = await op.tx
      .insert(tenants)
      .values({
        id,
        slug: input.slug,
        name: named(input.name, 'name'),
        simulated: input.simulated ?? false,
        createdAt: op.now,
      })
      .onConflictDoNothing()
      .returning({ id: tenants.id });
    if (made.length === 0) {
      throw new AppError('CONFLICT', 'Another organisation has this short name. Choose another.', {
        field: 'slug',
      });
    }
    op.concerns(id);
    await addMember(op, op.resultId, person, 'OWNER');
    return op.resultId;
  },
);

/** Makes an invitation by link. The token is derived by the caller and kept only as its hash. */
export const inviteMember = command(
  'member:invite',
  async (
    op,
    input: { idempotencyKey: string; email: string | null; role: Role; token: OneTimeSecret },
  ) => {
    if (op.viewer.kind !== 'MEMBER') throw notFound();
    if (input.role === 'OWNER' && op.viewer.role !== 'OWNER') {
      throw new AppError('FORBIDDEN', 'Only an owner may invite an owner.', { field: 'role' });
    }
    if (op.viewer.role === 'LEAD' && input.role === 'ADMIN') {
      throw new AppError('FORBIDDEN', 'A lead may not invite an admin.', { field: 'role' });
    }
    await op.tx.insert(invitations).values({
      id: op.resultId,
      email: input.email,
      role: input.role,
      tokenHash: hashSecret(input.token.value),
      invitedBy: op.viewer.memberId,
      createdAt: op.now,
      expiresAt: new Date(op.now.getTime() + invitationLastsMs),
    });
    return op.resultId;
  },
);

export const revokeInvitation = command(
  'member:invite',
  async (op, { invitationId }: { invitationId: string }) => {
    const revoked = await op.tx
      .update(invitations)
      .set({ revokedAt: op.now })
      .where(and(eq(invitations.id, invitationId), isNull(invitations.acceptedAt)))
      .returning({ id: invitations.id });
    if (revoked.length === 0) throw notFound();
    return invitationId;
  },
);

/** Uses up an invitation. Somebody who is a member already keeps the role they have. */
export const acceptInvitation = command(
  'invitation:accept',
  async (op, input: { token: string }) => {
    const person = personOf(op.viewer);
    const invitation = await invitationByToken(op, input.token);
    if (
      invitation.email !== null &&
      invitation.email.toLowerCase() !== person.email.toLowerCase()
    ) {
      throw new AppError('FORBIDDEN', 'This invitation is for another e-mail address.');
    }
    const used = await op.tx
      .update(invitations)
      .set({ acceptedAt: op.now })
      .where(and(eq(invitations.id, invitation.id), isNull(invitations.acceptedAt)))
      .returning({ id: invitations.id });
    if (used.length === 0) throw notFound();
    // one after the other, so that two links used at once make one member
    await op.tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${person.userId}, 0))`);
    const [known] = await op.tx.select().from(members).where(eq(members.userId, person.userId));
    if (known === undefined) return addMember(op, newId(op.now), person, invitation.role);
    if (known.removedAt !== null) {
      await op.tx
        .update(members)
        .set({ removedAt: null, role: invitation.role })
        .where(eq(members.id, known.id));
    }
    return known.id;
  },
);

export const changeMemberRole = command(
  'member:change',
  async (op, { memberId, role }: { memberId: string; role: Role }) => {
    const member = await changeableMember(op, memberId);
    requireOwnerFor(op, member.role === 'OWNER' || role === 'OWNER');
    if (member.role === 'OWNER' && role !== 'OWNER') await requireAnotherOwner(op, memberId);
    await op.tx.update(members).set({ role }).where(eq(members.id, memberId));
    return memberId;
  },
);

/** Takes a person out. Their judgments stay; their sessions here end with the next request. */
export const removeMember = command(
  'member:change',
  async (op, { memberId }: { memberId: string }) => {
    const member = await changeableMember(op, memberId);
    requireOwnerFor(op, member.role === 'OWNER');
    if (member.role === 'OWNER') await requireAnotherOwner(op, memberId);
    await op.tx.update(members).set({ removedAt: op.now }).where(eq(members.id, memberId));
    await op.tx.execute(
      sql`select pg_notify('assay_revocation', ${JSON.stringify({ userId: member.userId })})`,
    );
    return memberId;
  },
);

interface PersonRef {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
}

export async function addMember(
  op: Op,
  id: string,
  person: PersonRef,
  role: Role,
): Promise<string> {
  const { userId, name, email } = person;
  await op.tx.insert(members).values({ id, userId, name, email, role, joinedAt: op.now });
  await ensureAnnotator(op, { id, name });
  return id;
}

function personOf(viewer: Viewer): PersonRef {
  if (viewer.kind === 'GUEST' || viewer.kind === 'MEMBER') return viewer;
  throw new AppError('FORBIDDEN', 'Only a person can do this.');
}

/** @throws AppError CONFLICT in the demo, where nobody may shut out the others who look around */
async function changeableMember(op: Op, memberId: string) {
  const [tenant] = await op.tx.select({ simulated: tenants.simulated }).from(tenants);
  if (tenant?.simulated !== false) {
    throw new AppError('CONFLICT', 'The members of the demo stay as they are.');
  }
  const [member] = await op.tx
    .select()
    .from(members)
    .where(and(eq(members.id, memberId), isNull(members.removedAt)));
  if (member === undefined) throw notFound();
  return member;
}

function requireOwnerFor(op: CommandOp, concernsOwner: boolean): void {
  if (concernsOwner && !(op.viewer.kind === 'MEMBER' && op.viewer.role === 'OWNER')) {
    throw new AppError('FORBIDDEN', 'Only an owner may change who owns the organisation.');
  }
}

async function requireAnotherOwner(op: Op, memberId: string): Promise<void> {
  // locked, so that two owners cannot step down at once
  const owners = await op.tx
    .select({ id: members.id })
    .from(members)
    .where(and(eq(members.role, 'OWNER'), isNull(members.removedAt)))
    .for('update');
  if (!owners.some((owner) => owner.id !== memberId)) {
    throw new AppError('CONFLICT', 'An organisation needs an owner. Make somebody else one first.');
  }
}
