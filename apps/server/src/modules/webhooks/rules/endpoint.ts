import { randomBytes } from 'node:crypto';
import { AppError } from '../../../errors.ts';
import { newStandardSecret } from '../../../standard-webhooks.ts';
import type { WebhookKind } from './signatures.ts';

/** What a sealed secret of an endpoint belongs to. */
export const secretPlace = (endpointId: string): string => `webhook:${endpointId}`;

/** Where a ticket system sends its events. */
export const webhookPath = (endpointId: string): string => `/webhooks/${endpointId}`;

/** Zendesk and Intercom make the secret, and people paste it here; the others take ours. */
export const makesOwnSecret = (kind: WebhookKind): boolean =>
  kind === 'ZENDESK' || kind === 'INTERCOM';

/** A new secret, in the form that the sender takes. */
export const newSecret = (kind: WebhookKind): string =>
  kind === 'GENERIC' ? newStandardSecret() : randomBytes(32).toString('base64url');

/** A pasted secret without the white space around it. @throws AppError INVALID_INPUT */
export function checkGiven(kind: WebhookKind, given: string | null): string | null {
  if (given === null) return null;
  const refuse = (message: string) => new AppError('INVALID_INPUT', message, { field: 'secret' });
  if (!makesOwnSecret(kind)) {
    throw refuse(
      'Assay makes the secret of this kind; leave it out and copy the one you are given.',
    );
  }
  const secret = given.trim();
  if (!/^[\x21-\x7e]{16,256}$/.test(secret)) {
    throw refuse('A signing secret has 16 to 256 printable characters without spaces.');
  }
  return secret;
}
