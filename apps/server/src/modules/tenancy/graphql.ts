import type { Invitation, Member } from '@assay/db/tables/members';
import type { Tenant } from '@assay/db/tables/tenants';
import { roles, type Viewer } from '../../auth/viewer.ts';
import { Context } from '../../context.ts';
import { notFound } from '../../errors.ts';
import { builder } from '../../graphql/builder.ts';
import { nodeBy } from '../../graphql/node.ts';
import { present, replayedField } from '../../graphql/payload.ts';
import { globalId, idOf, newId } from '../../ids.ts';
import { OneTimeSecret } from '../../secrets.ts';
import * as commands from './commands.ts';
import * as queries from './queries.ts';

export const RoleEnum = builder.enumType('Role', {
  description:
    'What a member may do: LEAD runs projects, REVIEWER audits, ANNOTATOR judges, ANALYST reads.',
  values: roles,
});

export const TenantType = builder.objectRef<Tenant>('Tenant').implement({
  description: 'An organisation. Nothing of it is visible from another.',
  interfaces: [builder.nodeInterfaceRef()],
  fields: (t) => ({
    id: t.id({ resolve: ({ id }) => globalId('Tenant', id) }),
    slug: t.exposeString('slug', {
      description: 'Its short name in URLs and in the header Assay-Tenant.',
    }),
    name: t.exposeString('name'),
    simulated: t.exposeBoolean('simulated', {
      description: 'Its judgments were simulated, not made by people.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    members: t.field({
      type: [MemberType],
      description: 'At most 1,000.',
      resolve: (tenant, _args, ctx) => {
        requireOwn(tenant, ctx);
        return queries.listMembers(ctx, {});
      },
    }),
    invitations: t.field({
      type: [InvitationType],
      description: 'Those still open, newest first.',
      resolve: (tenant, _args, ctx) => {
        requireOwn(tenant, ctx);
        return queries.listInvitations(ctx, {});
      },
    }),
  }),
});

/** A tenant other than the request's is shown by name only. */
function requireOwn(tenant: Tenant, ctx: Context): void {
  if (tenant.id !== ctx.viewer.tenantId) throw notFound();
}

export const MemberType = builder.objectRef<Member>('Member').implement({
  description: 'A user in an organisation.',
  interfaces: [builder.nodeInterfaceRef()],
  fields: (t) => ({
    id: t.id({ resolve: ({ id }) => globalId('Member', id) }),
    name: t.exposeString('name'),
    email: t.exposeString('email'),
    role: t.expose('role', { type: RoleEnum }),
    joinedAt: t.expose('joinedAt', { type: 'DateTime' }),
    isViewer: t.boolean({
      resolve: (member, _args, { viewer }) =>
        viewer.kind === 'MEMBER' && viewer.memberId === member.id,
    }),
  }),
});
nodeBy('Member', async (ctx, id) => {
  const all = await queries.listMembers(ctx, {});
  return all.find((member) => member.id === id) ?? null;
});
nodeBy('Tenant', async (ctx, id) => {
  const tenant = await queries.findTenant(ctx, {});
  return tenant.id === id ? tenant : null;
});

