import {
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core';
import { tenantId, tenantPolicy } from '../tenant-table.ts';
import { jobs } from './jobs.ts';
import { webhookKind } from './webhooks.ts';

/** How to read past tickets from a ticket system's own API. The credential is sealed. */
export const connectors = pgTable(
  'connectors',
  {
    tenantId: tenantId(),
    id: uuid('id').notNull(),
    kind: webhookKind('kind').notNull(),
    name: text('name').notNull(),
    source: text('source').notNull(),
    baseUrl: text('base_url').notNull(),
    sealedCredential: text('sealed_credential').notNull(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
    disabledAt: timestamp('disabled_at', { withTimezone: true }),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] }), tenantPolicy()],
);
export type Connector = typeof connectors.$inferSelect;

/** One reading of past tickets. The counts are written by its job, page by page. */
export const backfills = pgTable(
  'backfills',
  {
    tenantId: tenantId(),
    id: uuid('id').notNull(),
    connectorId: uuid('connector_id').notNull(),
    jobId: uuid('job_id').notNull(),
    /** Tickets changed since then are read. */
    since: timestamp('since', { withTimezone: true }).notNull(),
    pagesRead: integer('pages_read').notNull(),
    ticketsRead: integer('tickets_read').notNull(),
    eventsRecorded: integer('events_recorded').notNull(),
    /** Tickets that could not be understood, and why the last of them. */
    ticketsFailed: integer('tickets_failed').notNull(),
    lastProblem: text('last_problem'),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({
      columns: [t.tenantId, t.connectorId],
      foreignColumns: [connectors.tenantId, connectors.id],
    }),
    foreignKey({ columns: [t.tenantId, t.jobId], foreignColumns: [jobs.tenantId, jobs.id] }),
    index('backfills_by_connector').on(t.tenantId, t.connectorId, t.id),
    tenantPolicy(),
  ],
);
export type Backfill = typeof backfills.$inferSelect;
