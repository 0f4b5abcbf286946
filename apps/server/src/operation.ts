import { createHash } from 'node:crypto';
import { insertion, run as runStatement } from '@assay/db/statement';
import { auditEntries, idempotencyKeys, outbox } from '@assay/db/tables/operations';
import type { Send, TenantTx } from '@assay/db/tenant';
import { and, eq } from 'drizzle-orm';
import { type Action, authorize } from './auth/policy.ts';
import { actorOf, type Viewer } from './auth/viewer.ts';
import type { Context } from './context.ts';
import { AppError } from './errors.ts';
import { newId } from './ids.ts';
import type { Services } from './services.ts';

/** What every function below an entrance takes: the tenant's transaction, who asks, and when. */
export interface Op {
  readonly tx: TenantTx;
  readonly viewer: Viewer;
  readonly now: Date;
  readonly requestId: string;
  readonly services: Services;
}

/** What a command also has: the id of what it makes, known before it runs. */
export interface CommandOp extends Op {
  readonly resultId: string;
  /** Tells listeners of a project, once this transaction is committed. */
  readonly announce: (projectId: string, kind: ActivityKind) => void;
  /** Leaves a statement to be sent with COMMIT, once the command is done. If it fails, all is undone. */
  readonly send: Send;
  /** Names what the audit entries are about, one for each, where that is not the result. */
  readonly concerns: (...ids: readonly string[]) => void;
}
export type ActivityKind =
  | 'JUDGMENT_SUBMITTED'
  | 'JUDGMENT_REVISED'
  | 'ASSIGNMENT_SKIPPED'
  | 'TASKS_IMPORTED'
  | 'RELEASE_READY'
  | 'OUTCOMES_RECORDED'
  | 'OUTCOMES_COUNTED'
  | 'KPI_RUN_COMPLETED'
  | 'WEIGHT_PROPOSAL_READY'
  | 'CALIBRATION_CHANGED';

export interface Done {
  readonly id: string;
  /** The same key had been sent before, and this is its first answer. */
  readonly replayed: boolean;
}

/** A read: checks the action, then runs in the document's view of the tenant. */
export const query =
  <I, O>(action: Action, run: (op: Op, input: I) => Promise<O>) =>
  async (ctx: Context, input: I): Promise<O> => {
    authorize(ctx.viewer, action);
    return run(await ctx.readOp(), input);
  };

interface CommandOptions {
  /**
   * False where no audit entry is left: drafts and lease renewals are many and change nothing lasting. An
   * action where few runs do: entries under that action, for what the run names by `concerns` alone.
   */
  readonly audit?: false | Action;
}

/**
 * A state change: one transaction that holds the change, its audit entry and, where the input has
 * an `idempotencyKey`, the key with the id of the result. Statements are sent without waiting for
 * each other where their order allows.
 *
 * @param run - returns the id of what it made or changed
 */
export const command =
  <I extends object>(
    action: Action,
    run: (op: CommandOp, input: I) => Promise<string>,
    options: CommandOptions = {},
  ) =>
  async (ctx: Context, input: I): Promise<Done> => {
    authorize(ctx.viewer, action);
    await ctx.endReads();
    const { services, viewer, requestId } = ctx;
    const now = services.clock();
    const resultId = newId(now);
    const key = keyOf(input);
    const { audit: auditedAs = action } = options;
    let announced = false;
    try {
      const id = await services.pool.withTenant(ctx.tenantId, async (tx, send) => {
        const announce = (projectId: string, kind: ActivityKind) => {
          announced = true;
          send(insertion(outbox, [{ id: newId(now), projectId, kind, at: now }]));
        };
        let targets: readonly string[] = [];
        const concerns = (...ids: readonly string[]) => {
          targets = ids;
        };
        const shared: Op = { tx, viewer, now, requestId, services };
        const op: CommandOp = { ...shared, resultId, announce, send, concerns };
        const claimed =
          key === null ? Promise.resolve(true) : claimKey(op, action, key, hashOf(input), resultId);
        // both go out in one flush; what ran for a key that was taken is rolled back with it
        const [claim, ran] = await Promise.all([settle(claimed), settle(run(op, input))]);
        if ('error' in claim) throw claim.error;
        if (!claim.value) throw new Replay();
        if ('error' in ran) throw ran.error;
        if (key !== null && ran.value !== resultId) {
          throw new Error(`${action} made another id than the one kept for its key`);
        }
        if (targets.length === 0 && options.audit === undefined) targets = [ran.value];
        if (auditedAs !== false && targets.length > 0) send(audited(op, auditedAs, targets));
        return ran.value;
      });
      if (announced) services.relay.wake();
      return { id, replayed: false };
    } catch (error) {
      if (error instanceof Replay && key !== null) return replay(ctx, action, key, hashOf(input));
      throw error;
    }
  };

class Replay extends Error {}

const settle = <T>(work: Promise<T>): Promise<{ value: T } | { error: unknown }> =>
  work.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );

function keyOf(input: object): string | null {
  if (!('idempotencyKey' in input)) return null;
  const key = input.idempotencyKey;
  if (typeof key !== 'string' || !/^[\x21-\x7e]{16,128}$/.test(key)) {
    throw new AppError('INVALID_INPUT', 'An idempotency key has 16 to 128 printable characters.', {
      field: 'idempotencyKey',
    });
  }
  return key;
}

/** Hash of the input with its keys in order, without the idempotency key itself. */
function hashOf(input: object): string {
  const canonical = JSON.stringify(input, (name, value: unknown) => {
    if (name === 'idempotencyKey') return undefined;
    return value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value;
  });
  return createHash('sha256').update(canonical).digest('base64url');
}

/** Takes a key. False if it was taken; a concurrent duplicate waits here for the first to end. */
async function claimKey(
  op: Op,
  mutation: Action,
  key: string,
  inputHash: string,
  resultId: string,
): Promise<boolean> {
  const row = { actor: actorOf(op.viewer), mutation, key, inputHash, resultId, createdAt: op.now };
  const claim = insertion(idempotencyKeys, [row], 'on conflict do nothing returning key');
  return (await runStatement(op.tx, claim)).length === 1;
}

async function replay(
  ctx: Context,
  mutation: Action,
  key: string,
  inputHash: string,
): Promise<Done> {
  const { tx } = await ctx.readOp();
  const k = idempotencyKeys;
  const [first] = await tx
    .select()
    .from(k)
    .where(and(eq(k.actor, actorOf(ctx.viewer)), eq(k.mutation, mutation), eq(k.key, key)));
  if (first === undefined)
    throw new AppError('CONFLICT', 'The first request is being undone; send it again.');
  if (first.inputHash !== inputHash) {
    throw new AppError(
      'IDEMPOTENCY_CONFLICT',
      'This idempotency key was used with another input. Use a new key for a new request.',
      { field: 'idempotencyKey' },
    );
  }
  return { id: first.resultId, replayed: true };
}

const audited = (op: Op, action: Action, targetIds: readonly string[]) =>
  insertion(
    auditEntries,
    targetIds.map((targetId) => ({
      id: newId(op.now),
      at: op.now,
      actor: actorOf(op.viewer),
      action,
      targetId,
      requestId: op.requestId,
    })),
  );
