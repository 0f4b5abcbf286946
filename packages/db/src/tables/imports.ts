import {
  bigint,
  foreignKey,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core';
import { tenantId, tenantPolicy } from '../tenant-table.ts';
import { jobs } from './jobs.ts';
import { projects } from './projects.ts';

/** A file somebody sent; its bytes lie under the data folder, named by its id. Never updated. */
export const uploads = pgTable(
  'uploads',
  {
    tenantId: tenantId(),
    id: uuid('id').notNull(),
    name: text('name').notNull(),
    sizeBytes: bigint('size_bytes', { mode: 'number' }).notNull(),
    sha256: text('sha256').notNull(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] }), tenantPolicy()],
);
export type Upload = typeof uploads.$inferSelect;

export const importFormat = pgEnum('import_format', ['CSV', 'JSONL']);
export const importKind = pgEnum('import_kind', ['TASKS', 'OUTCOMES']);

/** One file read into a project. The counts are written by its job, chunk by chunk. */
export const imports = pgTable(
  'imports',
  {
    tenantId: tenantId(),
    id: uuid('id').notNull(),
    projectId: uuid('project_id').notNull(),
    uploadId: uuid('upload_id').notNull(),
    jobId: uuid('job_id').notNull(),
    name: text('name').notNull(),
    kind: importKind('kind').notNull().default('TASKS'),
    format: importFormat('format').notNull(),
    mapping: jsonb('mapping').$type<unknown>(),
    rowsRead: integer('rows_read').notNull(),
    tasksCreated: integer('tasks_created').notNull(),
    judgmentsCreated: integer('judgments_created').notNull(),
    /** Outcome events that were new. */
    outcomesRecorded: integer('outcomes_recorded').notNull().default(0),
    rowsFailed: integer('rows_failed').notNull(),
    rowsWarned: integer('rows_warned').notNull(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({
      columns: [t.tenantId, t.projectId],
      foreignColumns: [projects.tenantId, projects.id],
    }),
    foreignKey({
      columns: [t.tenantId, t.uploadId],
      foreignColumns: [uploads.tenantId, uploads.id],
    }),
    foreignKey({ columns: [t.tenantId, t.jobId], foreignColumns: [jobs.tenantId, jobs.id] }),
    tenantPolicy(),
  ],
);
export type Import = typeof imports.$inferSelect;

export const problemSeverity = pgEnum('problem_severity', ['ERROR', 'WARNING']);

/** A row of a file that was left out, or taken with a change. Never updated. */
export const importProblems = pgTable(
  'import_problems',
  {
    tenantId: tenantId(),
    id: uuid('id').notNull(),
    importId: uuid('import_id').notNull(),
    line: integer('line').notNull(),
    severity: problemSeverity('severity').notNull(),
    field: text('field'),
    message: text('message').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index('import_problems_by_import').on(t.tenantId, t.importId, t.line, t.id),
    foreignKey({
      columns: [t.tenantId, t.importId],
      foreignColumns: [imports.tenantId, imports.id],
    }),
    tenantPolicy(),
  ],
);
export type ImportProblem = typeof importProblems.$inferSelect;
