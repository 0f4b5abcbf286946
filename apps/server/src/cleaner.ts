import { arrayTypes } from '@assay/db/array-types';
import postgres from 'postgres';
import { Context } from './context.ts';
import { randomId } from './ids.ts';
import { forgetEventBodies, forgottenMax } from './modules/events/commands/forget-bodies.ts';
import { forgetBodies } from './modules/webhooks/commands/forget-bodies.ts';
import type { Services } from './services.ts';

/** Milliseconds between two rounds, and from the start to the first. */
const roundMs = 86_400_000;
const firstMs = 60_000;

/** Removes, once a day, what need not be kept. Several processes may do so: nothing is removed twice. */
export class Cleaner {
  readonly #services: Services;
  readonly #sql: postgres.Sql;
  #timer: NodeJS.Timeout | null = null;
  #stopped = false;
  #running: Promise<void> = Promise.resolve();

  /** @param workerUrl - the role that may see which tenants have endpoints and subscriptions */
  constructor(services: Services, workerUrl: string) {
    this.#services = services;
    this.#sql = postgres(workerUrl, { ...arrayTypes, max: 1, onnotice: () => {} });
  }

  start(waitMs = firstMs): void {
    if (this.#stopped) return;
    this.#timer = setTimeout(() => {
      this.#running = this.clean().finally(() => this.start(roundMs));
    }, waitMs);
    this.#timer.unref();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    await this.#running;
    await this.#sql.end({ timeout: 5 });
  }

  /** One round. What fails is tried again in the next. */
  async clean(): Promise<void> {
    try {
      const tenants = await this.#sql<{ id: string }[]>`
        select distinct tenant_id as id from webhook_endpoints`;
      for (const { id } of tenants) await this.#forgetBodies(id);
      const telling = await this.#sql<{ id: string }[]>`
        select distinct tenant_id as id from event_subscriptions`;
      for (const { id } of telling) await this.#forgetEventBodies(id);
    } catch (error) {
      this.#services.log.warn({ err: error }, 'the cleaner could not finish; it tries again');
    }
  }

  async #forgetBodies(tenantId: string): Promise<void> {
    const viewer = { kind: 'SYSTEM', tenantId, action: 'webhook:clean' } as const;
    let after: string | null = null;
    do {
      const context: Context = new Context(this.#services, viewer, randomId());
      await forgetBodies(context, {
        after,
        last: (id) => {
          after = id;
        },
      });
    } while (after !== null && !this.#stopped);
  }

  async #forgetEventBodies(tenantId: string): Promise<void> {
    const viewer = { kind: 'SYSTEM', tenantId, action: 'event:clean' } as const;
    let count = 0;
    do {
      const context = new Context(this.#services, viewer, randomId());
      await forgetEventBodies(context, {
        forgotten: (n) => {
          count = n;
        },
      });
    } while (count === forgottenMax && !this.#stopped);
  }
}
