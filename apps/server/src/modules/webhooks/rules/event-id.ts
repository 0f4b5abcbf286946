import { createHash } from 'node:crypto';
import type { Headers, WebhookKind } from './signatures.ts';

/** Characters of an id that are kept; a longer one is kept as its hash. */
const idMax = 200;

/**
 * What tells an event from others of its endpoint, so that the same one counts once however often it
 * is sent. It comes only from what the signature covers.
 *
 * Zendesk's header `X-Zendesk-Webhook-Id` names the webhook, not the event, and is no id here.
 */
export function eventIdOf(kind: WebhookKind, headers: Headers, text: string): string {
  switch (kind) {
    case 'GENERIC':
      return bounded(`${headers['webhook-id']}`);
    case 'ZENDESK': {
      const event = objectIn(text);
      const isEvent = typeof event.type === 'string' && event.type.startsWith('zen:event-type:');
      if (isEvent && isId(event.id)) return bounded(`${event.id}`);
      // what a trigger sends has no id, and may be the same text for two changes of a ticket
      return hashOf(`${headers['x-zendesk-webhook-signature-timestamp']}\n${text}`);
    }
    case 'INTERCOM': {
      const event = objectIn(text);
      return isId(event.id) ? bounded(`${event.id}`) : hashOf(text);
    }
    case 'FRESHDESK':
      return hashOf(text);
  }
}

const isId = (value: unknown): value is string | number =>
  (typeof value === 'string' && value !== '') || typeof value === 'number';

const bounded = (id: string): string => (id.length <= idMax ? id : hashOf(id));

const hashOf = (text: string): string =>
  `sha256:${createHash('sha256').update(text).digest('base64url')}`;

/** The object that a text holds; empty where it holds none. */
function objectIn(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
