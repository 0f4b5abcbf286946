import { webhookEndpoints } from '@assay/db/tables/webhooks';
import { eq, sql } from 'drizzle-orm';
import { AppError, notFound } from '../../../errors.ts';
import { command } from '../../../operation.ts';
import { seal } from '../../../sealed.ts';
import { type GivenSecret, previousEnd } from '../../../secrets.ts';
import { named } from '../../../text.ts';
import { checkGiven, makesOwnSecret, secretPlace } from '../rules/endpoint.ts';
import type { WebhookKind } from '../rules/signatures.ts';

interface CreateEndpoint {
  readonly idempotencyKey: string;
  readonly kind: WebhookKind;
  readonly name: string;
  readonly source: string;
  /** The secret of a system that makes its own; null until people know it. */
  readonly given: GivenSecret | null;
  /** Makes the secret for a system that takes ours. It is no part of the input: a retry makes another. */
  readonly make: () => string;
}

/** Opens an address for the events of a ticket system. */
export const createWebhookEndpoint = command(
  'webhook:manage',
  async (op, input: CreateEndpoint) => {
    const { kind, given, make } = input;
    const secret = checkGiven(kind, given?.value ?? null) ?? (makesOwnSecret(kind) ? null : make());
    await op.tx.insert(webhookEndpoints).values({
      id: op.resultId,
      kind,
      name: named(input.name, 'name'),
      source: named(input.source, 'source'),
      sealedSecret:
        secret === null ? '' : seal(op.services.secret, secretPlace(op.resultId), secret),
      rejected: 0,
      createdAt: op.now,
    });
    return op.resultId;
  },
);

interface RotateSecret {
  readonly webhookEndpointId: string;
  readonly keepPreviousHours: number;
  readonly given: GivenSecret | null;
  readonly make: (kind: WebhookKind) => string;
}

/** Sets a new secret; the one before still counts for a while, so that no event is lost meanwhile. */
export const rotateWebhookSecret = command('webhook:manage', async (op, input: RotateSecret) => {
  const { webhookEndpointId: id } = input;
  const previousUntil = previousEnd(op.now, input.keepPreviousHours);
  const [endpoint] = await op.tx
    .select()
    .from(webhookEndpoints)
    .where(eq(webhookEndpoints.id, id))
    .for('update');
  if (endpoint === undefined) throw notFound();
  const given = checkGiven(endpoint.kind, input.given?.value ?? null);
  if (given === null && makesOwnSecret(endpoint.kind)) {
    const message = 'Paste the signing secret that the ticket system shows for this webhook.';
    throw new AppError('INVALID_INPUT', message, { field: 'secret' });
  }
  const secret = given ?? input.make(endpoint.kind);
  const keeps = endpoint.sealedSecret !== '' && previousUntil > op.now;
  await op.tx
    .update(webhookEndpoints)
    .set({
      sealedSecret: seal(op.services.secret, secretPlace(id), secret),
      sealedPreviousSecret: keeps ? endpoint.sealedSecret : null,
      previousUntil: keeps ? previousUntil : null,
    })
    .where(eq(webhookEndpoints.id, id));
  return id;
});

/** Takes nothing more. What has come is kept, and what waits still has its effect. */
export const disableWebhookEndpoint = command(
  'webhook:manage',
  async (op, { webhookEndpointId: id }: { webhookEndpointId: string }) => {
    const disabled = await op.tx
      .update(webhookEndpoints)
      .set({ disabledAt: sql`coalesce(disabled_at, ${op.now.toISOString()}::timestamptz)` })
      .where(eq(webhookEndpoints.id, id))
      .returning({ id: webhookEndpoints.id });
    if (disabled.length === 0) throw notFound();
    return id;
  },
);
