import {
  doublePrecision,
  foreignKey,
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

export const releaseFormat = pgEnum('release_format', ['DPO', 'DPO_CONVERSATIONAL']);

/** What a finished release says of itself; stored beside the file and served as JSON. */
export interface ReleaseManifest {
  readonly rows: number;
  readonly sizeBytes: number;
  readonly sha256: string;
  readonly chosenA: number;
  readonly chosenB: number;
  readonly dropped: readonly { readonly reason: string; readonly count: number }[];
  readonly rubricVersions: readonly string[];
  readonly scoringVersion: string;
  readonly snapshotAt: string;
}

/** An immutable export. `manifest` is set once, when its file is complete. */
export const datasetReleases = pgTable(
  'dataset_releases',
  {
    tenantId: tenantId(),
    id: uuid('id').notNull(),
    projectId: uuid('project_id').notNull(),
    jobId: uuid('job_id').notNull(),
    name: text('name').notNull(),
    format: releaseFormat('format').notNull(),
    minimumVotes: integer('minimum_votes').notNull(),
    minimumAgreement: doublePrecision('minimum_agreement').notNull(),
    manifest: jsonb('manifest').$type<ReleaseManifest>(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({
      columns: [t.tenantId, t.projectId],
      foreignColumns: [projects.tenantId, projects.id],
    }),
    foreignKey({ columns: [t.tenantId, t.jobId], foreignColumns: [jobs.tenantId, jobs.id] }),
    tenantPolicy(),
  ],
);
export type DatasetRelease = typeof datasetReleases.$inferSelect;
