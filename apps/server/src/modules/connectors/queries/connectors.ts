import { backfills, connectors } from '@assay/db/tables/connectors';
import { tenants } from '@assay/db/tables/tenants';
import { desc, inArray } from 'drizzle-orm';
import { AppError, notFound } from '../../../errors.ts';
import { childrenOf } from '../../../graphql/children.ts';
import { type Op, query } from '../../../operation.ts';
import { byId } from '../../../rows.ts';
import { unseal } from '../../../sealed.ts';
import { credentialPlace, readableKind } from '../rules/systems.ts';

/** Connectors that are listed. */
export const connectorsMax = 1_000;

export async function loadConnectors(op: Op, ids: readonly string[]) {
  return byId(
    await op.tx
      .select()
      .from(connectors)
      .where(inArray(connectors.id, [...ids])),
  );
}

export const listConnectors = query('connector:read', (op) =>
  op.tx.select().from(connectors).orderBy(desc(connectors.id)).limit(connectorsMax),
);

/** @throws AppError NOT_FOUND */
export const findConnector = query('connector:read', async (op, { id }: { id: string }) => {
  const connector = (await loadConnectors(op, [id])).get(id);
  if (connector === undefined) throw notFound();
  return connector;
});

export async function loadBackfills(op: Op, ids: readonly string[]) {
  return byId(
    await op.tx
      .select()
      .from(backfills)
      .where(inArray(backfills.id, [...ids])),
  );
}

/** @throws AppError NOT_FOUND */
export const findBackfill = query('connector:read', async (op, { id }: { id: string }) => {
  const backfill = (await loadBackfills(op, [id])).get(id);
  if (backfill === undefined) throw notFound();
  return backfill;
});

/** The backfills of a connector. */
export const listBackfills = childrenOf('connector:read', {
  id: backfills.id,
  parent: backfills.connectorId,
  rows: (op, { where, orderBy, limit }) =>
    op.tx.select().from(backfills).where(where).orderBy(orderBy).limit(limit),
  parentOf: (row) => row.connectorId,
});

const disabled = () => new AppError('CONFLICT', 'The connector was disabled.');

/** @throws AppError CONFLICT where somebody disabled the connector since */
export async function requireEnabled(op: Op, id: string): Promise<void> {
  const connector = (await loadConnectors(op, [id])).get(id);
  if (connector === undefined || connector.disabledAt !== null) throw disabled();
}

/** All that a run of a backfill needs to know. @throws AppError where it cannot go on */
export const loadBackfillWork = query('job:run', async (op, { id }: { id: string }) => {
  const backfill = (await loadBackfills(op, [id])).get(id);
  if (backfill === undefined) throw notFound();
  const connector = (await loadConnectors(op, [backfill.connectorId])).get(backfill.connectorId);
  if (connector === undefined) throw notFound();
  if (connector.disabledAt !== null) throw disabled();
  const [tenant] = await op.tx.select({ simulated: tenants.simulated }).from(tenants);
  if (tenant?.simulated !== false) {
    // whoever may look around in it may enter any address
    throw new AppError('CONFLICT', 'No ticket system is asked from the demo.');
  }
  const place = credentialPlace(connector.id);
  const credential = unseal(op.services.secret, place, connector.sealedCredential);
  if (credential === null) {
    throw new AppError(
      'CONFLICT',
      'The stored credential cannot be read: the ASSAY_SECRET of the server is another one. Replace it.',
    );
  }
  return { backfill, connector, credential, kind: readableKind(connector.kind) };
});
