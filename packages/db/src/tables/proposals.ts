import {
  foreignKey,
  index,
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
import { kpiRuns } from './kpi.ts';
import { members } from './members.ts';
import { projects } from './projects.ts';
import { rubricVersions } from './rubrics.ts';

export const proposalDecision = pgEnum('proposal_decision', ['APPROVED', 'REJECTED']);

/** Weights that would track an outcome better, with the evidence. Evidence and decision are each set once. */
export const weightProposals = pgTable(
  'weight_proposals',
  {
    tenantId: tenantId(),
    id: uuid('id').notNull(),
    projectId: uuid('project_id').notNull(),
    /** Whose input table it is fitted on. */
    runId: uuid('run_id').notNull(),
    jobId: uuid('job_id').notNull(),
    /** Whose weights it would change. */
    rubricVersionId: uuid('rubric_version_id').notNull(),
    /** The context profile it is for; null for the rubric's own weights. */
    profile: text('profile'),
    request: jsonb('request').$type<unknown>().notNull(),
    result: jsonb('result').$type<unknown>(),
    finishedAt: timestamp('finished_at', { withTimezone: true }),
    decision: proposalDecision('decision'),
    decidedBy: uuid('decided_by'),
    decidedAt: timestamp('decided_at', { withTimezone: true }),
    reason: text('reason'),
    /** The draft it went into. */
    draftVersionId: uuid('draft_version_id'),
    /** What later tickets say about an approved one. */
    retest: jsonb('retest').$type<unknown>(),
    retestedAt: timestamp('retested_at', { withTimezone: true }),
    expiredAt: timestamp('expired_at', { withTimezone: true }),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({
      columns: [t.tenantId, t.projectId],
      foreignColumns: [projects.tenantId, projects.id],
    }),
    foreignKey({ columns: [t.tenantId, t.runId], foreignColumns: [kpiRuns.tenantId, kpiRuns.id] }),
    foreignKey({ columns: [t.tenantId, t.jobId], foreignColumns: [jobs.tenantId, jobs.id] }),
    foreignKey({
      columns: [t.tenantId, t.rubricVersionId],
      foreignColumns: [rubricVersions.tenantId, rubricVersions.id],
    }),
    foreignKey({
      columns: [t.tenantId, t.draftVersionId],
      foreignColumns: [rubricVersions.tenantId, rubricVersions.id],
    }),
    foreignKey({
      columns: [t.tenantId, t.decidedBy],
      foreignColumns: [members.tenantId, members.id],
    }),
    index('weight_proposals_by_project').on(t.tenantId, t.projectId, t.id),
    tenantPolicy(),
  ],
);
export type WeightProposal = typeof weightProposals.$inferSelect;
