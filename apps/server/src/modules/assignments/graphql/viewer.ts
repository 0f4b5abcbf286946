import type { Tenant } from '@assay/db/tables/tenants';
import { actorOf, type Role, roles } from '../../../auth/viewer.ts';
import type { Context } from '../../../context.ts';
import { AppError } from '../../../errors.ts';
import { builder } from '../../../graphql/builder.ts';
import { MemberType, RoleEnum, TenantType } from '../../tenancy/graphql.ts';
import { loadMembers } from '../../tenancy/queries.ts';
import { listWork } from '../queries/assignments.ts';
import { WorkQueueType } from './types.ts';

interface MembershipShape {
  readonly tenant: Tenant;
  readonly role: Role;
}
const ViewerType = builder.objectRef<object>('Viewer');
const MembershipType = builder.objectRef<MembershipShape>('Membership');
const ViewerKindEnum = builder.enumType('ViewerKind', { values: ['USER', 'API_KEY'] as const });

async function membershipsOf({ viewer, services }: Context): Promise<MembershipShape[]> {
  if (viewer.kind !== 'MEMBER' && viewer.kind !== 'GUEST') return [];
  const rows = await services.lookups.membershipsOf(viewer.userId);
  return rows.flatMap((row) => {
    const role = roles.find((known) => known === row.role);
    const { tenantId: id, slug, tenantName: name, simulated, tenantCreatedAt: createdAt } = row;
    return role === undefined ? [] : [{ tenant: { id, slug, name, simulated, createdAt }, role }];
  });
}

ViewerType.implement({
  description: 'Who is asking.',
  fields: (t) => ({
    id: t.id({ resolve: (_viewer, _args, { viewer }) => actorOf(viewer) }),
    name: t.string({
      resolve: (_viewer, _args, { viewer }) => ('name' in viewer ? viewer.name : 'API key'),
    }),
    email: t.string({
      nullable: true,
      resolve: (_viewer, _args, { viewer }) => ('email' in viewer ? viewer.email : null),
    }),
    kind: t.field({
      type: ViewerKindEnum,
      resolve: (_viewer, _args, { viewer }) => (viewer.kind === 'API_KEY' ? 'API_KEY' : 'USER'),
    }),
    memberships: t.field({
      type: [MembershipType],
      description: 'The organisations you belong to.',
      resolve: (_viewer, _args, ctx) => membershipsOf(ctx),
    }),
    member: t.field({
      type: MemberType,
      nullable: true,
      description: 'You in the organisation of this request.',
      resolve: (_viewer, _args, ctx) =>
        ctx.viewer.kind === 'MEMBER' ? ctx.load(loadMembers, ctx.viewer.memberId) : null,
    }),
    work: t.field({
      type: [WorkQueueType],
      description: 'What waits for you in the organisation of this request, by project.',
      resolve: (_viewer, _args, ctx) =>
        ctx.viewer.kind === 'MEMBER' && ctx.viewer.role !== 'ANALYST' ? listWork(ctx, {}) : [],
    }),
  }),
});
MembershipType.implement({
  fields: (t) => ({
    tenant: t.expose('tenant', { type: TenantType }),
    role: t.expose('role', { type: RoleEnum }),
  }),
});

builder.queryField('viewer', (t) =>
  t.field({
    type: ViewerType,
    resolve: (_root, _args, { viewer }) => {
      if (viewer.kind === 'ANONYMOUS') {
        throw new AppError('UNAUTHENTICATED', 'Sign in, or send an API key.');
      }
      return {};
    },
  }),
);
