import { type KpiRun, kpiRuns } from '@assay/db/tables/kpi';
import { and, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { type ComputeProgress, compute } from '../../compute.ts';
import type { ComputeTask } from '../../compute-process.ts';
import { type JobRun, job } from '../../jobs.ts';
import { emitEvent } from '../events/commands/emit-event.ts';
import { storeCalibration } from '../feedback/commands/store-calibration.ts';
import type { CalibrationModel } from '../feedback/rules/model.ts';
import { keepRetest } from '../proposals/commands/keep-retest.ts';
import {
  approvedProposals,
  evidenceOf,
  proposalRequestOf,
} from '../proposals/queries/proposals.ts';
import type { Gain } from '../proposals/rules/evidence.ts';
import { makeInput, writeInput } from './commands/write-input.ts';
import { inputFile } from './queries/input-files.ts';
import { findRunToCompute, inputRunOf, requestOf } from './queries/runs.ts';
import { runCompleted } from './rules/completed.ts';
import type { KpiResult } from './rules/result.ts';

/** Progress of a run, in per cent: reading its table, computing, fitting the calibration. */
const readUpTo = 40;
const computedUpTo = 90;
const done = 100;

/**
 * Makes the input table of a run, unless it is there, and computes the result from it in a process of its own. A
 * run that is killed goes on from the table once that is stored.
 */
export const kpiJob = job({
  name: 'kpi.run',
  input: z.object({ runId: z.uuid() }),
  run: async (run, { runId }) => {
    const reader = run.reader();
    const started = await findRunToCompute(reader, { id: runId });
    await reader.endReads();
    if (started.finishedAt !== null) return;
    const { tenantId, projectId, seed } = started;
    const file = inputFile(reader.services, tenantId, inputRunOf(started));
    let request = requestOf(started);
    if (started.inputSha256 === null) {
      const made = await makeInput(reader, {
        ...{ projectId, request, asOf: started.asOf },
        report: (read, of) =>
          run.step(async () => ({
            progress: Math.floor((readUpTo * read) / Math.max(1, of)),
            total: done,
          })),
      }).finally(() => reader.endReads());
      request = made.request;
      const inputSha256 = await writeInput(file, made.input);
      await run.step(async (op) => {
        const unset = and(eq(kpiRuns.id, runId), isNull(kpiRuns.inputSha256));
        await op.tx.update(kpiRuns).set({ inputSha256, request }).where(unset);
        return { progress: readUpTo, total: done };
      });
    }
    // a process hands over plain data of the type its task makes
    const result = (await computed(run, { kind: 'ANALYSE', file, request, seed }, [
      readUpTo,
      computedUpTo,
    ])) as KpiResult;
    const { primaryOutcome: outcome, level } = request;
    const model =
      outcome === null || result.outcomes.every(({ key }) => key !== outcome)
        ? null
        : ((await computed(run, { kind: 'CALIBRATE', file, outcome, level, seed }, [
            computedUpTo,
            done,
          ])) as CalibrationModel);
    await run.step(async (op) => {
      const unset = and(eq(kpiRuns.id, runId), isNull(kpiRuns.finishedAt));
      const ended = await op.tx
        .update(kpiRuns)
        .set({ result, finishedAt: op.now })
        .where(unset)
        .returning({ inputSha256: kpiRuns.inputSha256 });
      if (model !== null && started.rerunOf === null) {
        await storeCalibration(op, { projectId, runId, model });
      }
      op.announce(projectId, 'KPI_RUN_COMPLETED');
      for (const { inputSha256 } of ended) {
        await emitEvent(op, runCompleted({ ...started, inputSha256 }, result));
      }
      return { progress: done, total: done };
    });
    if (started.rerunOf === null) await retestApproved(run, started, file, result);
  },
});

/** Asks the tickets since about weights that were approved: a gain that is not there expires. */
async function retestApproved(
  run: JobRun,
  { projectId }: KpiRun,
  file: string,
  { outcomes }: KpiResult,
): Promise<void> {
  const reader = run.reader();
  const approved = await approvedProposals(reader, { projectId }).finally(() => reader.endReads());
  for (const proposal of approved) {
    const request = proposalRequestOf(proposal);
    const evidence = evidenceOf(proposal);
    if (evidence === null || outcomes.every(({ key }) => key !== request.outcome)) continue;
    const weightsOf = (of: 'today' | 'proposed') =>
      Object.fromEntries(
        evidence.weights.map((weight) => [weight.key, weight[of] ?? weight.today]),
      );
    const weights = {
      today: weightsOf('today'),
      proposed: weightsOf('proposed'),
      since: (proposal.decidedAt ?? proposal.createdAt).getTime() / 1_000,
    };
    // a process hands over plain data of the type its task makes
    const gain = (await computed(run, { kind: 'RETEST', file, request, weights }, [
      done,
      done,
    ])) as Gain;
    await run.step(async (op) => {
      await keepRetest(op, proposal.id, evidence, gain);
      return { progress: done, total: done };
    });
  }
}

/** Computes in a process of its own, and tells how far it is between two shares of the job. */
export async function computed(
  run: JobRun,
  task: ComputeTask,
  [from, to]: readonly [number, number],
): Promise<unknown> {
  const computing = compute(task, run.log);
  try {
    for (;;) {
      const next: IteratorResult<ComputeProgress, unknown> = await computing.next();
      if (next.done === true) return next.value;
      const { progress, total } = next.value;
      const share = Math.min(1, progress / Math.max(1, total));
      await run.step(async () => ({
        progress: Math.floor(from + (to - from) * share),
        total: done,
      }));
    }
  } finally {
    await computing.return(undefined);
  }
}
