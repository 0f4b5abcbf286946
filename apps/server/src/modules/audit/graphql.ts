import type { AuditEntry } from '@assay/db/tables/operations';
import { builder } from '../../graphql/builder.ts';
import { nodeBy } from '../../graphql/node.ts';
import { globalId } from '../../ids.ts';
import * as queries from './queries.ts';

const AuditEntryType = builder.objectRef<AuditEntry>('AuditEntry').implement({
  description:
    'One change: who, what, when. Written in the transaction that made it; never changed.',
  interfaces: [builder.nodeInterfaceRef()],
  fields: (t) => ({
    id: t.id({ resolve: ({ id }) => globalId('AuditEntry', id) }),
    at: t.expose('at', { type: 'DateTime' }),
    actor: t.exposeString('actor', {
      description: '`member:<id>`, `key:<id>`, `user:<id>` or `system`.',
    }),
    action: t.exposeString('action'),
    targetId: t.exposeString('targetId', { description: 'The UUID of what was made or changed.' }),
    requestId: t.exposeString('requestId'),
  }),
});
nodeBy('AuditEntry', (ctx, id) => queries.findAuditEntry(ctx, { id }));

const AuditEntryConnection = builder.connectionObject(
  { type: AuditEntryType, name: 'AuditEntryConnection' },
  { name: 'AuditEntryEdge' },
);
builder.queryField('auditEntries', (t) =>
  t.connection(
    { type: AuditEntryType, resolve: (_root, args, ctx) => queries.listAuditEntries(ctx, args) },
    AuditEntryConnection,
  ),
);
