import { apiKeys } from '@assay/db/tables/members';
import { and, eq, isNull, lte, or, sql } from 'drizzle-orm';
import type { ApiScope } from '../../auth/viewer.ts';
import { AppError, notFound } from '../../errors.ts';
import { command } from '../../operation.ts';
import { hashSecret, type OneTimeSecret } from '../../secrets.ts';
import { named } from '../../text.ts';
import { keyExpiry, useKnownMs } from './rules.ts';

/** Makes a key for a program. Only the hash of its secret is kept. */
export const createApiKey = command(
  'api-key:manage',
  async (
    op,
    input: {
      idempotencyKey: string;
      name: string;
      scopes: readonly ApiScope[];
      expiresInDays: number;
      secret: OneTimeSecret;
    },
  ) => {
    if (op.viewer.kind !== 'MEMBER') throw notFound();
    if (input.scopes.length === 0) {
      throw new AppError('INVALID_INPUT', 'Choose at least one scope.', { field: 'scopes' });
    }
    await op.tx.insert(apiKeys).values({
      id: op.resultId,
      name: named(input.name, 'name'),
      prefix: input.secret.value.slice(0, 12),
      secretHash: hashSecret(input.secret.value),
      scopes: [...new Set(input.scopes)],
      createdBy: op.viewer.memberId,
      createdAt: op.now,
      expiresAt: keyExpiry(op.now, input.expiresInDays),
    });
    return op.resultId;
  },
);

export const revokeApiKey = command(
  'api-key:manage',
  async (op, { apiKeyId }: { apiKeyId: string }) => {
    const revoked = await op.tx
      .update(apiKeys)
      .set({ revokedAt: sql`coalesce(revoked_at, ${op.now.toISOString()}::timestamptz)` })
      .where(eq(apiKeys.id, apiKeyId))
      .returning({ id: apiKeys.id });
    if (revoked.length === 0) throw notFound();
    return apiKeyId;
  },
);

/** Notes that a key was used, unless that was noted within the last minute. */
export const touchApiKey = command(
  'api-key:touch',
  async (op, { apiKeyId }: { apiKeyId: string }) => {
    const before = new Date(op.now.getTime() - useKnownMs);
    await op.tx
      .update(apiKeys)
      .set({ lastUsedAt: op.now })
      .where(
        and(
          eq(apiKeys.id, apiKeyId),
          or(isNull(apiKeys.lastUsedAt), lte(apiKeys.lastUsedAt, before)),
        ),
      );
    return apiKeyId;
  },
  { audit: false },
);
