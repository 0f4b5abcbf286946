import { Context } from './context.ts';
import { randomId } from './ids.ts';
import { Loop } from './loop.ts';
import { putBackDelivery } from './modules/events/commands/put-back-delivery.ts';
import { settleDelivery } from './modules/events/commands/settle-delivery.ts';
import { type TakenDelivery, takeDelivery } from './modules/events/commands/take-delivery.ts';
import { type AttemptResult, resultOfAnswer, unanswered } from './modules/events/rules/answer.ts';
import { signedHeaders } from './modules/events/rules/signing.ts';
import { OutboundFailed } from './outbound.ts';
import type { Services } from './services.ts';

/** Milliseconds between two looks for events that are due. */
const lookMs = 200;
/** Subscriptions that are sent to at the same time, and those of one tenant among them. */
const most = { all: 32, tenant: 4 } as const;
/** Events that a subscription is sent before others get its place. */
const inARow = 20;

/** One place: a subscription to which events are being sent. */
interface Sending {
  readonly tenantId: string;
  readonly stop: AbortController;
  readonly done: Promise<void>;
}
interface Due {
  readonly tenantId: string;
  readonly subscriptionId: string;
}

/**
 * Sends events to those who subscribed, outside of any transaction: an event is taken, sent, and settled.
 * Any number of these may run at once; to one subscription goes one event at a time. Killed between
 * sending and settling, or stopped before an answer, the event is sent again under the same id.
 */
export class Sender extends Loop {
  /** What is under way, by the subscription. */
  readonly #sending = new Map<string, Sending>();

  constructor(services: Services, workerUrl: string) {
    const failed = 'events that are due could not be read';
    super(services, { name: 'sender', workerUrl, pauseMs: lookMs, failed });
  }

  /** Waits for no receiver: what is under way is put back for another sender. */
  override async stop(): Promise<void> {
    await super.stop();
    const sending = [...this.#sending.values()];
    for (const { stop } of sending) stop.abort();
    await Promise.all(sending.map(({ done }) => done));
  }

  /** Begins with as many subscriptions as there are places: a slow receiver holds its own place only. */
  protected async round(): Promise<void> {
    for (const due of await this.#due()) {
      if (this.isStopped || this.#sending.size >= most.all) return;
      if (!this.#hasPlace(due)) continue;
      const { tenantId, subscriptionId } = due;
      const stop = new AbortController();
      const done = this.#send(due, stop.signal).finally(() => this.#sending.delete(subscriptionId));
      this.#sending.set(subscriptionId, { tenantId, stop, done });
    }
  }

  #hasPlace({ tenantId, subscriptionId }: Due): boolean {
    if (this.#sending.has(subscriptionId)) return false;
    const own = [...this.#sending.values()].filter((sending) => sending.tenantId === tenantId);
    return own.length < most.tenant;
  }

  /** Subscriptions for which events wait, by chance within a tenant: none of its others waits for ever. */
  async #due(): Promise<Due[]> {
    const now = this.services.clock().toISOString();
    return this.sql<Due[]>`
      select tenant_id as "tenantId", id as "subscriptionId" from event_subscriptions s
      where disabled_at is null and (not_before is null or not_before <= ${now}) and exists (
        select from event_deliveries d where d.tenant_id = s.tenant_id and d.subscription_id = s.id
          and d.state = 'PENDING' and d.next_attempt_at <= ${now})
      order by row_number() over (partition by tenant_id order by random()), random() limit 1000`;
  }

  async #send({ tenantId, subscriptionId }: Due, signal: AbortSignal): Promise<void> {
    try {
      for (let n = 0; n < inARow && !this.isStopped; n += 1) {
        const context = contextOf(this.services, tenantId);
        const delivery = await take(context, subscriptionId);
        if (delivery === null) return;
        const result = await this.#attempt(delivery, signal);
        const after = contextOf(this.services, tenantId);
        await (result === null
          ? putBackDelivery(after, delivery)
          : settleDelivery(after, { delivery, result }));
      }
    } catch (error) {
      // what was taken is sent again once its time is over
      this.services.log.warn({ err: error, subscriptionId }, 'an event could not be sent');
    }
  }

  /** @returns null where this sender was stopped before an answer came */
  async #attempt(
    { url, ...content }: TakenDelivery,
    signal: AbortSignal,
  ): Promise<AttemptResult | null> {
    if (content.secrets.length === 0) return unanswered(unreadable);
    const { origin, pathname, search } = new URL(url);
    try {
      const { status, headers } = await this.services.eventOutbound.head({
        ...{ origin, path: `${pathname}${search}`, hosts: 'PUBLIC', method: 'POST' },
        headers: signedHeaders(this.services.clock(), content),
        body: content.body,
        signal,
      });
      return resultOfAnswer(this.services.clock(), status, headers['retry-after'] ?? null);
    } catch (error) {
      if (signal.aborted) return null;
      if (error instanceof OutboundFailed) return unanswered(error.message);
      throw error;
    }
  }
}

const unreadable =
  'Its secret cannot be read, because ASSAY_SECRET was changed. Make a new secret, and send it again.';

async function take(context: Context, subscriptionId: string): Promise<TakenDelivery | null> {
  const taken: TakenDelivery[] = [];
  await takeDelivery(context, { subscriptionId, taken: (delivery) => taken.push(delivery) });
  return taken[0] ?? null;
}

const contextOf = (services: Services, tenantId: string): Context =>
  new Context(services, { kind: 'SYSTEM', tenantId, action: 'event:send' }, randomId());
