import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  foreignKey,
  index,
  jsonb,
  pgEnum,
  pgPolicy,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core';
import { tenantId, tenantPolicy, workerRole } from '../tenant-table.ts';
import { jobs } from './jobs.ts';
import { projects } from './projects.ts';

/** How a project's tasks find their tickets, and what its runs ask by default. */
export const kpiSettings = pgTable(
  'kpi_settings',
  {
    tenantId: tenantId(),
    projectId: uuid('project_id').notNull(),
    settings: jsonb('settings').$type<unknown>().notNull(),
    updatedAt: timestamp('updated_at', { withTimezone: true }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.projectId] }),
    foreignKey({
      columns: [t.tenantId, t.projectId],
      foreignColumns: [projects.tenantId, projects.id],
    }),
    tenantPolicy(),
  ],
);
export type KpiSettingsRow = typeof kpiSettings.$inferSelect;

/** When a project's runs start by themselves; at most one a project. */
export const kpiSchedules = pgTable(
  'kpi_schedules',
  {
    tenantId: tenantId(),
    projectId: uuid('project_id').notNull(),
    /** Five fields, as cron has them. */
    cron: text('cron').notNull(),
    timeZone: text('time_zone').notNull(),
    /** Whether a run starts when an import of outcomes ends, too. */
    afterImports: boolean('after_imports').notNull(),
    enabled: boolean('enabled').notNull(),
    nextAt: timestamp('next_at', { withTimezone: true }),
    updatedAt: timestamp('updated_at', { withTimezone: true }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.projectId] }),
    foreignKey({
      columns: [t.tenantId, t.projectId],
      foreignColumns: [projects.tenantId, projects.id],
    }),
    index('kpi_schedules_due').on(t.nextAt).where(sql`enabled`),
    tenantPolicy(),
    pgPolicy('scheduler', { to: workerRole, for: 'select', using: sql`enabled` }),
  ],
);
export type KpiSchedule = typeof kpiSchedules.$inferSelect;

export const kpiTrigger = pgEnum('kpi_trigger', ['PERSON', 'SCHEDULE', 'IMPORT']);

/**
 * One computation that links scores to outcomes. Its input table lies in a file named by its id;
 * `inputSha256` and `result` are set once, and then nothing of it changes any more.
 */
export const kpiRuns = pgTable(
  'kpi_runs',
  {
    tenantId: tenantId(),
    id: uuid('id').notNull(),
    projectId: uuid('project_id').notNull(),
    jobId: uuid('job_id').notNull(),
    trigger: kpiTrigger('trigger').notNull(),
    /** The whole request; which versions and profile it means is settled with the input table. */
    request: jsonb('request').$type<unknown>().notNull(),
    /** A rerun reads the input of this run. */
    rerunOf: uuid('rerun_of'),
    seed: bigint('seed', { mode: 'number' }).notNull(),
    /** Open tickets are censored then. */
    asOf: timestamp('as_of', { withTimezone: true }).notNull(),
    codeVersion: text('code_version').notNull(),
    inputSha256: text('input_sha256'),
    result: jsonb('result').$type<unknown>(),
    finishedAt: timestamp('finished_at', { withTimezone: true }),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({
      columns: [t.tenantId, t.projectId],
      foreignColumns: [projects.tenantId, projects.id],
    }),
    foreignKey({ columns: [t.tenantId, t.jobId], foreignColumns: [jobs.tenantId, jobs.id] }),
    foreignKey({ columns: [t.tenantId, t.rerunOf], foreignColumns: [t.tenantId, t.id] }),
    index('kpi_runs_by_project').on(t.tenantId, t.projectId, t.id),
    tenantPolicy(),
  ],
);
export type KpiRun = typeof kpiRuns.$inferSelect;
