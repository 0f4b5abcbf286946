import { kpiRuns } from '@assay/db/tables/kpi';
import { and, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { type ComputeProgress, compute } from '../../compute.ts';
import type { ComputeTask, RunMade } from '../../compute-process.ts';
import type { Context } from '../../context.ts';
import { type JobRun, job } from '../../jobs.ts';
import type { CommandOp } from '../../operation.ts';
import { emitEvent } from '../events/commands/emit-event.ts';
import { storeCalibration } from '../feedback/commands/store-calibration.ts';
import { keepRetest } from '../proposals/commands/keep-retest.ts';
import {
  approvedProposals,
  evidenceOf,
  proposalRequestOf,
} from '../proposals/queries/proposals.ts';
import type { Gain } from '../proposals/rules/evidence.ts';
import { inputFile } from './queries/input-files.ts';
import { findRunToCompute, inputRunOf, type KpiRun, requestOf } from './queries/runs.ts';
import { copyTable } from './queries/table-sections.ts';
import { planTable } from './queries/table-source.ts';
import { runCompleted } from './rules/completed.ts';
import type { KpiRequest } from './rules/input.ts';
import type { KpiResult } from './rules/result.ts';

const done = 100;

/**
 * Makes the input table of a run, unless it is there, and computes the result from it, in a process of its own. A
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
    const { projectId } = started;
    const file = inputFile(reader.services, started.tenantId, inputRunOf(started));
    const { made, request } =
      started.inputSha256 === null
        ? await runFromDatabase(run, reader, started, file)
        : await runFromFile(run, started, file);
    const { result, model, inputSha256: sha256 } = made;
    await run.step(async (op) => {
      const unset = and(eq(kpiRuns.id, runId), isNull(kpiRuns.finishedAt));
      const ended = await op.tx
        .update(kpiRuns)
        .set({
          result,
          finishedAt: op.now,
          ...(sha256 !== null && { inputSha256: sha256, request }),
        })
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

interface Made {
  readonly made: RunMade;
  /** As it turned out to mean. */
  readonly request: KpiRequest;
}

async function runFromFile(run: JobRun, started: KpiRun, file: string): Promise<Made> {
  const request = requestOf(started);
  const task = { kind: 'RUN', file, request, seed: started.seed, plan: null } as const;
  // a process hands over plain data of the type its task makes
  return { made: (await computed(run, task)) as RunMade, request };
}

/** The table is read in one view, which ends with the last row. */
async function runFromDatabase(
  run: JobRun,
  reader: Context,
  started: KpiRun,
  file: string,
): Promise<Made> {
  const { id, projectId, asOf, seed } = started;
  try {
    const { plan, source } = await planTable(reader, {
      ...{ projectId, asOf, request: requestOf(started) },
    });
    const { request } = source;
    const { pieces } = await copyTable(reader, source);
    // a process hands over plain data of the type its task makes
    const made = (await computed(
      run,
      { kind: 'RUN', file, request, seed, plan },
      {
        input: ended(pieces, () => reader.endReads()),
        stored: async (op, inputSha256) => {
          const unset = and(eq(kpiRuns.id, id), isNull(kpiRuns.inputSha256));
          await op.tx.update(kpiRuns).set({ inputSha256, request }).where(unset);
        },
      },
    )) as RunMade;
    return { made, request };
  } finally {
    await reader.endReads();
  }
}

/** The same pieces; `end` is called behind the last of them. */
async function* ended(
  pieces: AsyncIterable<Buffer>,
  end: () => Promise<void>,
): AsyncGenerator<Buffer> {
  yield* pieces;
  await end();
}

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
    const gain = (await computed(
      run,
      { kind: 'RETEST', file, request, weights },
      {
        from: done,
      },
    )) as Gain;
    await run.step(async (op) => {
      await keepRetest(op, proposal.id, evidence, gain);
      return { progress: done, total: done };
    });
  }
}

interface ComputedOptions {
  readonly input?: AsyncIterable<Buffer>;
  /** Keeps that the process has stored its input table. */
  readonly stored?: (op: CommandOp, inputSha256: string) => Promise<void>;
  /** Progress of the job that is behind already, in per cent. */
  readonly from?: number;
}

/** Computes in a process of its own, and tells how far it is. */
export async function computed(
  run: JobRun,
  task: ComputeTask,
  { input, stored, from = 0 }: ComputedOptions = {},
): Promise<unknown> {
  const computing = compute(task, run.log, input);
  let isStored = false;
  try {
    for (;;) {
      const next: IteratorResult<ComputeProgress, unknown> = await computing.next();
      if (next.done === true) return next.value;
      const { progress, total, inputSha256 } = next.value;
      await run.step(async (op) => {
        if (inputSha256 !== null && !isStored) await stored?.(op, inputSha256);
        const share = Math.min(1, progress / Math.max(1, total));
        return { progress: Math.floor(from + (done - from) * share), total: done };
      });
      isStored = inputSha256 !== null;
    }
  } finally {
    await computing.return(undefined);
  }
}
