import { randomInt } from 'node:crypto';
import { kpiRuns } from '@assay/db/tables/kpi';
import { AppError, notFound } from '../../../errors.ts';
import { newId } from '../../../ids.ts';
import { type CommandOp, command, type Op } from '../../../operation.ts';
import { codeVersion } from '../../../versions.ts';
import { projectById } from '../../projects/queries.ts';
import { loadVersions } from '../../rubrics/queries/rubrics.ts';
import { kpiJob } from '../jobs.ts';
import { inputRunOf, runById } from '../queries/runs.ts';
import { loadDefaults } from '../queries/settings.ts';
import type { KpiRequest } from '../rules/input.ts';
import { fillRequest } from '../rules/request.ts';

/** Seeds are whole numbers below 2³¹, which GraphQL can carry. */
const seedMax = 2_147_483_647;

interface RunKpiAnalysis {
  readonly idempotencyKey: string;
  readonly projectId: string;
  readonly options: Parameters<typeof fillRequest>[0];
  readonly seed: number | null;
}

/** Queues a run over all outcomes known when its job starts. */
export const runKpiAnalysis = command('kpi:run', async (op, input: RunKpiAnalysis) => {
  const project = await projectById(op, input.projectId);
  const request = fillRequest(
    input.options,
    (await loadDefaults(op, [project.id])).get(project.id) ?? {},
  );
  await requireVersions(op, request);
  if (input.seed !== null && !(input.seed >= 0 && input.seed <= seedMax)) {
    throw new AppError('INVALID_INPUT', `A seed is 0 to ${seedMax}.`, { field: 'seed' });
  }
  await insertRun(op, { projectId: project.id, request, seed: input.seed, trigger: 'PERSON' });
  return op.resultId;
});

/** @throws AppError NOT_FOUND for a rubric version that is not there */
export async function requireVersions(op: Op, { rubricVersionIds }: KpiRequest): Promise<void> {
  const known = await loadVersions(op, rubricVersionIds);
  if (rubricVersionIds.some((id) => !known.has(id))) throw notFound();
}

interface Rerun {
  readonly idempotencyKey: string;
  readonly runId: string;
}

/** Computes a run again, from the same input table and seed: its numbers are the same unless the code has changed. */
export const rerunKpiAnalysis = command('kpi:run', async (op, { runId }: Rerun) => {
  const run = await runById(op, runId);
  if (run.inputSha256 === null) {
    throw new AppError(
      'CONFLICT',
      'This run has no input table yet. Wait until its job has ended.',
    );
  }
  const jobId = newId(op.now);
  await kpiJob.enqueue(op, jobId, { runId: op.resultId });
  const { projectId, request, seed, asOf, inputSha256 } = run;
  await op.tx.insert(kpiRuns).values({
    ...{ id: op.resultId, projectId, jobId, trigger: 'PERSON', request, seed, asOf, codeVersion },
    ...{ inputSha256, rerunOf: inputRunOf(run), createdAt: op.now },
  });
  return op.resultId;
});

interface NewRun {
  readonly projectId: string;
  readonly request: KpiRequest;
  readonly seed: number | null;
  readonly trigger: 'PERSON' | 'SCHEDULE' | 'IMPORT';
}

/** Stores a run under the operation's result id, and queues its job. */
export async function insertRun(op: CommandOp, run: NewRun): Promise<void> {
  const jobId = newId(op.now);
  await kpiJob.enqueue(op, jobId, { runId: op.resultId });
  await storeRun(op, { ...run, id: op.resultId, jobId });
}

interface StoredRun extends NewRun {
  readonly id: string;
  /** What computes it. */
  readonly jobId: string;
}

/** Stores a run for a job that the caller queues. */
export async function storeRun(op: Op, run: StoredRun): Promise<void> {
  const { id, jobId, projectId, request, seed, trigger } = run;
  await op.tx.insert(kpiRuns).values({
    ...{ id, projectId, jobId, trigger, request, codeVersion },
    seed: seed ?? randomInt(seedMax),
    asOf: op.now,
    createdAt: op.now,
  });
}

/** A run that nobody asked for just now: of a schedule, or after an import. */
export async function insertRunBySettings(
  op: CommandOp,
  projectId: string,
  trigger: 'SCHEDULE' | 'IMPORT',
): Promise<void> {
  const request = fillRequest({}, (await loadDefaults(op, [projectId])).get(projectId) ?? {});
  await insertRun(op, { projectId, request, seed: null, trigger });
}
