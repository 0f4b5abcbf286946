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
import { projects } from './projects.ts';

/** By a person, because the receiver said that it is gone, or because it took nothing for days. */
export const subscriptionEnd = pgEnum('event_subscription_end', ['PERSON', 'GONE', 'FAILING']);

/** Where a system of the customer is told of events. Secrets are sealed: reading the table gives none away. */
export const eventSubscriptions = pgTable(
  'event_subscriptions',
  {
    tenantId: tenantId(),
    id: uuid('id').notNull(),
    name: text('name').notNull(),
    url: text('url').notNull(),
    /** Names of events as they are sent. */
    types: text('types').array().notNull(),
    /** Null for events of every project. */
    projectId: uuid('project_id'),
    sealedSecret: text('sealed_secret').notNull(),
    /** The secret before the last rotation, which still signs until `previousUntil`. */
    sealedPreviousSecret: text('sealed_previous_secret'),
    previousUntil: timestamp('previous_until', { withTimezone: true }),
    /** Nothing is sent before: something is being sent, or the receiver asked for a pause. */
    notBefore: timestamp('not_before', { withTimezone: true }),
    /** The first attempt that failed since one went well; null while none has. */
    failingSince: timestamp('failing_since', { withTimezone: true }),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
    disabledAt: timestamp('disabled_at', { withTimezone: true }),
    disabledBecause: subscriptionEnd('disabled_because'),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({
      columns: [t.tenantId, t.projectId],
      foreignColumns: [projects.tenantId, projects.id],
    }),
    tenantPolicy(),
    pgPolicy('sender', { to: workerRole, for: 'select', using: sql`true` }),
  ],
);
export type EventSubscription = typeof eventSubscriptions.$inferSelect;

export const eventDeliveryState = pgEnum('event_delivery_state', [
  'PENDING',
  'DELIVERED',
  'FAILED',
]);

/** One event for one subscription, written by the transaction that it tells of. Its body never changes. */
export const eventDeliveries = pgTable(
  'event_deliveries',
  {
    tenantId: tenantId(),
    id: uuid('id').notNull(),
    subscriptionId: uuid('subscription_id').notNull(),
    /** What receivers know it by, the same however often it is sent. */
    eventId: text('event_id').notNull(),
    type: text('type').notNull(),
    /** As it is sent; empty once it is not kept any more. */
    body: text('body').notNull(),
    state: eventDeliveryState('state').notNull(),
    /** Counted when they begin: one whose process died counts too, one that was put back does not. */
    attempts: integer('attempts').notNull(),
    nextAttemptAt: timestamp('next_attempt_at', { withTimezone: true }).notNull(),
    /** The status of the last answer; null where none came. */
    lastStatus: integer('last_status'),
    /** Why the last attempt failed, for people. */
    lastProblem: text('last_problem'),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
    settledAt: timestamp('settled_at', { withTimezone: true }),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({
      columns: [t.tenantId, t.subscriptionId],
      foreignColumns: [eventSubscriptions.tenantId, eventSubscriptions.id],
    }),
    unique('event_deliveries_once').on(t.tenantId, t.subscriptionId, t.eventId),
    index('event_deliveries_due')
      .on(t.tenantId, t.subscriptionId, t.nextAttemptAt, t.id)
      .where(sql`state = 'PENDING'`),
    index('event_deliveries_by_subscription').on(t.tenantId, t.subscriptionId, t.id),
    index('event_deliveries_kept').on(t.tenantId, t.settledAt).where(sql`body <> ''`),
    tenantPolicy(),
    pgPolicy('sender', { to: workerRole, for: 'select', using: sql`state = 'PENDING'` }),
  ],
);
export type EventDelivery = typeof eventDeliveries.$inferSelect;
