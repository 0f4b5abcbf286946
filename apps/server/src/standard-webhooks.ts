import { createHmac, randomBytes } from 'node:crypto';

/** What is signed: the id that an event keeps however often it is sent, the time of this sending, the body. */
export interface SignedContent {
  readonly id: string;
  /** Since 1970, as a whole number. */
  readonly seconds: number | string;
  readonly body: string | Buffer;
}

/**
 * One signature by Standard Webhooks 1.0, as it stands in `webhook-signature`.
 *
 * @param secret - `whsec_` and Base64
 * @see https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export function standardSignature(secret: string, { id, seconds, body }: SignedContent): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const mac = createHmac('sha256', key).update(`${id}.${seconds}.`).update(body);
  return `v1,${mac.digest('base64')}`;
}

/** A new secret in the form of Standard Webhooks, of 32 bytes of chance. */
export const newStandardSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`;
