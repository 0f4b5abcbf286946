import { arrayTypes } from '@assay/db/array-types';
import { asUnavailable, DatabaseUnavailable } from '@assay/db/unavailable';
import postgres from 'postgres';
import { Context } from './context.ts';
import { AppError } from './errors.ts';
import { randomId } from './ids.ts';
import {
  applyDeliveries,
  deliveriesMax,
  putOffDelivery,
} from './modules/webhooks/commands/apply.ts';
import type { Services } from './services.ts';

/** Milliseconds between two looks for events that wait. */
const lookMs = 200;

/**
 * Gives received events their effect, within a quarter of a second of their coming. Any number of
 * these may run at once: what one has taken, the others pass over.
 */
export class Inbox {
  readonly #sql: postgres.Sql;
  readonly #services: Services;
  #timer: NodeJS.Timeout | null = null;
  #stopped = false;
  #running: Promise<void> = Promise.resolve();

  constructor(services: Services, workerUrl: string) {
    this.#services = services;
    this.#sql = postgres(workerUrl, {
      ...arrayTypes,
      max: 1,
      onnotice: () => {},
      fetch_types: false,
      connection: { application_name: 'assay-inbox', statement_timeout: 5_000 },
    });
  }

  start(): void {
    if (this.#stopped) return;
    this.#timer = setTimeout(() => {
      this.#running = this.#look().finally(() => this.start());
    }, lookMs);
  }

  /** Ends after what is under way: no event is left half done, and none is lost. */
  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    await this.#running;
    await this.#sql.end({ timeout: 5 });
  }

  /** Takes a part of each tenant's events in turn, until none is due: no tenant waits for another's flood. */
  async #look(): Promise<void> {
    try {
      let tenants = await this.#due();
      while (tenants.length > 0 && !this.#stopped) {
        const more: string[] = [];
        for (const tenantId of tenants) {
          if (!this.#stopped && (await this.#apply(tenantId))) more.push(tenantId);
        }
        tenants = more;
      }
    } catch (error) {
      this.#services.log.warn({ err: error }, 'the inbox could not be read; it is tried again');
    }
  }

  async #due(): Promise<string[]> {
    const rows = await this.#sql<{ id: string }[]>`
      select distinct tenant_id as id from webhook_deliveries
      where state = 'RECEIVED' and next_attempt_at <= ${this.#services.clock().toISOString()}`;
    return rows.map(({ id }) => id);
  }

  /** @returns whether there may be more */
  async #apply(tenantId: string): Promise<boolean> {
    let most = deliveriesMax;
    for (;;) {
      const context = contextOf(this.#services, tenantId);
      let taken: readonly string[] = [];
      try {
        await applyDeliveries(context, {
          most,
          taken: (ids) => {
            taken = ids;
          },
        });
        return taken.length === most;
      } catch (error) {
        if (asUnavailable(error) instanceof DatabaseUnavailable || taken.length === 0) throw error;
        // one bad event must not hold up the others: halves, until it is alone
        most = Math.floor(taken.length / 2);
        const [only] = taken;
        if (most > 0 || only === undefined) continue;
        await this.#putOff(context, only, error);
        return true;
      }
    }
  }

  async #putOff(context: Context, deliveryId: string, error: unknown): Promise<void> {
    const refusal = error instanceof AppError ? error.message : null;
    if (refusal === null) this.#services.log.error({ err: error, deliveryId }, 'an event failed');
    await putOffDelivery(context, { deliveryId, refusal });
  }
}

const contextOf = (services: Services, tenantId: string): Context =>
  new Context(services, { kind: 'SYSTEM', tenantId, action: 'webhook:receive' }, randomId());
