import { arrayTypes } from '@assay/db/array-types';
import postgres from 'postgres';
import { Context } from './context.ts';
import { randomId } from './ids.ts';
import { startScheduledRun } from './modules/kpi/commands/schedule.ts';
import type { Services } from './services.ts';

/** Milliseconds between two looks for schedules that are due. */
const lookMs = 15_000;

/** Starts the KPI runs that are due. Several processes may look: each schedule is taken by one. */
export class Scheduler {
  readonly #services: Services;
  readonly #sql: postgres.Sql;
  #timer: NodeJS.Timeout | null = null;
  #running: Promise<void> = Promise.resolve();

  /** @param workerUrl - the role that may see which schedules are due */
  constructor(services: Services, workerUrl: string) {
    this.#services = services;
    this.#sql = postgres(workerUrl, { ...arrayTypes, max: 1, onnotice: () => {} });
  }

  start(everyMs = lookMs): void {
    this.#timer = setInterval(() => {
      this.#running = this.#running.then(() => this.look());
    }, everyMs);
    this.#timer.unref();
  }

  async stop(): Promise<void> {
    if (this.#timer !== null) clearInterval(this.#timer);
    await this.#running;
    await this.#sql.end({ timeout: 5 });
  }

  /** Starts what is due now. */
  async look(): Promise<void> {
    const { log, clock } = this.#services;
    try {
      const due = await this.#sql<{ tenant: string; project: string }[]>`
        select tenant_id as tenant, project_id as project from kpi_schedules
        where enabled and next_at <= ${clock()} order by next_at limit 100`;
      for (const { tenant, project } of due) await this.#start(tenant, project);
    } catch (error) {
      log.warn({ err: error }, 'the scheduler could not look; it tries again');
    }
  }

  async #start(tenantId: string, projectId: string): Promise<void> {
    const viewer = { kind: 'SYSTEM', tenantId, action: 'kpi:run-scheduled' } as const;
    try {
      await startScheduledRun(new Context(this.#services, viewer, randomId()), { projectId });
    } catch (error) {
      this.#services.log.error({ err: error, projectId }, 'a scheduled run could not start');
    }
  }
}
