import { EventEmitter } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import type { Job as JobRow } from '@assay/db/tables/jobs';
import { Logger, run, type TaskList, type WorkerEvents } from 'graphile-worker';
import { z } from 'zod';
import { Cleaner } from './cleaner.ts';
import { Context } from './context.ts';
import { AppError } from './errors.ts';
import { randomId } from './ids.ts';
import { Inbox } from './inbox.ts';
import type { AnyChore, AnyJob, FirstHalf, JobRun } from './jobs.ts';
import { choreList, jobList } from './jobs-list.ts';
import {
  beginRun,
  finishRun,
  JobCancelled,
  JobTaken,
  putBackRun,
  stepRun,
  TurnIsLate,
} from './modules/jobs/commands.ts';
import { Scheduler } from './scheduler.ts';
import { Sender } from './sender.ts';
import type { Services } from './services.ts';
import { Sweeper } from './sweeper.ts';

export interface WorkerOptions {
  /** Jobs that this process runs at a time. */
  readonly concurrency?: number;
  /** Milliseconds between two looks for the jobs of dead workers; a worker found dead twice is dead. */
  readonly sweepMs?: number;
}

/** Milliseconds until a worker that ended is started again. */
const restartMs = 1_000;
/** Milliseconds between two announcements of a job's progress. */
const announceMs = 250;

const Payload = z.object({ tenantId: z.uuid(), jobId: z.uuid() });
type Payload = z.infer<typeof Payload>;
const OfTenant = z.object({ tenantId: z.uuid() });

const unexpected =
  'Something went wrong on our side, several times. Name the id of this job when you ask for help.';

/** The worker is being stopped: what is left of the job is for another one. */
class WorkerStopped extends Error {}

/**
 * Runs jobs in this process until stopped, gives events their effect and tells others of ours, starts
 * what is due, and takes care of what dead workers left behind.
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
  let active = 0;
  const counted = async (work: Promise<void>) => {
    active += 1;
    await work.finally(() => {
      active -= 1;
    });
  };
  const tasks: TaskList = {};
  for (const job of jobList) {
    tasks[job.name] = (payload, { job: { attempts, max_attempts } }) => {
      const isLast = attempts >= max_attempts;
      return counted(runJob(services, job, Payload.parse(payload), isLast, () => stopping));
    };
  }
  for (const chore of choreList) {
    tasks[chore.name] = (payload) => counted(runChore(services, chore, payload));
  }
  const events: WorkerEvents = new EventEmitter();
  const sweeper = new Sweeper(workerUrl, {
    log,
    fail: (payload) => failDead(services, payload),
    waiting: () => {
      // its pool waits for ever for a connection that was cut while it was made
      if (active < concurrency) restart();
    },
  });
  events.on('pool:create', ({ workerPool }) => {
    sweeper.beatFor(workerPool.id);
    const ended = () => sweeper.beatNoMoreFor(workerPool.id);
    workerPool.promise.then(ended, ended);
  });
  const start = () =>
    run({
      connectionString: workerUrl,
      taskList: tasks,
      concurrency,
      events,
      maxPoolSize: concurrency + 2,
      pollInterval: 1_000,
      noHandleSignals: true,
      parsedCronItems: [],
      // without a batch, a queue that cannot be told of an end is an unhandled rejection
      preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
      logger: new Logger(() => (level, message, meta) => {
        if (level === 'error') log.error({ worker: meta }, message);
        else if (level === 'warning') log.warn({ worker: meta }, message);
        else log.debug({ worker: meta }, message);
      }),
    });
  let runner = await start();
  const supervised = superviseRunner();
  sweeper.start(sweepMs);
  const inbox = new Inbox(services, workerUrl);
  inbox.start();
  const sender = new Sender(services, workerUrl);
  sender.start();
  const scheduler = new Scheduler(services, workerUrl);
  scheduler.start();
  const cleaner = new Cleaner(services, workerUrl);
  cleaner.start();
  return {
    stop: async () => {
      stopping = true;
      await Promise.all([inbox.stop(), sender.stop(), scheduler.stop(), cleaner.stop()]);
      await runner
        .stop()
        .catch((error: unknown) => log.warn({ err: error }, 'the worker had ended'));
      await supervised;
      await sweeper.stop();
    },
  };

  function restart(): void {
    log.warn('jobs wait although the worker has time; it is started again');
    runner.stop().catch((error: unknown) => log.warn({ err: error }, 'the worker had ended'));
  }

  /** A runner gives up when the database is away for long; then another takes its place. */
  async function superviseRunner(): Promise<void> {
    for (;;) {
      try {
        await runner.promise;
      } catch (error) {
        log.warn({ err: error }, 'the worker ended; it is started again');
      }
      while (!stopping) {
        await setTimeout(restartMs);
        try {
          const next = await start();
          if (stopping) await next.stop();
          else runner = next;
          break;
        } catch (error) {
          log.warn({ err: error }, 'the worker could not start; it tries again');
        }
      }
      if (stopping) return;
    }
  }
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
  const stepAhead = async (turn: Promise<void>, first: FirstHalf) => {
    if (isStopping()) throw new WorkerStopped();
    const now = performance.now();
    const announced = now - announcedAt >= announceMs;
    let next = known;
    await stepRun(ctx, {
      ...{ jobId, turn, first, announced },
      known: () => known,
      done: (progress) => {
        next = progress.checkpoint ?? known;
      },
    });
    known = next;
    if (announced) announcedAt = now;
  };
  return {
    jobId,
    checkpoint,
    log: services.log,
    reader: () => systemContext(services, tenantId),
    step: (work) => stepAhead(Promise.resolve(), async (op) => () => work(op)),
    stepAhead: async (turn, first) => {
      try {
        await stepAhead(turn, first);
      } catch (error) {
        if (!(error instanceof TurnIsLate)) throw error;
        await turn;
        await stepAhead(turn, first);
      }
    },
  };
}

/** @throws what went wrong, so that the queue tries again later */
async function runChore(services: Services, chore: AnyChore, payload: unknown): Promise<void> {
  const { tenantId } = OfTenant.parse(payload);
  const viewer = { kind: 'SYSTEM', tenantId, action: chore.action } as const;
  const ctx = new Context(services, viewer, randomId());
  try {
    await chore.perform(ctx, payload);
  } finally {
    await ctx.endReads();
  }
}

/** For a job whose last worker died in its last attempt. Of a chore nothing is told to anybody. */
async function failDead(services: Services, payload: unknown): Promise<void> {
  const { success, data } = Payload.safeParse(payload);
  if (!success) return;
  const { tenantId, jobId } = data;
  await finishRun(systemContext(services, tenantId), { jobId, error: unexpected });
}

const systemContext = (services: Services, tenantId: string): Context =>
  new Context(services, { kind: 'SYSTEM', tenantId, action: 'job:run' }, randomId());
