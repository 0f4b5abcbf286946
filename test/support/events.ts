import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { Outbound } from '@assay/server/outbound';
import { Sender } from '@assay/server/sender';
import type { Assay } from './harness.ts';
import { newKey, type Person } from './person.ts';
import { payload } from './scenario.ts';

/** What a receiver does with an event instead of taking it. */
export type Refusal =
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>> }
  /** Never answers. */
  | 'HANG'
  /** Ends the connection. */
  | 'CUT'
  /** Answers 200, and ends the connection within the body. */
  | 'HALF';

/** One event as it came. */
export interface ReceivedEvent {
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** A system of the customer, on this machine. */
export class Receiver {
  readonly url: string;
  readonly received: ReceivedEvent[] = [];
  /** What the next events meet, one each. */
  readonly refusals: Refusal[] = [];
  /** Is called before each answer. */
  before: () => Promise<void> | void = () => {};
  /** The most events that were here at the same time. */
  atOnce = 0;
  readonly #server: Server;
  #here = 0;

  private constructor(server: Server, url: string) {
    this.#server = server;
    this.url = url;
  }

  static async start(): Promise<Receiver> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no address');
    const receiver = new Receiver(server, `http://127.0.0.1:${address.port}`);
    server.on('request', (request, reply) => {
      receiver.#take(request, reply).catch(() => reply.destroy());
    });
    return receiver;
  }

  async #take(request: IncomingMessage, reply: ServerResponse): Promise<void> {
    this.#here += 1;
    this.atOnce = Math.max(this.atOnce, this.#here);
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    const { url: path = '', headers } = request;
    this.received.push({ path, headers, body: Buffer.concat(parts).toString() });
    await this.before();
    this.#here -= 1;
    const refusal = this.refusals.shift();
    if (refusal === 'HANG') return;
    if (refusal === 'CUT') reply.destroy();
    else if (refusal === 'HALF') {
      reply.writeHead(200, { 'content-length': 100 });
      reply.write('half', () => reply.destroy());
    } else if (refusal !== undefined) reply.writeHead(refusal.status, refusal.headers).end('no');
    else reply.writeHead(204).end();
  }

  /** Ids of what came, in its order. */
  get ids(): string[] {
    return this.received.map(({ headers }) => String(headers['webhook-id']));
  }

  forget(): void {
    this.received.length = 0;
    this.refusals.length = 0;
    this.atOnce = 0;
    this.before = () => {};
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}

/** Whether an event is signed by a secret, as the documentation says that it is checked. */
export function isSignedBy(secret: string, { headers, body }: ReceivedEvent): boolean {
  const [id, time] = [headers['webhook-id'], headers['webhook-timestamp']];
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const mac = createHmac('sha256', key).update(`${id}.${time}.${body}`).digest('base64');
  return String(headers['webhook-signature']).split(' ').includes(`v1,${mac}`);
}

export const subscriptionFields = `id name url types project { id } previousSecretUntil failingSince createdAt
  disabledAt disabledBecause`;
export const deliveryFields =
  'id eventId type body state attempts nextAttemptAt lastStatus lastProblem createdAt settledAt';

/** Subscribes, or is told why not. */
export const subscribeTo = (person: Person, url: string, more: object = {}) =>
  person.change(
    'createEventSubscription',
    {
      ...{ idempotencyKey: newKey(), name: 'Pipeline', url, types: ['KPI_RUN_COMPLETED'] },
      ...more,
    },
    `replayed secret eventSubscription { ${subscriptionFields} }`,
  );

/** A subscription with its secret. */
export async function newSubscription(person: Person, url: string, more: object = {}) {
  const { eventSubscription, secret } = payload(await subscribeTo(person, url, more));
  return { id: String(eventSubscription.id), secret: String(secret) };
}

/** Has a test event sent. @returns the id of its delivery */
export async function testEvent(person: Person, eventSubscriptionId: string): Promise<string> {
  const input = { idempotencyKey: newKey(), eventSubscriptionId };
  const sent = payload(await person.change('sendTestEvent', input, 'eventDelivery { id }'));
  return sent.eventDelivery.id;
}

/** Does something to a subscription or a delivery by its id. */
export const changeEvents = (person: Person, name: string, input: object) =>
  person.change(
    name,
    { ...input },
    name === 'replayEventDelivery'
      ? `eventDelivery { ${deliveryFields} }`
      : `eventSubscription { ${subscriptionFields} }`,
  );

export async function subscriptionOf(person: Person, id: string) {
  const asked = `query ($id: ID!) { eventSubscription(id: $id) { ${subscriptionFields} } }`;
  return (await person.get(asked, { id })).eventSubscription;
}

/** What became of the events of a subscription, newest first. */
export async function deliveriesTo(person: Person, id: string, states?: readonly string[]) {
  const { eventDeliveries } = await person.get(
    `query ($id: ID!, $states: [EventDeliveryState!]) {
      eventDeliveries(eventSubscriptionId: $id, states: $states, first: 100) { totalCount nodes { ${deliveryFields} } } }`,
    { id, states },
  );
  return eventDeliveries.nodes;
}

/** What the audit log says of a subscription, newest first. */
export async function auditOf(person: Person, id: string): Promise<readonly string[]> {
  const { auditEntries } = await person.get(
    '{ auditEntries(first: 100) { nodes { actor action targetId } } }',
  );
  return auditEntries.nodes
    .filter(({ targetId }: { targetId: string }) => id.endsWith(targetId))
    .map(({ actor, action }: { actor: string; action: string }) => `${actor}: ${action}`);
}

/** Waits for what must come true soon. */
export async function soon(what: string, isTrue: () => Promise<boolean> | boolean, seconds = 20) {
  for (let left = seconds * 20; left > 0; left -= 1) {
    if (await isTrue()) return;
    await setTimeout(50);
  }
  throw new Error(`${what}: not within ${seconds} s`);
}

interface Sending {
  /** Senders at once. */
  readonly count?: number;
  readonly deadlineMs?: number;
  /** What they may call; the receiver alone unless it is said. */
  readonly listed?: readonly string[];
}

/** Senders of a test, which run only while it wants them to. */
export class Senders {
  readonly #assay: Assay;
  readonly #running: Sender[] = [];

  constructor(assay: Assay) {
    this.#assay = assay;
  }

  /** Sends what is due. */
  start(receiver: Receiver, options: Sending = {}): void {
    const { count = 1, deadlineMs = 2_000, listed = [receiver.url] } = options;
    const eventOutbound = new Outbound({ listed, variable: 'ASSAY_EVENT_HOSTS', deadlineMs });
    const services = { ...this.#assay.app.services, eventOutbound };
    for (let n = 0; n < count; n += 1) {
      const sender = new Sender(services, this.#assay.database.workerUrl);
      this.#running.push(sender);
      sender.start();
    }
  }

  async stop(): Promise<void> {
    await Promise.all(this.#running.splice(0).map((sender) => sender.stop()));
  }
}
