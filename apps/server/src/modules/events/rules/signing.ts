import { standardSignature } from '../../../standard-webhooks.ts';

/** What goes out, under the secrets that sign. */
export interface Unsigned {
  readonly eventId: string;
  readonly body: string;
  /** The newest first; two while the one before a rotation still counts. */
  readonly secrets: readonly string[];
}

/** The headers by which a receiver knows and believes an event. */
export function signedHeaders(now: Date, { eventId: id, body, secrets }: Unsigned) {
  const seconds = Math.floor(now.getTime() / 1_000);
  return {
    'webhook-id': id,
    'webhook-timestamp': `${seconds}`,
    'webhook-signature': secrets
      .map((secret) => standardSignature(secret, { id, seconds, body }))
      .join(' '),
  };
}
