import type { Services } from '../../../services.ts';
import { noteRejections } from '../commands/note-rejections.ts';
import { receiverOf } from './receiver.ts';

/** Milliseconds within which refusals of one endpoint are counted with one statement. */
const noteMs = 1_000;

/** Counts refusals, and writes them down once a second: shooting at an endpoint costs no writes. */
export class Rejections {
  readonly #services: Services;
  readonly #noted = new Map<string, { tenantId: string; count: number; reason: string }>();
  #timer: NodeJS.Timeout | null = null;

  constructor(services: Services) {
    this.#services = services;
  }

  add(tenantId: string, endpointId: string, reason: string): void {
    const count = (this.#noted.get(endpointId)?.count ?? 0) + 1;
    this.#noted.set(endpointId, { tenantId, count, reason });
    this.#timer ??= setTimeout(() => this.flush(), noteMs);
    this.#timer.unref();
  }

  async flush(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    const noted = [...this.#noted];
    this.#noted.clear();
    for (const [endpointId, { tenantId, count, reason }] of noted) {
      try {
        await noteRejections(receiverOf(this.#services, tenantId), { endpointId, count, reason });
      } catch (error) {
        this.#services.log.warn({ err: error, endpointId, count }, 'refusals were not counted');
      }
    }
  }
}
