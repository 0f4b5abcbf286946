import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { Person } from './person.ts';

interface Watch {
  /** The data of each event so far. */
  readonly events: readonly unknown[];
  /** The message of what ended it, once it has ended with an error. */
  readonly failed: Promise<string>;
  stop(): Promise<void>;
}

/** Subscribes as somebody. What keeps it from being accepted is in `failed`. */
export function watch(person: Person, query: string, variables: Record<string, unknown>): Watch {
  const client = createClient({
    url: `${person.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: class extends WebSocket {
      constructor(url: string, protocols: string) {
        super(url, protocols, { headers: { cookie: person.headers.cookie ?? '' } });
      }
    },
    connectionParams: {
      tenant: person.headers['assay-tenant'],
      authorization: person.headers.authorization,
    },
    retryAttempts: 0,
  });
  const events: unknown[] = [];
  const failed = new Promise<string>((resolve) => {
    client.subscribe(
      { query, variables },
      {
        next: ({ data, errors }) =>
          errors === undefined ? events.push(data) : resolve(JSON.stringify(errors)),
        error: (error) => resolve(error instanceof Error ? error.message : JSON.stringify(error)),
        complete: () => resolve('complete'),
      },
    );
  });
  return { events, failed, stop: async () => client.dispose() };
}
