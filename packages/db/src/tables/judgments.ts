import {
  boolean,
  doublePrecision,
  foreignKey,
  index,
  integer,
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
import { dimensions, flagKinds, rubricVersions, tiers } from './rubrics.ts';
import { annotators, assignments, purposeEnum, slots } from './slots.ts';
import { messages, responses, tasks } from './tasks.ts';

/**
 * What one annotator submitted for one slot. Never updated: a correction is a new revision. The
 * latest is the one with the highest revision of its slot.
 */
export const judgments = pgTable(
  'judgments',
  {
    tenantId: tenantIdOfParent(),
    id: uuid('id').notNull(),
    projectId: uuid('project_id').notNull(),
    taskId: uuid('task_id').notNull(),
    slotId: uuid('slot_id').notNull(),
    assignmentId: uuid('assignment_id'),
    annotatorId: uuid('annotator_id').notNull(),
    rubricVersionId: uuid('rubric_version_id').notNull(),
    profile: text('profile'),
    purpose: purposeEnum('purpose').notNull(),
    revision: integer('revision').notNull(),
    /** Made before its author could see any other judgment of the task. */
    blind: boolean('blind').notNull(),
    /** Its author knew what became of the ticket: it stays out of KPI runs and proposals. */
    outcomeVisible: boolean('outcome_visible').notNull().default(false),
    /** With red lines in force, in [0, 1]; null with the reason where undefined. */
    composite: doublePrecision('composite'),
    compositeUngated: doublePrecision('composite_ungated'),
    compositeUndefinedBecause: text('composite_undefined_because'),
    /**
     * What each dimension of the rubric version got, in its order and in [0, 1]: the value of the chosen tier, of
     * turns what they roll up to; null where nothing was answered. Empty for a comparison. It says nothing that
     * the scores do not: who reads many judgments need not put six rows together for each.
     */
    dimensionValues: doublePrecision('dimension_values')
      .array()
      .$type<(number | null)[]>()
      .notNull()
      .default([]),
    redLine: boolean('red_line').notNull(),
    note: text('note').notNull(),
    /** Seconds with the page visible and in use; null for imports. */
    activeSeconds: doublePrecision('active_seconds'),
    submittedAt: timestamp('submitted_at', { withTimezone: true }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({
      columns: [t.tenantId, t.projectId],
      foreignColumns: [projects.tenantId, projects.id],
    }),
    foreignKey({ columns: [t.tenantId, t.taskId], foreignColumns: [tasks.tenantId, tasks.id] }),
    foreignKey({ columns: [t.tenantId, t.slotId], foreignColumns: [slots.tenantId, slots.id] }),
    foreignKey({
      columns: [t.tenantId, t.assignmentId],
      foreignColumns: [assignments.tenantId, assignments.id],
    }),
    foreignKey({
      columns: [t.tenantId, t.annotatorId],
      foreignColumns: [annotators.tenantId, annotators.id],
    }),
    foreignKey({
      columns: [t.tenantId, t.rubricVersionId],
      foreignColumns: [rubricVersions.tenantId, rubricVersions.id],
    }),
    unique('judgments_revision').on(t.tenantId, t.slotId, t.revision),
    index('judgments_by_project').on(t.tenantId, t.projectId, t.id),
    index('judgments_by_task').on(t.tenantId, t.taskId),
    index('judgments_by_annotator').on(t.tenantId, t.annotatorId, t.projectId, t.id),
    tenantPolicy(),
  ],
);
export type Judgment = typeof judgments.$inferSelect;

/** The tier chosen for one dimension of one target (response, turn or the conversation). Never updated. */
export const dimensionScores = pgTable(
  'dimension_scores',
  {
    tenantId: tenantIdOfParent(),
    id: uuid('id').notNull(),
    judgmentId: uuid('judgment_id').notNull(),
    dimensionId: uuid('dimension_id').notNull(),
    /** Stable across versions; repeated here because it is the unit of agreement. */
    dimensionKey: text('dimension_key').notNull(),
    responseId: uuid('response_id'),
    messageId: uuid('message_id'),
    tierId: uuid('tier_id'),
    tierIndex: integer('tier_index'),
    value: doublePrecision('value'),
    notApplicable: boolean('not_applicable').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({
      columns: [t.tenantId, t.judgmentId],
      foreignColumns: [judgments.tenantId, judgments.id],
    }),
    foreignKey({
      columns: [t.tenantId, t.dimensionId],
      foreignColumns: [dimensions.tenantId, dimensions.id],
    }),
    foreignKey({ columns: [t.tenantId, t.tierId], foreignColumns: [tiers.tenantId, tiers.id] }),
    foreignKey({
      columns: [t.tenantId, t.responseId],
      foreignColumns: [responses.tenantId, responses.id],
    }),
    foreignKey({
      columns: [t.tenantId, t.messageId],
      foreignColumns: [messages.tenantId, messages.id],
    }),
    unique('dimension_scores_target')
      .on(t.tenantId, t.judgmentId, t.dimensionKey, t.responseId, t.messageId)
      .nullsNotDistinct(),
    tenantPolicy(),
  ],
);
export type DimensionScore = typeof dimensionScores.$inferSelect;

export const preferenceDirection = pgEnum('preference_direction', [
  'A',
  'B',
  'TIE',
  'BOTH_BAD',
  'BOTH_GOOD',
]);

/** A choice between the two stored responses. Never updated. */
export const preferences = pgTable(
  'preferences',
  {
    tenantId: tenantIdOfParent(),
    judgmentId: uuid('judgment_id').notNull(),
    direction: preferenceDirection('direction').notNull(),
    strength: integer('strength'),
    /** Stored positions in the order shown; null for imports. */
    shownOrder: integer('shown_order').array(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.judgmentId] }),
    foreignKey({
      columns: [t.tenantId, t.judgmentId],
      foreignColumns: [judgments.tenantId, judgments.id],
    }),
    tenantPolicy(),
  ],
);
export type Preference = typeof preferences.$inferSelect;

export const flagKind = pgEnum('flag_kind', flagKinds);

/** A mark on a judgment, with a note. Never updated. */
export const flags = pgTable(
  'flags',
  {
    tenantId: tenantIdOfParent(),
    judgmentId: uuid('judgment_id').notNull(),
    kind: flagKind('kind').notNull(),
    note: text('note').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.judgmentId, t.kind] }),
    foreignKey({
      columns: [t.tenantId, t.judgmentId],
      foreignColumns: [judgments.tenantId, judgments.id],
    }),
    tenantPolicy(),
  ],
);
export type Flag = typeof flags.$inferSelect;

/** A second person's decision on a task that somebody marked with a red line. Never updated. */
export const redLineSettlements = pgTable(
  'red_line_settlements',
  {
    tenantId: tenantId(),
    id: uuid('id').notNull(),
    taskId: uuid('task_id').notNull(),
    settledBy: uuid('settled_by').notNull(),
    stands: boolean('stands').notNull(),
    note: text('note').notNull(),
    settledAt: timestamp('settled_at', { withTimezone: true }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.taskId], foreignColumns: [tasks.tenantId, tasks.id] }),
    foreignKey({
      columns: [t.tenantId, t.settledBy],
      foreignColumns: [members.tenantId, members.id],
    }),
    unique('red_line_settlements_task').on(t.tenantId, t.taskId),
    tenantPolicy(),
  ],
);
export type RedLineSettlement = typeof redLineSettlements.$inferSelect;
