import { jobs } from '@assay/db/tables/jobs';
import { sql } from 'drizzle-orm';
import type { z } from 'zod';
import type { Action } from './auth/policy.ts';
import type { Context } from './context.ts';
import type { Logger } from './log.ts';
import type { CommandOp, Op } from './operation.ts';

/** A value that is stored as JSON and read back equal. */
export type Checkpoint = Readonly<Record<string, string | number | boolean | null>>;

/** How far a job is, in units of its own. */
export interface Progress {
  readonly progress: number;
  /** Null as long as it is not known. */
  readonly total: number | null;
  /** Where a run that is killed from here on goes on. */
  readonly checkpoint?: Checkpoint;
}

export type FirstHalf = (op: CommandOp) => Promise<() => Promise<Progress>>;

/** One run of a job, of which there may be several: workers are killed and jobs put back. */
export interface JobRun {
  readonly jobId: string;
  readonly log: Logger;
  /** What the last step of an earlier run left; null where there was none. */
  readonly checkpoint: Checkpoint | null;
  /**
   * Does a part of the work in one transaction with the job's progress and checkpoint. Throws, and
   * so ends the run, once the job was cancelled, another run has taken it over or the worker stops.
   */
  step(work: (op: CommandOp) => Promise<Progress>): Promise<void>;
  /**
   * A step whose first half goes on beside the step before, in one transaction with the second. A first
   * half that holds what others wait for is undone if its turn is long in coming, and done again then.
   *
   * @param turn - resolves once the step before has ended; rejects where that has failed
   * @param first - gives the second half, which waits for its turn
   */
  stepAhead(turn: Promise<void>, first: FirstHalf): Promise<void>;
  /** A context with a view of its own, which the run ends by `endReads`. */
  reader(): Context;
}

/** A job as the worker knows it: its input comes from the database. */
export interface AnyJob {
  readonly name: string;
  readonly perform: (run: JobRun, payload: unknown) => Promise<void>;
}

/** A job as commands know it. */
export interface Job<I> extends AnyJob {
  /** Queues it in the transaction of `op`, under an id that the command has made. */
  readonly enqueue: (op: Op, jobId: string, input: I) => Promise<void>;
}

interface JobOptions<I extends Record<string, unknown>> {
  readonly name: string;
  readonly input: z.ZodType<I>;
  /** Run at least once, so each step has to be safe to repeat from its checkpoint. */
  readonly run: (run: JobRun, input: I) => Promise<void>;
}

/** A job: its name, what it takes and what it does, in one value. */
export function job<I extends Record<string, unknown>>(options: JobOptions<I>): Job<I> {
  const { name, input, run } = options;
  return {
    name,
    perform: (current, payload) => run(current, input.parse(payload)),
    enqueue: async (op, jobId, payload) => {
      await op.tx.insert(jobs).values({
        id: jobId,
        kind: name,
        payload,
        state: 'QUEUED',
        progress: 0,
        requestedBy: op.viewer.kind === 'MEMBER' ? op.viewer.memberId : null,
        createdAt: op.now,
      });
      await enqueueRun(op, name, jobId);
    },
  };
}

/** Work that nobody asked for: it has no row that people watch, and the worker runs it until it succeeds. */
export interface AnyChore {
  readonly name: string;
  /** What its runs may do, as the tenant's SYSTEM. */
  readonly action: Action;
  readonly perform: (ctx: Context, payload: unknown) => Promise<void>;
}

interface ChoreOptions<I> {
  readonly name: string;
  readonly action: Action;
  readonly input: z.ZodType<I>;
  /** Run at least once for each time it was asked for, or once for several. */
  readonly run: (ctx: Context, input: I) => Promise<void>;
}

/** A chore: its name, what it takes and what it does, in one value. */
export const chore = <I>({ name, action, input, run }: ChoreOptions<I>): AnyChore => ({
  ...{ name, action },
  perform: (ctx, payload) => run(ctx, input.parse(payload)),
});

/** Asks the workers for a run. The tenant is that of the transaction. */
export async function enqueueRun(op: Op, name: string, jobId: string): Promise<void> {
  await op.tx.execute(sql`select assay_jobs.enqueue_job(${name}, ${jobId}::uuid)`);
}
