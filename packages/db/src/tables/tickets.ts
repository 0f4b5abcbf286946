import {
  boolean,
  doublePrecision,
  foreignKey,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { tenantId, tenantIdOfParent, tenantPolicy } from '../tenant-table.ts';
import { members } from './members.ts';
import { projects } from './projects.ts';
import { tasks } from './tasks.ts';

/** A support ticket as its source names it. What became of it lives in its events. Never updated. */
export const tickets = pgTable(
  'tickets',
  {
    tenantId: tenantId(),
    id: uuid('id').notNull(),
    source: text('source').notNull(),
    externalId: text('external_id').notNull(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    unique('tickets_external_id').on(t.tenantId, t.source, t.externalId),
    index('tickets_by_external_id').on(t.tenantId, t.externalId),
    tenantPolicy(),
  ],
);
export type Ticket = typeof tickets.$inferSelect;

export const outcomeOrigin = pgEnum('outcome_origin', ['API', 'IMPORT', 'WEBHOOK', 'BACKFILL']);

/** What a source told of one ticket at one time: `patch` holds the fields it named. Never updated. */
export const outcomeEvents = pgTable(
  'outcome_events',
  {
    tenantId: tenantIdOfParent(),
    id: uuid('id').notNull(),
    ticketId: uuid('ticket_id').notNull(),
    /** The source's own id, or a hash of the content: the same event told twice has one effect. */
    eventId: text('event_id').notNull(),
    occurredAt: timestamp('occurred_at', { withTimezone: true }).notNull(),
    receivedAt: timestamp('received_at', { withTimezone: true }).notNull(),
    origin: outcomeOrigin('origin').notNull(),
    /** The import, delivery or backfill it came by. */
    originId: uuid('origin_id'),
    patch: jsonb('patch').$type<Record<string, unknown>>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({
      columns: [t.tenantId, t.ticketId],
      foreignColumns: [tickets.tenantId, tickets.id],
    }),
    unique('outcome_events_once').on(t.tenantId, t.ticketId, t.eventId),
    tenantPolicy(),
  ],
);
export type OutcomeEvent = typeof outcomeEvents.$inferSelect;

export const resolutionKind = pgEnum('resolution_kind', [
  'CONFIRMED',
  'ASSUMED',
  'AGENT',
  'ESCALATED',
]);

/** A ticket attribute, and since when it was known; null where that is not known. */
export interface TicketAttribute {
  readonly value: string;
  readonly knownAt: string | null;
}
/** When the event that won a field happened, and its id. */
export type FieldStamp = readonly [occurredAt: string, eventId: string];

/** What became of a ticket: per field what its latest event says. Could be made anew from `outcome_events`. */
export const ticketOutcomes = pgTable(
  'ticket_outcomes',
  {
    tenantId: tenantIdOfParent(),
    ticketId: uuid('ticket_id').notNull(),
    conversationId: text('conversation_id'),
    openedAt: timestamp('opened_at', { withTimezone: true }),
    /** When the judged answer was given; what was known later is no confounder. */
    respondedAt: timestamp('responded_at', { withTimezone: true }),
    /** Null where nobody has said. */
    resolved: boolean('resolved'),
    resolutionKind: resolutionKind('resolution_kind'),
    resolvedAt: timestamp('resolved_at', { withTimezone: true }),
    escalatedAt: timestamp('escalated_at', { withTimezone: true }),
    abandonedAt: timestamp('abandoned_at', { withTimezone: true }),
    reopenedAt: timestamp('reopened_at', { withTimezone: true }),
    reopens: integer('reopens'),
    /** The two clocks never mix: each has columns of its own. */
    firstResolutionCalendarSeconds: doublePrecision('first_resolution_calendar_seconds'),
    firstResolutionBusinessSeconds: doublePrecision('first_resolution_business_seconds'),
    fullResolutionCalendarSeconds: doublePrecision('full_resolution_calendar_seconds'),
    fullResolutionBusinessSeconds: doublePrecision('full_resolution_business_seconds'),
    /** As the source gave it, with the scale it was given on. */
    csatRaw: doublePrecision('csat_raw'),
    csatScale: text('csat_scale'),
    /** In [0, 1]. */
    csatNormalised: doublePrecision('csat_normalised'),
    csatOfferedAt: timestamp('csat_offered_at', { withTimezone: true }),
    csatAnsweredAt: timestamp('csat_answered_at', { withTimezone: true }),
    attributes: jsonb('attributes').$type<Readonly<Record<string, TicketAttribute>>>().notNull(),
    /** By field: the latest event time wins, ties by larger event id. */
    stamps: jsonb('stamps').$type<Readonly<Record<string, FieldStamp>>>().notNull(),
    lastEventAt: timestamp('last_event_at', { withTimezone: true }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.ticketId] }),
    foreignKey({
      columns: [t.tenantId, t.ticketId],
      foreignColumns: [tickets.tenantId, tickets.id],
    }),
    index('ticket_outcomes_by_conversation').on(t.tenantId, t.conversationId),
    tenantPolicy(),
  ],
);
export type TicketOutcome = typeof ticketOutcomes.$inferSelect;

