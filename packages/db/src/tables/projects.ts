import {
  boolean,
  doublePrecision,
  foreignKey,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core';
import { tenantId, tenantPolicy } from '../tenant-table.ts';
import { rubricVersions } from './rubrics.ts';

/** Tasks judged under one rubric, with its own distribution settings. */
export const projects = pgTable(
  'projects',
  {
    tenantId: tenantId(),
    id: uuid('id').notNull(),
    name: text('name').notNull(),
    description: text('description').notNull(),
    instructions: text('instructions').notNull(),
    rubricVersionId: uuid('rubric_version_id').notNull(),
    /** Judgments planned for a task of the overlap share; the others get one. */
    overlap: integer('overlap').notNull(),
    /** Share of tasks that get the overlap, in [0, 1]. */
    overlapShare: doublePrecision('overlap_share').notNull(),
    leaseMinutes: integer('lease_minutes').notNull(),
    allowBothGood: boolean('allow_both_good').notNull(),
    renderMarkdown: boolean('render_markdown').notNull(),
    targetAgreement: doublePrecision('target_agreement').notNull(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
    pausedAt: timestamp('paused_at', { withTimezone: true }),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({
      columns: [t.tenantId, t.rubricVersionId],
      foreignColumns: [rubricVersions.tenantId, rubricVersions.id],
    }),
    tenantPolicy(),
  ],
);
export type Project = typeof projects.$inferSelect;
