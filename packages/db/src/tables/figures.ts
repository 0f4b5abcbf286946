import { sql } from 'drizzle-orm';
import {
  foreignKey,
  integer,
  jsonb,
  pgPolicy,
  pgTable,
  primaryKey,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core';
import { tenantId, tenantIdOfParent, tenantPolicy, workerRole } from '../tenant-table.ts';
import { projects } from './projects.ts';
import { rubricVersions } from './rubrics.ts';

/**
 * What was counted of a project's judgments under one rubric version. They hold as long as the
 * project has as many judgments as were counted; the judgments are the truth.
 */
export const keptFigures = pgTable(
  'kept_figures',
  {
    tenantId: tenantId(),
    projectId: uuid('project_id').notNull(),
    rubricVersionId: uuid('rubric_version_id').notNull(),
    /** How many there were, earlier revisions included. */
    judgments: integer('judgments').notNull(),
    rows: jsonb('rows').$type<Readonly<Record<string, readonly object[]>>>().notNull(),
    countedAt: timestamp('counted_at', { withTimezone: true }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.projectId, t.rubricVersionId] }),
    foreignKey({
      columns: [t.tenantId, t.projectId],
      foreignColumns: [projects.tenantId, projects.id],
    }),
    foreignKey({
      columns: [t.tenantId, t.rubricVersionId],
      foreignColumns: [rubricVersions.tenantId, rubricVersions.id],
    }),
    tenantPolicy(),
  ],
);

/**
 * What was counted of the tickets of a project that has many of them. Events of tickets come all the time, so these
 * are the figures of the time they were counted at; the tickets are the truth.
 */
export const keptOutcomes = pgTable(
  'kept_outcomes',
  {
    tenantId: tenantIdOfParent(),
    projectId: uuid('project_id').notNull(),
    figures: jsonb('figures').$type<unknown>().notNull(),
    countedAt: timestamp('counted_at', { withTimezone: true }).notNull(),
    /** Not counted again before: what takes long is counted seldom. */
    nextAt: timestamp('next_at', { withTimezone: true }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.projectId] }),
    foreignKey({
      columns: [t.tenantId, t.projectId],
      foreignColumns: [projects.tenantId, projects.id],
    }),
    tenantPolicy(),
    pgPolicy('relay', { to: workerRole, for: 'select', using: sql`true` }),
  ],
);
