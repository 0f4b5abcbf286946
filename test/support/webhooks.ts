import { createHmac } from 'node:crypto';
import { expect } from 'vitest';
import { newKey, type Person } from './person.ts';
import { payload } from './scenario.ts';

export type WebhookKind = 'ZENDESK' | 'INTERCOM' | 'FRESHDESK' | 'GENERIC';

/** An address for events, with what its senders need. */
export interface Endpoint {
  readonly id: string;
  readonly kind: WebhookKind;
  readonly url: string;
  readonly secret: string;
}

const aboutEndpoint = `id kind name source path hasSecret takesGivenSecret previousSecretUntil
  disabledAt rejected lastRejectedAt lastRejection lastReceivedAt deliveryCounts { received applied ignored failed }`;
export const endpointFields = `webhookEndpoint { ${aboutEndpoint} } secret`;

/** A new address for events. */
export async function newEndpoint(
  admin: Person,
  kind: WebhookKind = 'GENERIC',
  source = kind.toLowerCase(),
): Promise<Endpoint> {
  const own = kind === 'ZENDESK' || kind === 'INTERCOM';
  const given = own ? `secret-of-${newKey()}` : null;
  const made = payload(
    await admin.change(
      'createWebhookEndpoint',
      {
        idempotencyKey: newKey(),
        kind,
        name: `${kind} here`,
        source,
        ...(given && { secret: given }),
      },
      endpointFields,
    ),
  );
  const { id, path } = made.webhookEndpoint;
  return { id, kind, url: `${admin.url}${path}`, secret: given ?? made.secret };
}

interface Signing {
  readonly secret?: string;
  readonly at?: Date;
  /** By which the generic form names the event. */
  readonly id?: string;
}

/** The headers with which a system sends a body. */
export function signed(
  { kind, secret: own }: Pick<Endpoint, 'kind' | 'secret'>,
  body: string,
  { secret = own, at = new Date(), id = newKey() }: Signing = {},
): Record<string, string> {
  const mac = (hash: string, key: string | Buffer, text: string) =>
    createHmac(hash, key).update(text);
  const seconds = `${Math.floor(at.getTime() / 1_000)}`;
  switch (kind) {
    case 'ZENDESK':
      return {
        'x-zendesk-webhook-signature': mac('sha256', secret, at.toISOString() + body).digest(
          'base64',
        ),
        'x-zendesk-webhook-signature-timestamp': at.toISOString(),
      };
    case 'INTERCOM':
      return { 'x-hub-signature': `sha1=${mac('sha1', secret, body).digest('hex')}` };
    case 'FRESHDESK':
      return { 'x-assay-token': secret };
    case 'GENERIC': {
      const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
      return {
        ...{ 'webhook-id': id, 'webhook-timestamp': seconds },
        'webhook-signature': `v1,${mac('sha256', key, `${id}.${seconds}.${body}`).digest('base64')}`,
      };
    }
  }
}

/** Sends an event. @returns the status and the body of the answer */
export async function deliver(
  url: string,
  body: string,
  headers: Readonly<Record<string, string>>,
): Promise<{
  status: number;
  body: { status?: string; errors?: { extensions: { code: string } }[] };
}> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
  // the server answers in one of these shapes
  return { status: answer.status, body: (await answer.json()) as never };
}

/** Sends an event as its system does. */
export const send = (endpoint: Endpoint, event: object | string, signing: Signing = {}) => {
  const body = typeof event === 'string' ? event : JSON.stringify(event);
  return deliver(endpoint.url, body, signed(endpoint, body, signing));
};

export const deliveryFields =
  'id eventId state reason attempts receivedAt nextAttemptAt settledAt body endpoint { id }';

/** Events of an endpoint, newest first. */
export async function deliveriesOf(admin: Person, { id }: Endpoint, states?: readonly string[]) {
  const { webhookDeliveries } = await admin.get(
    `query ($id: ID, $states: [WebhookDeliveryState!]) { webhookDeliveries(webhookEndpointId: $id, states: $states, first: 100) {
      totalCount nodes { ${deliveryFields} } } }`,
    { id, states },
  );
  return webhookDeliveries.nodes;
}

/** Waits until no event of an endpoint waits. @returns its events, newest first */
export async function settled(admin: Person, endpoint: Endpoint, seconds = 20) {
  for (let left = seconds * 20; left > 0; left -= 1) {
    if ((await deliveriesOf(admin, endpoint, ['RECEIVED'])).length === 0) {
      return deliveriesOf(admin, endpoint);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`events still wait after ${seconds} s`);
}

/** How a sender that is not believed is answered, whatever is wrong. */
export const unauthenticated = {
  status: 401,
  body: {
    errors: [
      {
        message: 'Nothing is taken here: check the address, the secret and the clock.',
        extensions: { code: 'UNAUTHENTICATED', requestId: expect.any(String) },
      },
    ],
  },
};

/** An event of a ticket that nobody has told of. */
export const anEvent = (id = newKey()) => ({ externalId: `T-${id}`, resolved: true });

/** An endpoint as its admins see it. */
export async function endpointOf(admin: Person, id: string) {
  const { webhookEndpoint } = await admin.get(
    `query ($id: ID!) { webhookEndpoint(id: $id) { ${aboutEndpoint} } }`,
    { id },
  );
  return webhookEndpoint;
}
