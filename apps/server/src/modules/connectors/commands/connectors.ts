import { type Connector, connectors } from '@assay/db/tables/connectors';
import { eq, sql } from 'drizzle-orm';
import { notFound } from '../../../errors.ts';
import { command } from '../../../operation.ts';
import { seal } from '../../../sealed.ts';
import type { GivenSecret } from '../../../secrets.ts';
import { named } from '../../../text.ts';
import { checkCredential, credentialPlace, hostsOf, readableKind } from '../rules/systems.ts';

interface CreateConnector {
  readonly idempotencyKey: string;
  readonly kind: Connector['kind'];
  readonly name: string;
  readonly source: string;
  readonly baseUrl: string;
  readonly credential: GivenSecret;
}

/** Keeps how to read a ticket system. Only its own hosts are taken. */
export const createConnector = command('connector:manage', async (op, input: CreateConnector) => {
  const kind = readableKind(input.kind);
  const { outbound, secret } = op.services;
  const credential = checkCredential(input.credential.value);
  await op.tx.insert(connectors).values({
    id: op.resultId,
    kind,
    name: named(input.name, 'name'),
    source: named(input.source, 'source'),
    baseUrl: outbound.allowedOrigin(input.baseUrl, hostsOf(kind), 'baseUrl'),
    sealedCredential: seal(secret, credentialPlace(op.resultId), credential),
    createdAt: op.now,
  });
  return op.resultId;
});

interface ReplaceCredential {
  readonly connectorId: string;
  readonly credential: GivenSecret;
}

export const replaceConnectorCredential = command(
  'connector:manage',
  async (op, { connectorId: id, credential }: ReplaceCredential) => {
    const text = checkCredential(credential.value);
    const replaced = await op.tx
      .update(connectors)
      .set({ sealedCredential: seal(op.services.secret, credentialPlace(id), text) })
      .where(eq(connectors.id, id))
      .returning({ id: connectors.id });
    if (replaced.length === 0) throw notFound();
    return id;
  },
);

/** Reads nothing more. What was read stays. */
export const disableConnector = command(
  'connector:manage',
  async (op, { connectorId: id }: { connectorId: string }) => {
    const disabled = await op.tx
      .update(connectors)
      .set({ disabledAt: sql`coalesce(disabled_at, ${op.now.toISOString()}::timestamptz)` })
      .where(eq(connectors.id, id))
      .returning({ id: connectors.id });
    if (disabled.length === 0) throw notFound();
    return id;
  },
);