export const measureKind = pgEnum('measure_kind', ['NUMBER', 'YES_NO']);
export const outcomeClock = pgEnum('outcome_clock', ['NONE', 'CALENDAR', 'BUSINESS']);

/** An outcome that a tenant declared beside the built-in ones. Never updated. */
export const outcomeMeasures = pgTable(
  'outcome_measures',
  {
    tenantId: tenantId(),
    id: uuid('id').notNull(),
    key: text('key').notNull(),
    label: text('label').notNull(),
    kind: measureKind('kind').notNull(),
    /** The unit or scale its values are on, such as `seconds` or `1-5`. */
    scale: text('scale').notNull(),
    clock: outcomeClock('clock').notNull(),
    /** Values beyond these are refused; null where there is no bound. */
    lowest: doublePrecision('lowest'),
    highest: doublePrecision('highest'),
    higherIsBetter: boolean('higher_is_better').notNull(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    unique('outcome_measures_key').on(t.tenantId, t.key),
    tenantPolicy(),
  ],
);
export type OutcomeMeasure = typeof outcomeMeasures.$inferSelect;

/** The value of a declared measure for a ticket, as its latest event says. */
export const outcomeValues = pgTable(
  'outcome_values',
  {
    tenantId: tenantIdOfParent(),
    ticketId: uuid('ticket_id').notNull(),
    measureId: uuid('measure_id').notNull(),
    value: doublePrecision('value').notNull(),
    scale: text('scale').notNull(),
    clock: outcomeClock('clock').notNull(),
    occurredAt: timestamp('occurred_at', { withTimezone: true }).notNull(),
    eventId: text('event_id').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.ticketId, t.measureId] }),
    foreignKey({
      columns: [t.tenantId, t.ticketId],
      foreignColumns: [tickets.tenantId, tickets.id],
    }),
    foreignKey({
      columns: [t.tenantId, t.measureId],
      foreignColumns: [outcomeMeasures.tenantId, outcomeMeasures.id],
    }),
    tenantPolicy(),
  ],
);
export type OutcomeValue = typeof outcomeValues.$inferSelect;

export const matchRule = pgEnum('match_rule', [
  'EXTERNAL_TICKET_ID',
  'CONVERSATION_ID',
  'ATTRIBUTE',
  'PERSON',
]);

/** That a task is about a ticket, or, with `stands` false, that it is not. The latest row of a pair counts. Never updated. */
export const ticketMatches = pgTable(
  'ticket_matches',
  {
    tenantId: tenantIdOfParent(),
    id: uuid('id').notNull(),
    projectId: uuid('project_id').notNull(),
    ticketId: uuid('ticket_id').notNull(),
    taskId: uuid('task_id').notNull(),
    rule: matchRule('rule').notNull(),
    stands: boolean('stands').notNull(),
    matchedAt: timestamp('matched_at', { withTimezone: true }).notNull(),
    /** Who said so, where it was a person. */
    matchedBy: uuid('matched_by'),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({
      columns: [t.tenantId, t.projectId],
      foreignColumns: [projects.tenantId, projects.id],
    }),
    foreignKey({
      columns: [t.tenantId, t.ticketId],
      foreignColumns: [tickets.tenantId, tickets.id],
    }),
    foreignKey({ columns: [t.tenantId, t.taskId], foreignColumns: [tasks.tenantId, tasks.id] }),
    foreignKey({
      columns: [t.tenantId, t.matchedBy],
      foreignColumns: [members.tenantId, members.id],
    }),
    index('ticket_matches_by_ticket').on(t.tenantId, t.ticketId, t.taskId, t.id),
    index('ticket_matches_by_task').on(t.tenantId, t.taskId, t.ticketId, t.id),
    index('ticket_matches_by_project').on(t.tenantId, t.projectId, t.ticketId, t.taskId, t.id),
    tenantPolicy(),
  ],
);
export type TicketMatch = typeof ticketMatches.$inferSelect;
