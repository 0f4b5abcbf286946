import { validate } from 'uuid';
import type { Services } from '../../../services.ts';
import { findReceiving, type Receiving } from '../queries/receiving.ts';
import { receiverOf } from './receiver.ts';

/** Endpoints that one process remembers. */
const rememberedMax = 1_000;

export interface KnownEndpoint extends Receiving {
  readonly tenantId: string;
}

/**
 * Endpoints as they were when they were last read. Who is refused by that has them read again, so a
 * secret counts as soon as it is set; who is believed is looked at again by the statement that keeps
 * the event, so one that counts no more is not enough.
 */
export class Endpoints {
  readonly #services: Services;
  readonly #known = new Map<string, KnownEndpoint>();
  readonly #reading = new Map<string, Promise<KnownEndpoint | null>>();

  constructor(services: Services) {
    this.#services = services;
  }

  /** Null where there is no such endpoint. */
  async find(id: string): Promise<KnownEndpoint | null> {
    return this.#known.get(id) ?? this.findAnew(id);
  }

  /** As it is now. Many who ask at a time cause one look. */
  findAnew(id: string): Promise<KnownEndpoint | null> {
    let reading = this.#reading.get(id);
    if (reading === undefined) {
      reading = this.#read(id).finally(() => this.#reading.delete(id));
      this.#reading.set(id, reading);
    }
    return reading;
  }

  async #read(id: string): Promise<KnownEndpoint | null> {
    this.#known.delete(id);
    const tenantId = validate(id) ? await this.#services.lookups.tenantOfWebhookEndpoint(id) : null;
    if (tenantId === null) return null;
    const context = receiverOf(this.#services, tenantId);
    const found = await findReceiving(context, { id }).finally(() => context.endReads());
    if (found === null) return null;
    const known = { ...found, tenantId };
    const [oldest] = this.#known.keys();
    if (this.#known.size >= rememberedMax && oldest !== undefined) this.#known.delete(oldest);
    this.#known.set(id, known);
    return known;
  }
}
