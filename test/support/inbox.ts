import { Inbox } from '@assay/server/inbox';
import type postgres from 'postgres';
import type { Assay } from './harness.ts';
import type { Person } from './person.ts';
import { type Endpoint, settled } from './webhooks.ts';

/** Inboxes of a test, which run only while it wants them to. */
export class Inboxes {
  readonly #assay: Assay;
  readonly #running: Inbox[] = [];

  constructor(assay: Assay) {
    this.#assay = assay;
  }

  /** Lets events have their effect, by several at once. */
  start(count = 1): void {
    for (let n = 0; n < count; n += 1) {
      const inbox = new Inbox(this.#assay.app.services, this.#assay.database.workerUrl);
      this.#running.push(inbox);
      inbox.start();
    }
  }

  async stop(): Promise<void> {
    await Promise.all(this.#running.splice(0).map((inbox) => inbox.stop()));
  }

  /** What came of the events of an endpoint: all are settled once this is told. */
  async effects(admin: Person, endpoint: Endpoint) {
    this.start();
    try {
      return await settled(admin, endpoint);
    } finally {
      await this.stop();
    }
  }
}

/** Events of a source that were recorded. */
export async function eventsOf(database: postgres.Sql, source: string): Promise<number> {
  const [row] = await database<{ n: number }[]>`
    select count(*)::int as n from outcome_events e
    join tickets t on t.tenant_id = e.tenant_id and t.id = e.ticket_id where t.source = ${source}`;
  return row?.n ?? 0;
}

/** An instant of a day, by its minute. */
export const minute = (n: number): string => new Date(Date.UTC(2026, 0, 1, 0, n)).toISOString();

/** A ticket in Assay's own form, told at a minute. */
export const told = (externalId: string, at: number, more: object = {}) => ({
  ...{ externalId, occurredAt: minute(at), ...more },
});
