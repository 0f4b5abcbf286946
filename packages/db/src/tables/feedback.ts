import {
  foreignKey,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { tenantId, tenantPolicy } from '../tenant-table.ts';
import { kpiRuns } from './kpi.ts';
import { projects } from './projects.ts';

/** A model of P(outcome | scores, context), fitted by a KPI run. Never updated; the latest version counts. */
export const calibrations = pgTable(
  'calibrations',
  {
    tenantId: tenantId(),
    id: uuid('id').notNull(),
    projectId: uuid('project_id').notNull(),
    runId: uuid('run_id').notNull(),
    version: integer('version').notNull(),
    outcome: text('outcome').notNull(),
    /** The model with its reliability figures, or why there is no calibration. */
    model: jsonb('model').$type<unknown>().notNull(),
    expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({
      columns: [t.tenantId, t.projectId],
      foreignColumns: [projects.tenantId, projects.id],
    }),
    foreignKey({ columns: [t.tenantId, t.runId], foreignColumns: [kpiRuns.tenantId, kpiRuns.id] }),
    unique('calibrations_version').on(t.tenantId, t.projectId, t.version),
    unique('calibrations_run').on(t.tenantId, t.runId),
    tenantPolicy(),
  ],
);
export type Calibration = typeof calibrations.$inferSelect;
