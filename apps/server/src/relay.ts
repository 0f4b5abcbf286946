import { arrayTypes } from '@assay/db/array-types';
import postgres from 'postgres';
import type { Logger } from './log.ts';

/** Milliseconds within which a burst of changes becomes one announcement. */
const gatherMs = 100;
/** Seconds without a judgment after which its project is counted. */
const countAfterSeconds = 15;
/** Seconds after which outcomes are counted. More may come meanwhile: they never cease in a large organisation. */
const outcomesAfterSeconds = 60;
/** Milliseconds after which the outbox is read even if nobody here wrote to it. */
const fallbackMs = 2_000;

/**
 * Empties the outbox, announces each project once and has it counted anew. A submit only inserts a row:
 * a NOTIFY inside it would make all commits queue for one lock, and so would a job with a key.
 */
export class Relay {
  readonly #sql: postgres.Sql;
  readonly #log: Logger;
  #timer: NodeJS.Timeout | null = null;
  #fallback: NodeJS.Timeout | null = null;
  #running: Promise<void> = Promise.resolve();

  constructor(workerUrl: string, log: Logger) {
    this.#sql = postgres(workerUrl, { ...arrayTypes, max: 1, onnotice: () => {} });
    this.#log = log;
  }

  start(): void {
    this.#fallback = setInterval(() => this.wake(), fallbackMs);
    this.#fallback.unref();
  }

  /** Announces soon what was committed. Many calls within a tenth of a second are one. */
  wake(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      this.#running = this.#running.then(() => this.#drain());
    }, gatherMs);
  }

  async stop(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer);
    if (this.#fallback !== null) clearInterval(this.#fallback);
    await this.#running;
    await this.#drain();
    await this.#sql.end({ timeout: 5 });
  }

  async #drain(): Promise<void> {
    try {
      // one statement: what is announced or counted twice is harmless, never is not
      await this.#sql`
        with taken as (
          delete from outbox o using (select tenant_id, id from outbox for update skip locked limit 10000) due
          where o.tenant_id = due.tenant_id and o.id = due.id
          returning o.tenant_id, o.project_id, o.kind, o.at),
        changed as (select tenant_id, project_id, array_agg(distinct kind) as kinds, max(at) as at
          from taken group by tenant_id, project_id),
        queued as (select graphile_worker.add_job('figures.keep',
            json_build_object('tenantId', tenant_id, 'projectId', project_id),
            run_at => now() + make_interval(secs => ${countAfterSeconds}), max_attempts => 8,
            job_key => 'figures.keep:' || project_id, job_key_mode => 'replace')
          from changed where kinds && array['JUDGMENT_SUBMITTED', 'JUDGMENT_REVISED', 'TASKS_IMPORTED']
          union all
          select graphile_worker.add_job('outcomes.keep',
            json_build_object('tenantId', tenant_id, 'projectId', project_id),
            run_at => greatest(now() + make_interval(secs => ${outcomesAfterSeconds}), (select next_at from kept_outcomes k
              where k.tenant_id = changed.tenant_id and k.project_id = changed.project_id)), max_attempts => 8,
            job_key => 'outcomes.keep:' || project_id, job_key_mode => 'preserve_run_at')
          from changed where kinds && array['OUTCOMES_RECORDED', 'TASKS_IMPORTED'])
        select pg_notify('assay_activity', json_build_object('tenantId', tenant_id, 'projectId', project_id,
          'kinds', to_json(kinds), 'at', to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))::text)
        from changed where (select count(*) from queued) >= 0`;
    } catch (error) {
      this.#log.warn({ err: error }, 'the relay could not read the outbox; it tries again');
    }
  }
}
