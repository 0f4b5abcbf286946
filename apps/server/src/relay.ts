import { arrayTypes } from '@assay/db/array-types';
import postgres from 'postgres';
import type { Logger } from './log.ts';

/** Milliseconds within which a burst of changes becomes one announcement. */
const gatherMs = 100;
/** Milliseconds after which the outbox is read even if nobody here wrote to it. */
const fallbackMs = 2_000;

/**
 * Empties the outbox and announces each project once. A submit only inserts a row: a NOTIFY inside
 * it would make all commits queue for one lock.
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
      // taking and announcing are one statement: what is announced twice is harmless, never is not
      await this.#sql`
        with taken as (
          delete from outbox o using (select tenant_id, id from outbox for update skip locked limit 10000) due
          where o.tenant_id = due.tenant_id and o.id = due.id
          returning o.tenant_id, o.project_id, o.kind, o.at)
        select pg_notify('assay_activity', json_build_object('tenantId', tenant_id, 'projectId', project_id,
          'kinds', json_agg(distinct kind), 'at', to_char(max(at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))::text)
        from taken group by tenant_id, project_id`;
    } catch (error) {
      this.#log.warn({ err: error }, 'the relay could not read the outbox; it tries again');
    }
  }
}
