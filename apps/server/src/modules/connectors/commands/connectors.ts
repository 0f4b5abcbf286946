import { type Connector, connectors } from '@assay/db/tables/connectors';
import { eq, sql } from 'drizzle-orm';
import type { PgUpdateSetSource } from 'drizzle-orm/pg-core';
import { notFound } from '../../../errors.ts';
import { type CommandOp, command } from '../../../operation.ts';
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
    return changed(op, id, {
      sealedCredential: seal(op.services.secret, credentialPlace(id), text),
    });
  },
);

interface Chosen {
  readonly connectorId: string;
}

/** Reads nothing more until it is enabled: what is being read ends with the page it is at. What was read stays. */
export const disableConnector = command('connector:manage', (op, { connectorId }: Chosen) =>
  changed(op, connectorId, {
    disabledAt: sql`coalesce(disabled_at, ${op.now.toISOString()}::timestamptz)`,
  }),
);

/** May read again. Nothing starts by that. */
export const enableConnector = command('connector:manage', (op, { connectorId }: Chosen) =>
  changed(op, connectorId, { disabledAt: null }),
);

/** @throws AppError NOT_FOUND */
async function changed(
  op: CommandOp,
  id: string,
  values: PgUpdateSetSource<typeof connectors>,
): Promise<string> {
  const rows = await op.tx
    .update(connectors)
    .set(values)
    .where(eq(connectors.id, id))
    .returning({ id: connectors.id });
  if (rows.length === 0) throw notFound();
  return id;
}
