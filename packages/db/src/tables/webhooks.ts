import { sql } from 'drizzle-orm';
import {
  foreignKey,
  index,
  integer,
  pgEnum,
  pgPolicy,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { tenantId, tenantPolicy, workerRole } from '../tenant-table.ts';

export const webhookKind = pgEnum('webhook_kind', ['ZENDESK', 'INTERCOM', 'FRESHDESK', 'GENERIC']);

/** Where a ticket system sends its events. Secrets are sealed: reading the table does not give them away. */
export const webhookEndpoints = pgTable(
  'webhook_endpoints',
  {
    tenantId: tenantId(),
    id: uuid('id').notNull(),
    kind: webhookKind('kind').notNull(),
    name: text('name').notNull(),
    /** The source that its tickets are filed under. */
    source: text('source').notNull(),
    sealedSecret: text('sealed_secret').notNull(),
    /** The secret before the last rotation, which still counts until `previousUntil`. */
    sealedPreviousSecret: text('sealed_previous_secret'),
    previousUntil: timestamp('previous_until', { withTimezone: true }),
    rejected: integer('rejected').notNull(),
    lastRejectedAt: timestamp('last_rejected_at', { withTimezone: true }),
    lastRejection: text('last_rejection'),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
    disabledAt: timestamp('disabled_at', { withTimezone: true }),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] }), tenantPolicy()],
);
export type WebhookEndpoint = typeof webhookEndpoints.$inferSelect;

export const deliveryState = pgEnum('delivery_state', ['RECEIVED', 'APPLIED', 'IGNORED', 'FAILED']);

/** An event as it came, kept before it has any effect: a crash between the two loses nothing. */
export const webhookDeliveries = pgTable(
  'webhook_deliveries',
  {
    tenantId: tenantId(),
    id: uuid('id').notNull(),
    endpointId: uuid('endpoint_id').notNull(),
    eventId: text('event_id').notNull(),
    /** Empty once it is not kept any more. */
    body: text('body').notNull(),
    receivedAt: timestamp('received_at', { withTimezone: true }).notNull(),
    state: deliveryState('state').notNull(),
    attempts: integer('attempts').notNull(),
    nextAttemptAt: timestamp('next_attempt_at', { withTimezone: true }).notNull(),
    settledAt: timestamp('settled_at', { withTimezone: true }),
    /** Why it failed or was ignored, for people. */
    reason: text('reason'),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({
      columns: [t.tenantId, t.endpointId],
      foreignColumns: [webhookEndpoints.tenantId, webhookEndpoints.id],
    }),
    unique('webhook_deliveries_once').on(t.tenantId, t.endpointId, t.eventId),
    index('webhook_deliveries_due')
      .on(t.nextAttemptAt, t.tenantId, t.id)
      .where(sql`state = 'RECEIVED'`),
    index('webhook_deliveries_by_endpoint').on(t.tenantId, t.endpointId, t.id),
    tenantPolicy(),
    pgPolicy('inbox', { to: workerRole, for: 'select', using: sql`state = 'RECEIVED'` }),
  ],
);
export type WebhookDelivery = typeof webhookDeliveries.$inferSelect;
