import type { Services } from '../../../services.ts';
import { type Believed, type Kept, receiveDeliveries } from '../commands/receive.ts';
import { receiverOf } from './receiver.ts';

/** Events, and characters of them, that are kept in one transaction. */
const most = { events: 250, characters: 4_194_304 };

interface Waiting {
  readonly event: Believed;
  readonly resolve: (kept: Kept) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Keeps events of a tenant together: those that come while one transaction commits go into the next.
 * Nobody waits for company, and a storm costs one commit for many instead of one each. An event is
 * answered when it is committed.
 */
export class Intake {
  readonly #services: Services;
  readonly #waiting = new Map<string, Waiting[]>();

  constructor(services: Services) {
    this.#services = services;
  }

  keep(tenantId: string, event: Believed): Promise<Kept> {
    return new Promise((resolve, reject) => {
      const one = { event, resolve, reject };
      const waiting = this.#waiting.get(tenantId);
      if (waiting !== undefined) {
        waiting.push(one);
        return;
      }
      const queue = [one];
      this.#waiting.set(tenantId, queue);
      this.#drain(tenantId, queue);
    });
  }

  async #drain(tenantId: string, queue: Waiting[]): Promise<void> {
    while (queue.length > 0) {
      const part = queue.splice(0, fitting(queue));
      try {
        let results: readonly Kept[] = [];
        await receiveDeliveries(receiverOf(this.#services, tenantId), {
          events: part.map(({ event }) => event),
          kept: (told) => {
            results = told;
          },
        });
        for (const [at, { resolve }] of part.entries()) resolve(results[at] ?? 'STALE');
      } catch (error) {
        for (const { reject } of part) reject(error);
      }
    }
    this.#waiting.delete(tenantId);
  }
}

/** How many from the front go into one transaction. */
function fitting(queue: readonly Waiting[]): number {
  let characters = 0;
  const end = queue.findIndex(({ event }, at) => {
    characters += event.body.length;
    return at >= most.events || (at > 0 && characters > most.characters);
  });
  return end === -1 ? queue.length : end;
}
