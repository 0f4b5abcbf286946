import { EventEmitter } from 'node:events';
import type { Job as JobRow } from '@assay/db/tables/jobs';
import { Logger, run, type TaskList, type WorkerEvents } from 'graphile-worker';
import { z } from 'zod';
import { Context } from './context.ts';
import { AppError } from './errors.ts';
import { randomId } from './ids.ts';
import type { AnyJob, JobRun } from './jobs.ts';
import { jobList } from './jobs-list.ts';
import {
  beginRun,
  finishRun,
  JobCancelled,
  JobTaken,
  putBackRun,
  stepRun,
} from './modules/jobs/commands.ts';
import type { Services } from './services.ts';
import { Sweeper } from './sweeper.ts';

export interface WorkerOptions {
  /** Jobs that this process runs at a time. */
  readonly concurrency?: number;
  /** Milliseconds between two looks for the jobs of dead workers; a worker found dead twice is dead. */
  readonly sweepMs?: number;
}

/** Milliseconds between two announcements of a job's progress. */
const announceMs = 250;

const Payload = z.object({ tenantId: z.uuid(), jobId: z.uuid() });
type Payload = z.infer<typeof Payload>;

const unexpected =
  'Something went wrong on our side, several times. Name the id of this job when you ask for help.';

/** The worker is being stopped: what is left of the job is for another one. */
class WorkerStopped extends Error {}

/**
 * Runs jobs in this process until stopped, and takes care of what dead workers left behind.
 *
 * @param workerUrl - the database as the role that owns the queue
 */
export async function startWorker(
  services: Services,
  workerUrl: string,
  { concurrency = 2, sweepMs = 30_000 }: WorkerOptions = {},
): Promise<{ stop(): Promise<void> }> {
  const { log } = services;
  let stopping = false;
  const tasks: TaskList = Object.fromEntries(
    jobList.map((job) => [
      job.name,
      async (payload, { job: { attempts, max_attempts } }) => {
        const isLast = attempts >= max_attempts;
        await runJob(services, job, Payload.parse(payload), isLast, () => stopping);
      },
    ]),
  );
  const events: WorkerEvents = new EventEmitter();
  const sweeper = new Sweeper(workerUrl, log, (payload) => failDead(services, payload));
  events.on('pool:create', ({ workerPool }) => sweeper.beatFor(workerPool.id));
  const runner = await run({
    connectionString: workerUrl,
    taskList: tasks,
    concurrency,
    events,
    maxPoolSize: concurrency + 2,
    pollInterval: 1_000,
    noHandleSignals: true,
    crontab: '',
    logger: new Logger(() => (level, message, meta) => {
      if (level === 'error') log.error({ worker: meta }, message);
      else if (level === 'warning') log.warn({ worker: meta }, message);
      else log.debug({ worker: meta }, message);
    }),
  });
  sweeper.start(sweepMs);
  return {
    stop: async () => {
      stopping = true;
      await runner.stop();
      await sweeper.stop();
    },
  };
}

async function runJob(
  services: Services,
  job: AnyJob,
  { tenantId, jobId }: Payload,
  isLastAttempt: boolean,
  isStopping: () => boolean,
): Promise<void> {
  const ctx = systemContext(services, tenantId);
  const begun: JobRow[] = [];
  await beginRun(ctx, { jobId, begun: (row) => begun.push(row) });
  const [row] = begun;
  if (row === undefined) return; // it was cancelled, or another run has finished it
  try {
    await job.perform(openRun(services, ctx, row, isStopping), row.payload);
    await finishRun(ctx, { jobId, error: null });
  } catch (error) {
    if (error instanceof JobCancelled) return;
    if (error instanceof WorkerStopped) {
      await putBackRun(ctx, { jobId });
      return;
    }
    if (error instanceof AppError) {
      await finishRun(ctx, { jobId, error: error.message });
      return;
    }
    // returning would delete the queue's entry, under which the other run goes on
    if (error instanceof JobTaken) throw error;
    services.log.error({ err: error, jobId, isLastAttempt }, `job ${job.name} failed`);
    if (!isLastAttempt) throw error;
    await finishRun(ctx, { jobId, error: unexpected });
  } finally {
    await ctx.endReads();
  }
}

function openRun(
  services: Services,
  ctx: Context,
  { tenantId, id: jobId, checkpoint: left }: JobRow,
  isStopping: () => boolean,
): JobRun {
  // checkpoints are only ever written by `stepRun`, from this very type
  const checkpoint = left as JobRun['checkpoint'];
  let known = checkpoint;
  let announcedAt = Number.NEGATIVE_INFINITY;
  return {
    jobId,
    checkpoint,
    reader: () => systemContext(services, tenantId),
    step: async (work) => {
      if (isStopping()) throw new WorkerStopped();
      const now = performance.now();
      const announced = now - announcedAt >= announceMs;
      let next = known;
      await stepRun(ctx, {
        ...{ jobId, known, work, announced },
        done: (progress) => {
          next = progress.checkpoint ?? known;
        },
      });
      known = next;
      if (announced) announcedAt = now;
    },
  };
}

/** For a job whose last worker died in its last attempt. */
async function failDead(services: Services, payload: unknown): Promise<void> {
  const { tenantId, jobId } = Payload.parse(payload);
  await finishRun(systemContext(services, tenantId), { jobId, error: unexpected });
}

const systemContext = (services: Services, tenantId: string): Context =>
  new Context(services, { kind: 'SYSTEM', tenantId, action: 'job:run' }, randomId());
