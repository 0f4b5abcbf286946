import { webhookEndpoints } from '@assay/db/tables/webhooks';
import { and, eq, isNull } from 'drizzle-orm';
import { query } from '../../../operation.ts';
import { unseal } from '../../../sealed.ts';
import { secretPlace } from '../rules/endpoint.ts';
import type { WebhookKind } from '../rules/signatures.ts';

/** A secret that counts, and as what it is stored. */
export interface Counting {
  readonly secret: string;
  readonly sealed: string;
  /** When it ends; null for the one in force. */
  readonly until: Date | null;
}

/** What has to be known of an endpoint to believe a sender. */
export interface Receiving {
  readonly kind: WebhookKind;
  readonly secrets: readonly Counting[];
  /** Secrets are stored, but under another secret of the installation. */
  readonly unreadable: boolean;
}

/** Null where there is no such endpoint, or a disabled one. */
export const findReceiving = query(
  'webhook:receive',
  async (op, { id }: { id: string }): Promise<Receiving | null> => {
    const e = webhookEndpoints;
    const [found] = await op.tx
      .select()
      .from(e)
      .where(and(eq(e.id, id), isNull(e.disabledAt)));
    if (found === undefined) return null;
    const stored = [
      { sealed: found.sealedSecret, until: null },
      { sealed: found.sealedPreviousSecret ?? '', until: found.previousUntil },
    ].filter(({ sealed }) => sealed !== '');
    const secrets = stored.flatMap(({ sealed, until }) => {
      const secret = unseal(op.services.secret, secretPlace(id), sealed);
      return secret === null ? [] : [{ secret, sealed, until }];
    });
    return {
      kind: found.kind,
      secrets,
      unreadable: secrets.length === 0 && stored.length > 0,
    };
  },
);
