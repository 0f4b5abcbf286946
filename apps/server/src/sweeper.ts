import { arrayTypes } from '@assay/db/array-types';
import postgres from 'postgres';
import type { Logger } from './log.ts';

/** The first half of the advisory locks that say "this worker lives"; the second is a hash of its id. */
const aliveLock = 4_171_002;
const beatMs = 10_000;
/** Seconds that a job waits, while a worker has time for it, before that worker counts as stuck. */
const patienceSeconds = 3;

interface SweeperOptions {
  readonly log: Logger;
  /** Is given the payload of a job whose last attempt ended with its worker. */
  readonly fail: (payload: unknown) => Promise<void>;
  /** Is told when jobs wait that should have begun long ago. */
  readonly waiting: () => void;
}

/**
 * Frees the jobs of workers that were killed: the queue itself would leave them locked for hours. A
 * living worker holds an advisory lock on a connection, so the lock ends with the process. Who is
 * found without it twice in a row is dead; one look alone may fall between two connections.
 */
export class Sweeper {
  readonly #sql: postgres.Sql;
  readonly #options: SweeperOptions;
  readonly #own = new Set<string>();
  readonly #timers: NodeJS.Timeout[] = [];
  #suspects = new Set<string>();
  #stopped = false;
  #running: Promise<void> = Promise.resolve();

  constructor(workerUrl: string, options: SweeperOptions) {
    this.#sql = postgres(workerUrl, {
      ...arrayTypes,
      max: 1,
      onnotice: () => {},
      idle_timeout: 0,
      max_lifetime: null,
      // a cut while types are fetched is an unhandled rejection of the driver; lists go as JSON
      fetch_types: false,
      connection: { application_name: 'assay-worker-alive' },
    });
    this.#options = options;
  }

  /** Keeps the lock of a worker of this process for as long as the process lives. */
  beatFor(workerId: string): void {
    this.#own.add(workerId);
    this.#queue(() => this.#beat());
  }

  /** Gives the lock back: what this worker still holds is for others. */
  beatNoMoreFor(workerId: string): void {
    this.#own.delete(workerId);
    this.#queue(() => this.#beat());
  }

  start(sweepMs: number): void {
    this.#timers.push(
      setInterval(() => this.#queue(() => this.#beat()), beatMs),
      setInterval(() => this.#queue(() => this.#sweep()), sweepMs),
    );
    for (const timer of this.#timers) timer.unref();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    for (const timer of this.#timers) clearInterval(timer);
    await this.#running;
    await this.#sql.end({ timeout: 5 });
  }

  #queue(work: () => Promise<void>): void {
    if (this.#stopped) return;
    this.#running = this.#running.then(work).catch((error: unknown) => {
      this.#options.log.warn(
        { err: error },
        'the sweeper could not reach the queue; it tries again',
      );
    });
  }

  /** Takes the locks anew: the connection may have been cut since. */
  async #beat(): Promise<void> {
    await this.#sql`select pg_advisory_unlock_all()`;
    await this.#sql`
      select pg_try_advisory_lock_shared(${aliveLock}, hashtext(id) & 2147483647)
      from json_array_elements_text(${JSON.stringify([...this.#own])}::text::json) id`;
  }

  async #sweep(): Promise<void> {
    const silent = await this.#sql<{ id: string }[]>`
      select distinct j.locked_by as id from graphile_worker.jobs j
      where j.locked_by is not null and not exists (
        select from pg_locks l where l.locktype = 'advisory' and l.classid = ${aliveLock}
          and l.objid = (hashtext(j.locked_by) & 2147483647)::oid
          and l.database = (select oid from pg_database where datname = current_database()))`;
    const dead = silent.map(({ id }) => id).filter((id) => this.#suspects.has(id));
    this.#suspects = new Set(silent.map(({ id }) => id));
    if (dead.length > 0) {
      this.#options.log.warn({ workers: dead }, 'workers died; their jobs go on elsewhere');
      await this.#sql`
        select graphile_worker.force_unlock_workers(array_agg(id))
        from json_array_elements_text(${JSON.stringify(dead)}::text::json) id`;
    }
    // without a key it was replaced by a newer entry of the same job
    const exhausted = await this.#sql<{ id: string; payload: unknown; replaced: boolean }[]>`
      select id, payload, key is null as replaced from graphile_worker._private_jobs
      where locked_by is null and attempts >= max_attempts limit 100`;
    for (const { id, payload, replaced } of exhausted) {
      if (!replaced) await this.#options.fail(payload);
      await this.#sql`select graphile_worker.complete_jobs(array[${id}::bigint])`;
    }
    const [late] = await this.#sql<{ jobs: number }[]>`
      select count(*)::int as jobs from graphile_worker.jobs
      where locked_by is null and attempts < max_attempts
        and run_at < now() - make_interval(secs => ${patienceSeconds})`;
    if (late !== undefined && late.jobs > 0) this.#options.waiting();
  }
}