const InvitationType = builder.objectRef<Invitation>('Invitation').implement({
  description: 'An invitation by link, good for one person and seven days.',
  interfaces: [builder.nodeInterfaceRef()],
  fields: (t) => ({
    id: t.id({ resolve: ({ id }) => globalId('Invitation', id) }),
    email: t.exposeString('email', { nullable: true }),
    role: t.expose('role', { type: RoleEnum }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime' }),
  }),
});

nodeBy('Invitation', async (ctx, id) => {
  const open = await queries.listInvitations(ctx, {});
  return open.find((invitation) => invitation.id === id) ?? null;
});

const InvitationPreviewType = builder
  .objectRef<Awaited<ReturnType<typeof queries.previewInvitation>>>('InvitationPreview')
  .implement({
    description: 'What somebody holding an invitation link may know before accepting.',
    fields: (t) => ({
      tenantName: t.exposeString('tenantName'),
      role: t.expose('role', { type: RoleEnum }),
      expiresAt: t.expose('expiresAt', { type: 'DateTime' }),
    }),
  });

builder.queryFields((t) => ({
  tenant: t.field({
    type: TenantType,
    description: 'The organisation of this request.',
    resolve: (_root, _args, ctx) => queries.findTenant(ctx, {}),
  }),
  invitation: t.field({
    type: InvitationPreviewType,
    args: { token: t.arg.string({ required: true }) },
    resolve: (_root, args, ctx) => queries.previewInvitation(ctx, args),
  }),
}));

const CreateTenantPayload = builder
  .objectRef<{ tenant: Tenant; replayed: boolean }>('CreateTenantPayload')
  .implement({
    fields: (t) => ({
      tenant: t.field({ type: TenantType, resolve: (payload) => payload.tenant }),
      replayed: t.exposeBoolean('replayed', replayedField),
    }),
  });
const CreateTenantInput = builder.inputType('CreateTenantInput', {
  fields: (t) => ({
    idempotencyKey: t.string({ required: true }),
    name: t.string({ required: true }),
    slug: t.string({ required: true }),
  }),
});
builder.mutationField('createTenant', (t) =>
  t.field({
    type: CreateTenantPayload,
    description: 'Makes an organisation; you become its owner. Needs no header Assay-Tenant.',
    errors: {},
    args: { input: t.arg({ type: CreateTenantInput, required: true }) },
    resolve: async (_root, { input }, ctx) => {
      const inner = new Context(ctx.services, await founder(ctx, input.slug), ctx.requestId);
      try {
        const { replayed } = await commands.createTenant(inner, input);
        return { tenant: await queries.currentTenant(await inner.readOp()), replayed };
      } finally {
        await inner.endReads();
      }
    },
  }),
);

/** The caller as a guest of the tenant to be, or of the one that has the slug, to replay there. */
async function founder(ctx: Context, slug: string): Promise<Viewer> {
  const { viewer, services } = ctx;
  if (viewer.kind !== 'GUEST' && viewer.kind !== 'MEMBER') return viewer;
  const { userId, name, email } = viewer;
  const tenantId = (await services.lookups.tenantBySlug(slug)) ?? newId(services.clock());
  return { kind: 'GUEST', tenantId, userId, name, email };
}

const InviteMemberPayload = builder
  .objectRef<{ id: string; url: string | null; replayed: boolean }>('InviteMemberPayload')
  .implement({
    description: 'url is given once and cannot be read again.',
    fields: (t) => ({
      invitation: t.field({
        type: InvitationType,
        resolve: ({ id }, _args, ctx) => present(ctx.load(queries.loadInvitations, id)),
      }),
      url: t.exposeString('url', { nullable: true }),
      replayed: t.exposeBoolean('replayed', replayedField),
    }),
  });
const InviteMemberInput = builder.inputType('InviteMemberInput', {
  fields: (t) => ({
    idempotencyKey: t.string({ required: true }),
    email: t.string({
      description: 'Only this address may accept; without one, whoever has the link.',
    }),
    role: t.field({ type: RoleEnum, required: true }),
  }),
});
builder.mutationField('inviteMember', (t) =>
  t.field({
    type: InviteMemberPayload,
    errors: {},
    args: { input: t.arg({ type: InviteMemberInput, required: true }) },
    resolve: async (_root, { input }, ctx) => {
      const token = new OneTimeSecret('', 24);
      const { id, replayed } = await commands.inviteMember(ctx, {
        ...input,
        email: input.email ?? null,
        token,
      });
      const { slug } = await queries.findTenant(ctx, {});
      return { id, url: replayed ? null : `/invite/${slug}/${token.value}`, replayed };
    },
  }),
);

const tenantPayload = (name: string) =>
  builder.objectRef<object>(name).implement({
    fields: (t) => ({
      tenant: t.field({
        type: TenantType,
        resolve: (_payload, _args, ctx) => queries.findTenant(ctx, {}),
      }),
    }),
  });
const memberField = (id: string, ctx: Context) => present(ctx.load(queries.loadMembers, id));

const RevokeInvitationPayload = tenantPayload('RevokeInvitationPayload');
const RevokeInvitationInput = builder.inputType('RevokeInvitationInput', {
  fields: (t) => ({ invitationId: t.id({ required: true }) }),
});
const AcceptInvitationPayload = builder
  .objectRef<{ id: string }>('AcceptInvitationPayload')
  .implement({
    fields: (t) => ({
      tenant: t.field({
        type: TenantType,
        resolve: async (_payload, _args, ctx) => queries.currentTenant(await ctx.readOp()),
      }),
      member: t.field({ type: MemberType, resolve: ({ id }, _args, ctx) => memberField(id, ctx) }),
    }),
  });
const AcceptInvitationInput = builder.inputType('AcceptInvitationInput', {
  fields: (t) => ({ token: t.string({ required: true }) }),
});
const ChangeMemberRolePayload = builder
  .objectRef<{ id: string }>('ChangeMemberRolePayload')
  .implement({
    fields: (t) => ({
      member: t.field({ type: MemberType, resolve: ({ id }, _args, ctx) => memberField(id, ctx) }),
    }),
  });
const ChangeMemberRoleInput = builder.inputType('ChangeMemberRoleInput', {
  fields: (t) => ({
    memberId: t.id({ required: true }),
    role: t.field({ type: RoleEnum, required: true }),
  }),
});
const RemoveMemberPayload = tenantPayload('RemoveMemberPayload');
const RemoveMemberInput = builder.inputType('RemoveMemberInput', {
  fields: (t) => ({ memberId: t.id({ required: true }) }),
});

builder.mutationFields((t) => ({
  revokeInvitation: t.field({
    type: RevokeInvitationPayload,
    errors: {},
    args: { input: t.arg({ type: RevokeInvitationInput, required: true }) },
    resolve: (_root, { input }, ctx) =>
      commands.revokeInvitation(ctx, { invitationId: idOf('Invitation', input.invitationId) }),
  }),
  acceptInvitation: t.field({
    type: AcceptInvitationPayload,
    description:
      'Joins the organisation of the header Assay-Tenant with the token of an invitation link.',
    errors: {},
    args: { input: t.arg({ type: AcceptInvitationInput, required: true }) },
    resolve: (_root, { input }, ctx) => commands.acceptInvitation(ctx, input),
  }),
  changeMemberRole: t.field({
    type: ChangeMemberRolePayload,
    errors: {},
    args: { input: t.arg({ type: ChangeMemberRoleInput, required: true }) },
    resolve: (_root, { input }, ctx) =>
      commands.changeMemberRole(ctx, {
        memberId: idOf('Member', input.memberId),
        role: input.role,
      }),
  }),
  removeMember: t.field({
    type: RemoveMemberPayload,
    description: 'Takes a person out of the organisation. Their judgments stay.',
    errors: {},
    args: { input: t.arg({ type: RemoveMemberInput, required: true }) },
    resolve: (_root, { input }, ctx) =>
      commands.removeMember(ctx, { memberId: idOf('Member', input.memberId) }),
  }),
}));
