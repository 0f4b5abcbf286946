import { setTimeout } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { type Job, jobs } from '@assay/db/tables/jobs';
import { and, eq, inArray, sql } from 'drizzle-orm';
import { AppError, notFound } from '../../errors.ts';
import { type Checkpoint, enqueueRun, type FirstHalf, type Progress } from '../../jobs.ts';
import { command, type Op } from '../../operation.ts';
import { findJobRow } from './queries.ts';
import { mayCancel } from './rules.ts';

/** The run has no more to do: somebody cancelled the job. */
export class JobCancelled extends Error {}
/** The run has to stop: another one has gone on with the job. */
export class JobTaken extends Error {}
/** The step before has not ended for long: most likely it waits for somebody who waits for this one. */
export class TurnIsLate extends Error {}

/** Milliseconds that the first half of a step waits for its turn. Others wait 5 s for what it holds. */
const patienceMs = 2_000;

/** Ends a job before its time. What it has committed stays. */
export const cancelJob = command('job:cancel', async (op, { jobId }: { jobId: string }) => {
  const job = await findJobRow(op, jobId);
  if (job === undefined) throw notFound();
  if (!mayCancel(op.viewer, job)) {
    throw new AppError('FORBIDDEN', 'A job is cancelled by who asked for it, or by a lead.');
  }
  const ended = await op.tx
    .update(jobs)
    .set({ state: 'CANCELLED', finishedAt: op.now })
    .where(and(eq(jobs.id, jobId), inArray(jobs.state, ['QUEUED', 'RUNNING'])))
    .returning({ id: jobs.id });
  if (ended.length === 0) throw new AppError('CONFLICT', 'This job has ended already.');
  await tell(op, jobId);
  return jobId;
});

interface Begin {
  readonly jobId: string;
  readonly begun: (job: Job) => void;
}

/** Starts a run, of a job that was queued or whose last run was cut. Hands over nothing if it has ended. */
export const beginRun = command(
  'job:run',
  async (op, { jobId, begun }: Begin) => {
    const [job] = await op.tx
      .update(jobs)
      .set({ state: 'RUNNING' })
      .where(and(eq(jobs.id, jobId), inArray(jobs.state, ['QUEUED', 'RUNNING'])))
      .returning();
    if (job === undefined) return jobId;
    begun(job);
    await tell(op, jobId);
    return jobId;
  },
  { audit: false },
);

interface Step {
  readonly jobId: string;
  /** The checkpoint this run knows: with another one in the row, another run has gone on. */
  readonly known: () => Checkpoint | null;
  /** The step before has ended. */
  readonly turn: Promise<void>;
  readonly first: FirstHalf;
  readonly done: (progress: Progress) => void;
  /** Tell those who watch. */
  readonly announced: boolean;
}

/** One part of a run's work, committed together with how far it came. */
export const stepRun = command(
  'job:run',
  async (op, { jobId, known, turn, first, done, announced }: Step) => {
    const second = await first(op);
    if (!(await comes(turn))) throw new TurnIsLate();
    const [job] = await op.tx
      .select({ state: jobs.state, checkpoint: jobs.checkpoint })
      .from(jobs)
      .where(eq(jobs.id, jobId))
      .for('update');
    if (job?.state === 'CANCELLED') throw new JobCancelled();
    const isOurs = job?.state === 'RUNNING' && isDeepStrictEqual(job.checkpoint, known());
    if (!isOurs) throw new JobTaken();
    const { progress, total, checkpoint } = await second();
    const row = { progress, total, ...(checkpoint !== undefined && { checkpoint }) };
    await Promise.all([
      op.tx.update(jobs).set(row).where(eq(jobs.id, jobId)).execute(),
      announced ? tell(op, jobId) : null,
    ]);
    done({ progress, total, ...(checkpoint !== undefined && { checkpoint }) });
    return jobId;
  },
  { audit: false },
);

/** Whether the turn of a step comes soon enough. */
async function comes(turn: Promise<void>): Promise<boolean> {
  const waiting = new AbortController();
  try {
    const late = setTimeout(patienceMs, false, { signal: waiting.signal });
    late.catch(() => {}); // it is not waited for any more
    return await Promise.race([turn.then(() => true), late]);
  } finally {
    waiting.abort();
  }
}

interface Finish {
  readonly jobId: string;
  /** What went wrong, for people; null where nothing did. */
  readonly error: string | null;
}

export const finishRun = command('job:run', async (op, { jobId, error }: Finish) => {
  await op.tx
    .update(jobs)
    .set({
      state: error === null ? 'SUCCEEDED' : 'FAILED',
      error,
      finishedAt: op.now,
      ...(error === null && { progress: sql`coalesce(${jobs.total}, ${jobs.progress})` }),
    })
    .where(and(eq(jobs.id, jobId), inArray(jobs.state, ['QUEUED', 'RUNNING'])));
  await tell(op, jobId);
  return jobId;
});

/** Leaves the rest of the work to another worker, at once and without counting an attempt. */
export const putBackRun = command(
  'job:run',
  async (op, { jobId }: { jobId: string }) => {
    const [job] = await op.tx
      .update(jobs)
      .set({ state: 'QUEUED' })
      .where(and(eq(jobs.id, jobId), eq(jobs.state, 'RUNNING')))
      .returning({ kind: jobs.kind });
    if (job !== undefined) await enqueueRun(op, job.kind, jobId);
    return jobId;
  },
  { audit: false },
);

/** Tells whoever watches the job, in any process, once this transaction is committed. */
async function tell(op: Op, jobId: string): Promise<void> {
  const message = JSON.stringify({ tenantId: op.viewer.tenantId, jobId });
  await op.tx.execute(sql`select pg_notify('assay_job', ${message})`);
}
