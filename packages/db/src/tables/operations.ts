import { sql } from 'drizzle-orm';
import { index, pgPolicy, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { tenantId, tenantPolicy, workerRole } from '../tenant-table.ts';

/** The result of a mutation under the caller's key, so that a retry answers the same. Never updated. */
export const idempotencyKeys = pgTable(
  'idempotency_keys',
  {
    tenantId: tenantId(),
    actor: text('actor').notNull(),
    mutation: text('mutation').notNull(),
    key: text('key').notNull(),
    inputHash: text('input_hash').notNull(),
    resultId: uuid('result_id').notNull(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.actor, t.mutation, t.key] }), tenantPolicy()],
);

/** Who did what to which thing, written in the transaction that did it. Never updated. */
export const auditEntries = pgTable(
  'audit_entries',
  {
    tenantId: tenantId(),
    id: uuid('id').notNull(),
    at: timestamp('at', { withTimezone: true }).notNull(),
    /** `member:<id>`, `key:<id>` or `system`. */
    actor: text('actor').notNull(),
    action: text('action').notNull(),
    targetId: uuid('target_id').notNull(),
    requestId: text('request_id').notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] }), tenantPolicy()],
);
export type AuditEntry = typeof auditEntries.$inferSelect;

/** What happened in a project, to be told to listeners by the relay, which empties this table. */
export const outbox = pgTable(
  'outbox',
  {
    tenantId: tenantId(),
    id: uuid('id').notNull(),
    projectId: uuid('project_id').notNull(),
    kind: text('kind').notNull(),
    at: timestamp('at', { withTimezone: true }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    tenantPolicy(),
    pgPolicy('relay', { to: workerRole, for: 'all', using: sql`true`, withCheck: sql`false` }),
  ],
);

/** Download links that were used: each works once. Never updated. */
export const usedDownloads = pgTable(
  'used_downloads',
  {
    tenantId: tenantId(),
    nonce: uuid('nonce').notNull(),
    usedAt: timestamp('used_at', { withTimezone: true }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.nonce] }),
    index('used_downloads_at').on(t.tenantId, t.usedAt),
    tenantPolicy(),
  ],
);
