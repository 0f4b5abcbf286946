import { Context } from './context.ts';
import { randomId } from './ids.ts';
import { Loop } from './loop.ts';
import { forgetEventBodies, forgottenMax } from './modules/events/commands/forget-bodies.ts';
import { forgetBodies } from './modules/webhooks/commands/forget-bodies.ts';
import type { Services } from './services.ts';

/** Milliseconds between two rounds, and from the start to the first. */
const roundMs = 86_400_000;
const firstMs = 60_000;

/** Removes, once a day, what need not be kept. Several processes may do so: nothing is removed twice. */
export class Cleaner extends Loop {
  constructor(services: Services, workerUrl: string) {
    const failed = 'the cleaner could not finish; it tries again';
    super(services, { name: 'cleaner', workerUrl, pauseMs: roundMs, firstMs, failed });
  }

  /** One round. What fails is tried again in the next. */
  async round(): Promise<void> {
    const tenants = await this.sql<{ id: string }[]>`
      select distinct tenant_id as id from webhook_endpoints`;
    for (const { id } of tenants) await this.#forgetBodies(id);
    const telling = await this.sql<{ id: string }[]>`
      select distinct tenant_id as id from event_subscriptions`;
    for (const { id } of telling) await this.#forgetEventBodies(id);
  }

  async #forgetBodies(tenantId: string): Promise<void> {
    const viewer = { kind: 'SYSTEM', tenantId, action: 'webhook:clean' } as const;
    let after: string | null = null;
    do {
      const context: Context = new Context(this.services, viewer, randomId());
      await forgetBodies(context, {
        after,
        last: (id) => {
          after = id;
        },
      });
    } while (after !== null && !this.isStopped);
  }

  async #forgetEventBodies(tenantId: string): Promise<void> {
    const viewer = { kind: 'SYSTEM', tenantId, action: 'event:clean' } as const;
    let count = 0;
    do {
      const context = new Context(this.services, viewer, randomId());
      await forgetEventBodies(context, {
        forgotten: (n) => {
          count = n;
        },
      });
    } while (count === forgottenMax && !this.isStopped);
  }
}
