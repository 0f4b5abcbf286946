import { asUnavailable, DatabaseUnavailable } from '@assay/db/unavailable';
import { Context } from './context.ts';
import { AppError } from './errors.ts';
import { randomId } from './ids.ts';
import { Loop } from './loop.ts';
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
export class Inbox extends Loop {
  constructor(services: Services, workerUrl: string) {
    const failed = 'the inbox could not be read; it is tried again';
    super(services, { name: 'inbox', workerUrl, pauseMs: lookMs, failed });
  }

  /** Takes a part of each tenant's events in turn, until none is due: no tenant waits for another's flood. */
  protected async round(): Promise<void> {
    let tenants = await this.#due();
    while (tenants.length > 0 && !this.isStopped) {
      const more: string[] = [];
      for (const tenantId of tenants) {
        if (!this.isStopped && (await this.#apply(tenantId))) more.push(tenantId);
      }
      tenants = more;
    }
  }

  async #due(): Promise<string[]> {
    const rows = await this.sql<{ id: string }[]>`
      select distinct tenant_id as id from webhook_deliveries
      where state = 'RECEIVED' and next_attempt_at <= ${this.services.clock().toISOString()}`;
    return rows.map(({ id }) => id);
  }

  /** @returns whether there may be more */
  async #apply(tenantId: string): Promise<boolean> {
    let most = deliveriesMax;
    for (;;) {
      const context = contextOf(this.services, tenantId);
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
    if (refusal === null) this.services.log.error({ err: error, deliveryId }, 'an event failed');
    await putOffDelivery(context, { deliveryId, refusal });
  }
}

const contextOf = (services: Services, tenantId: string): Context =>
  new Context(services, { kind: 'SYSTEM', tenantId, action: 'webhook:receive' }, randomId());
