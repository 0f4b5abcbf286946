import { startWorker } from '@assay/server/worker';
import type postgres from 'postgres';
import type { Assay } from './harness.ts';

/** Asks again until it holds. @throws after 20 seconds */
export async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  for (let left = 1_000; left > 0; left -= 1) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`${what}: not within 20 seconds`);
}

interface Queued {
  readonly key: string;
  readonly attempts: number;
  readonly locked_by: string | null;
  readonly run_at: Date;
}

/** What waits of one chore, and its workers. */
export class Chores {
  readonly #assay: Assay;
  readonly #database: postgres.Sql;
  readonly #name: string;

  /** @param database - as its owner */
  constructor(assay: Assay, database: postgres.Sql, name: string) {
    this.#assay = assay;
    this.#database = database;
    this.#name = name;
  }

  queued(): Promise<Queued[]> {
    return this.#database<Queued[]>`
      select key, attempts, locked_by, run_at from graphile_worker.jobs where task_identifier = ${this.#name}`;
  }

  isQueued(): Promise<void> {
    return until(`${this.#name} is queued`, async () => (await this.queued()).length > 0);
  }

  async makeDue(): Promise<void> {
    await this.#database`update graphile_worker._private_jobs set run_at = now()`;
  }

  /** Lets a worker do all that is queued, at once, and what other jobs queue meanwhile. */
  async perform(): Promise<void> {
    const { app, database } = this.#assay;
    const worker = await startWorker(app.services, database.workerUrl, { sweepMs: 500 });
    await until('the queue is empty', async () => {
      await this.makeDue();
      return (await this.queued()).length === 0;
    }).finally(() => worker.stop());
  }
}
