import { Context } from './context.ts';
import { randomId } from './ids.ts';
import { Loop } from './loop.ts';
import { startScheduledRun } from './modules/kpi/commands/schedule.ts';
import type { Services } from './services.ts';

/** Milliseconds between two looks for schedules that are due. */
const lookMs = 15_000;

/** Starts the KPI runs that are due. Several processes may look: each schedule is taken by one. */
export class Scheduler extends Loop {
  constructor(services: Services, workerUrl: string) {
    const failed = 'the scheduler could not look; it tries again';
    super(services, { name: 'scheduler', workerUrl, pauseMs: lookMs, failed });
  }

  protected async round(): Promise<void> {
    const due = await this.sql<{ tenant: string; project: string }[]>`
      select tenant_id as tenant, project_id as project from kpi_schedules
      where enabled and next_at <= ${this.services.clock()} order by next_at limit 100`;
    for (const { tenant, project } of due) await this.#start(tenant, project);
  }

  async #start(tenantId: string, projectId: string): Promise<void> {
    const viewer = { kind: 'SYSTEM', tenantId, action: 'kpi:run-scheduled' } as const;
    try {
      await startScheduledRun(new Context(this.services, viewer, randomId()), { projectId });
    } catch (error) {
      this.services.log.error({ err: error, projectId }, 'a scheduled run could not start');
    }
  }
}
