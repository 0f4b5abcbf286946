import {
  foreignKey,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core';
import { tenantId, tenantPolicy } from '../tenant-table.ts';
import { members } from './members.ts';

export const jobState = pgEnum('job_state', [
  'QUEUED',
  'RUNNING',
  'SUCCEEDED',
  'FAILED',
  'CANCELLED',
]);

/** Long work somebody asked for. Its row is what people watch; graphile-worker runs it. */
export const jobs = pgTable(
  'jobs',
  {
    tenantId: tenantId(),
    id: uuid('id').notNull(),
    kind: text('kind').notNull(),
    payload: jsonb('payload').$type<Record<string, unknown>>().notNull(),
    state: jobState('state').notNull(),
    progress: integer('progress').notNull(),
    total: integer('total'),
    error: text('error'),
    /** Where a run that was killed goes on. */
    checkpoint: jsonb('checkpoint').$type<Record<string, unknown>>(),
    requestedBy: uuid('requested_by'),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
    finishedAt: timestamp('finished_at', { withTimezone: true }),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({
      columns: [t.tenantId, t.requestedBy],
      foreignColumns: [members.tenantId, members.id],
    }),
    tenantPolicy(),
  ],
);
export type Job = typeof jobs.$inferSelect;
