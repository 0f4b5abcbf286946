import { sql } from 'drizzle-orm';
import {
  boolean,
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
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { tenantId, tenantIdOfParent, tenantPolicy } from '../tenant-table.ts';
import { members } from './members.ts';
import { projects } from './projects.ts';
import { type FlagKind, rubricVersions } from './rubrics.ts';
import { tasks } from './tasks.ts';

/** What judgments reference: a member, or somebody known only from an import. */
export const annotators = pgTable(
  'annotators',
  {
    tenantId: tenantId(),
    id: uuid('id').notNull(),
    memberId: uuid('member_id'),
    /** The project whose imports know this annotator; null for a member. */
    projectId: uuid('project_id'),
    externalId: text('external_id'),
    name: text('name').notNull(),
    /** False for a rating index of unknown people: left out of figures about a person. */
    identified: boolean('identified').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({
      columns: [t.tenantId, t.memberId],
      foreignColumns: [members.tenantId, members.id],
    }),
    foreignKey({
      columns: [t.tenantId, t.projectId],
      foreignColumns: [projects.tenantId, projects.id],
    }),
    unique('annotators_member').on(t.tenantId, t.memberId),
    unique('annotators_external').on(t.tenantId, t.projectId, t.externalId),
    tenantPolicy(),
  ],
);
export type Annotator = typeof annotators.$inferSelect;

export const purposeEnum = pgEnum('purpose', [
  'LIVE',
  'GOLD',
  'SELF_CHECK',
  'QUALIFICATION',
  'CALIBRATION',
  'EXTRA',
  'SECOND_PASS',
]);
export const slotOrigin = pgEnum('slot_origin', ['PLANNED', 'IMPORT', 'LATE']);

/**
 * Room for one judgment of a task. Claiming sets annotator, assignment and lease; a lapsed lease
 * is taken over by the next claim; a submitted slot never changes again.
 */
export const slots = pgTable(
  'slots',
  {
    tenantId: tenantIdOfParent(),
    id: uuid('id').notNull(),
    projectId: uuid('project_id').notNull(),
    taskId: uuid('task_id').notNull(),
    ordinal: integer('ordinal').notNull(),
    purpose: purposeEnum('purpose').notNull(),
    round: integer('round').notNull().default(1),
    origin: slotOrigin('origin').notNull(),
    annotatorId: uuid('annotator_id'),
    assignmentId: uuid('assignment_id'),
    leasedUntil: timestamp('leased_until', { withTimezone: true }),
    submittedAt: timestamp('submitted_at', { withTimezone: true }),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.taskId], foreignColumns: [tasks.tenantId, tasks.id] }),
    foreignKey({
      columns: [t.tenantId, t.projectId],
      foreignColumns: [projects.tenantId, projects.id],
    }),
    foreignKey({
      columns: [t.tenantId, t.annotatorId],
      foreignColumns: [annotators.tenantId, annotators.id],
    }),
    uniqueIndex('slots_one_per_annotator')
      .on(t.tenantId, t.taskId, t.annotatorId, t.round)
      .where(sql`annotator_id is not null`),
    index('slots_open')
      .on(t.tenantId, t.projectId, t.ordinal, t.taskId)
      .where(sql`submitted_at is null`),
    index('slots_by_task').on(t.tenantId, t.taskId),
    index('slots_by_annotator').on(t.tenantId, t.annotatorId, t.projectId),
    tenantPolicy(),
  ],
);
export type Slot = typeof slots.$inferSelect;

/** Answers in the terms of the stored task: positions of its responses and messages. */
export interface StoredAnswers {
  readonly scores: readonly {
    readonly dimensionKey: string;
    readonly tier: number | null;
    readonly notApplicable: boolean;
    readonly response: number | null;
    readonly message: number | null;
  }[];
  readonly preference: {
    readonly direction: 'A' | 'B' | 'TIE' | 'BOTH_BAD' | 'BOTH_GOOD';
    readonly strength: number | null;
  } | null;
  readonly flags: readonly { readonly kind: FlagKind; readonly note: string }[];
  readonly note: string;
}

export const assignmentOutcome = pgEnum('assignment_outcome', [
  'SUBMITTED',
  'SKIPPED',
  'RELEASED',
  'LATE_ACCEPTED',
]);
export const skipReason = pgEnum('skip_reason', [
  'CONTEXT_MISSING',
  'NOT_MY_LANGUAGE',
  'NOT_MY_EXPERTISE',
  'BROKEN_CONTENT',
  'DISTRESSING',
  'OTHER',
]);

/**
 * One claim of a slot by one annotator. Its id is random (v4): it tells nothing about the slot, the
 * task or the time. Pins the rubric version, the context profile and the order shown.
 */
export const assignments = pgTable(
  'assignments',
  {
    tenantId: tenantIdOfParent(),
    id: uuid('id').notNull(),
    slotId: uuid('slot_id').notNull(),
    projectId: uuid('project_id').notNull(),
    taskId: uuid('task_id').notNull(),
    annotatorId: uuid('annotator_id').notNull(),
    rubricVersionId: uuid('rubric_version_id').notNull(),
    profile: text('profile'),
    /** Stored positions of the responses in the order shown. */
    shownOrder: integer('shown_order').array().notNull(),
    claimedAt: timestamp('claimed_at', { withTimezone: true }).notNull(),
    draft: jsonb('draft').$type<StoredAnswers>(),
    draftSavedAt: timestamp('draft_saved_at', { withTimezone: true }),
    /** Set when a submit came too late; the draft then holds what was sent. */
    lateAt: timestamp('late_at', { withTimezone: true }),
    lateActiveSeconds: integer('late_active_seconds'),
    outcome: assignmentOutcome('outcome'),
    skipReason: skipReason('skip_reason'),
    skipNote: text('skip_note'),
    endedAt: timestamp('ended_at', { withTimezone: true }),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.slotId], foreignColumns: [slots.tenantId, slots.id] }),
    foreignKey({
      columns: [t.tenantId, t.projectId],
      foreignColumns: [projects.tenantId, projects.id],
    }),
    foreignKey({ columns: [t.tenantId, t.taskId], foreignColumns: [tasks.tenantId, tasks.id] }),
    foreignKey({
      columns: [t.tenantId, t.annotatorId],
      foreignColumns: [annotators.tenantId, annotators.id],
    }),
    foreignKey({
      columns: [t.tenantId, t.rubricVersionId],
      foreignColumns: [rubricVersions.tenantId, rubricVersions.id],
    }),
    index('assignments_held')
      .on(t.tenantId, t.annotatorId, t.projectId)
      .where(sql`outcome is null`),
    index('assignments_by_task').on(t.tenantId, t.taskId, t.annotatorId),
    tenantPolicy(),
  ],
);
export type Assignment = typeof assignments.$inferSelect;

/** Who has opened the judgments of a task, and so can no longer judge it. Never updated. */
export const taskOpenings = pgTable(
  'task_openings',
  {
    tenantId: tenantId(),
    taskId: uuid('task_id').notNull(),
    memberId: uuid('member_id').notNull(),
    openedAt: timestamp('opened_at', { withTimezone: true }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.taskId, t.memberId] }),
    foreignKey({ columns: [t.tenantId, t.taskId], foreignColumns: [tasks.tenantId, tasks.id] }),
    foreignKey({
      columns: [t.tenantId, t.memberId],
      foreignColumns: [members.tenantId, members.id],
    }),
    tenantPolicy(),
  ],
);
