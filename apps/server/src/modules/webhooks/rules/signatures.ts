import { createHmac, timingSafeEqual } from 'node:crypto';
import type { WebhookEndpoint } from '@assay/db/tables/webhooks';
import { standardSignature } from '../../../standard-webhooks.ts';

export type WebhookKind = WebhookEndpoint['kind'];

/** Headers of a request, by their names in lower case. */
export type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

/** What came, as it came. */
export interface Received {
  readonly headers: Headers;
  readonly body: Buffer;
  readonly receivedAt: Date;
}

/** Milliseconds that a signed time may be off, either way. */
export const windowMs = 5 * 60_000;

/** The header in which Freshdesk's automation rules send the token. */
export const tokenHeader = 'x-assay-token';

/**
 * Why a sender is not believed, or null.
 *
 * @see https://developer.zendesk.com/documentation/webhooks/verifying/
 * @see https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export function signatureProblem(
  kind: WebhookKind,
  secret: string,
  received: Received,
): string | null {
  switch (kind) {
    case 'ZENDESK':
      return zendesk(secret, received);
    case 'INTERCOM':
      return intercom(secret, received);
    case 'FRESHDESK':
      return freshdesk(secret, received);
    case 'GENERIC':
      return standard(secret, received);
  }
}

function zendesk(secret: string, { headers, body, receivedAt }: Received) {
  const given = one(headers['x-zendesk-webhook-signature']);
  const time = one(headers['x-zendesk-webhook-signature-timestamp']);
  if (given === null || time === null) return missing('X-Zendesk-Webhook-Signature and its time');
  if (!equal(hmac('sha256', secret, [time, body], 'base64'), given)) return wrong;
  return timeProblem(Date.parse(time), receivedAt);
}

/** It signs no time: only the event's id keeps it from having an effect again. */
function intercom(secret: string, { headers, body }: Received) {
  const given = one(headers['x-hub-signature']);
  if (given === null) return missing('X-Hub-Signature');
  return equal(`sha1=${hmac('sha1', secret, [body], 'hex')}`, given.toLowerCase()) ? null : wrong;
}

function freshdesk(secret: string, { headers }: Received) {
  const given = one(headers[tokenHeader]);
  if (given === null) return missing('X-Assay-Token');
  return equal(secret, given) ? null : 'The token is another one than ours.';
}

function standard(secret: string, { headers, body, receivedAt }: Received) {
  const id = one(headers['webhook-id']);
  const time = one(headers['webhook-timestamp']);
  const given = one(headers['webhook-signature']);
  if (id === null || time === null || given === null || !/^\d{1,12}$/.test(time)) {
    return missing('webhook-id, webhook-timestamp in seconds and webhook-signature');
  }
  const signatures = given.split(' ').slice(0, 10);
  const expected = standardSignature(secret, { id, seconds: time, body });
  const fits = signatures.some((signature) => equal(expected, signature));
  return fits ? timeProblem(Number(time) * 1_000, receivedAt) : wrong;
}

const wrong = 'The signature does not fit: the secret is another one, or the body was changed.';
const missing = (what: string) => `It came without ${what}.`;

function timeProblem(at: number, receivedAt: Date): string | null {
  if (Number.isNaN(at)) return 'The signed time is no time.';
  const seconds = Math.round((receivedAt.getTime() - at) / 1_000);
  if (Math.abs(seconds) * 1_000 <= windowMs) return null;
  return `It was signed ${Math.abs(seconds)} s ${seconds > 0 ? 'ago' : 'ahead'}; at most ${windowMs / 1_000} s are taken.`;
}

const one = (header: string | readonly string[] | undefined): string | null =>
  typeof header === 'string' && header !== '' ? header : null;

function hmac(
  hash: 'sha1' | 'sha256',
  key: string,
  parts: readonly (string | Buffer)[],
  encoding: 'base64' | 'hex',
): string {
  const made = createHmac(hash, key);
  for (const part of parts) made.update(part);
  return made.digest(encoding);
}

/** Takes as long whatever is wrong. Both are hashed first, so that not even a length is told. */
function equal(expected: string, given: string): boolean {
  const digest = (text: string) => createHmac('sha256', comparing).update(text).digest();
  return timingSafeEqual(digest(expected), digest(given));
}
const comparing = 'assay compares';
