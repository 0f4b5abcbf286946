import { createHmac, timingSafeEqual } from 'node:crypto';
import { apiKeys, members } from '@assay/db/tables/members';
import { usedDownloads } from '@assay/db/tables/operations';
import { and, eq, gt, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { type Action, authorize } from './auth/policy.ts';
import { actorOf, apiScopes, type Viewer } from './auth/viewer.ts';
import { Context } from './context.ts';
import { notFound } from './errors.ts';
import { randomId } from './ids.ts';
import { command, type Op } from './operation.ts';
import type { Services } from './services.ts';

const expiryMs = 5 * 60_000;

const Link = z.object({
  tenantId: z.uuid(),
  kind: z.enum(['release', 'manifest', 'import-report', 'outcome-report']),
  /** Of what is downloaded. */
  id: z.uuid(),
  /** Of this link alone. */
  nonce: z.uuid(),
  /** Milliseconds since 1970. */
  expires: z.number(),
  /** Who asked for it, as `actorOf` names them. */
  actor: z.string(),
});
export type Link = z.infer<typeof Link>;

/** What a link gives: a file of the data folder, or text made on the way. */
export type Download = { readonly name: string; readonly type: string } & (
  | { readonly file: string }
  | { readonly content: AsyncIterable<string> }
);

/** A path that gives one file, once, within five minutes, to whoever has it. */
export function signDownload(ctx: Context, kind: Link['kind'], id: string): string {
  const { services, viewer, tenantId } = ctx;
  const expires = services.clock().getTime() + expiryMs;
  const link: Link = { tenantId, kind, id, nonce: randomId(), expires, actor: actorOf(viewer) };
  const body = Buffer.from(JSON.stringify(link)).toString('base64url');
  return `/files/${body}.${signature(services, body)}`;
}

const signature = (services: Services, body: string): string =>
  createHmac('sha256', services.secret).update(`download:${body}`).digest('base64url');

/** What a token names, however old; null where we did not sign it. */
export function readToken(services: Services, token: string): Link | null {
  const [body = '', signed = '', ...more] = token.split('.');
  // as texts: several texts decode to the same bytes, and only one of them is the signature
  const given = Buffer.from(signed);
  const expected = Buffer.from(signature(services, body));
  if (more.length > 0 || given.length !== expected.length) return null;
  if (!timingSafeEqual(given, expected)) return null;
  return Link.parse(JSON.parse(Buffer.from(body, 'base64url').toString('utf8')));
}

const actionOf = {
  release: 'release:read',
  manifest: 'release:read',
  'import-report': 'job:read',
  'outcome-report': 'ticket:read',
} as const satisfies Record<Link['kind'], Action>;

/** The context in which a link's file is read. */
export const downloadContext = (services: Services, { tenantId, kind }: Link): Context =>
  new Context(services, { kind: 'SYSTEM', tenantId, action: actionOf[kind] }, randomId());

/** The link was used before. */
export class LinkUsed extends Error {}

/**
 * Uses a link up. Whoever asked for it has to be allowed still.
 *
 * @throws LinkUsed the second time
 * @throws AppError where they are no member any more, or may no longer read this
 */
export const redeem = (ctx: Context, link: Link) => commands[link.kind](ctx, link);

const commands = {
  release: command(actionOf.release, redeemLink),
  manifest: command(actionOf.manifest, redeemLink),
  'import-report': command(actionOf['import-report'], redeemLink),
  'outcome-report': command(actionOf['outcome-report'], redeemLink),
};

async function redeemLink(op: Op, { kind, id, nonce, actor }: Link): Promise<string> {
  authorize(await viewerOf(op, actor), actionOf[kind]);
  const used = await op.tx
    .insert(usedDownloads)
    .values({ nonce, usedAt: op.now })
    .onConflictDoNothing()
    .returning({ nonce: usedDownloads.nonce });
  if (used.length === 0) throw new LinkUsed();
  return id;
}

const isScope = (value: string) => apiScopes.find((scope) => scope === value) ?? [];

/** Who an actor is now. @throws AppError NOT_FOUND for those who are gone */
async function viewerOf(op: Op, actor: string): Promise<Viewer> {
  const [kind, id = ''] = actor.split(':');
  const { tenantId } = op.viewer;
  if (tenantId === null) throw notFound();
  if (kind === 'member') {
    const present = and(eq(members.id, id), isNull(members.removedAt));
    const [member] = await op.tx.select().from(members).where(present);
    if (member !== undefined) return { kind: 'MEMBER', ...member, memberId: member.id };
  }
  if (kind === 'key') {
    const [key] = await op.tx
      .select()
      .from(apiKeys)
      .where(and(eq(apiKeys.id, id), isNull(apiKeys.revokedAt), gt(apiKeys.expiresAt, op.now)));
    if (key !== undefined) {
      return { kind: 'API_KEY', tenantId, keyId: key.id, scopes: key.scopes.flatMap(isScope) };
    }
  }
  throw notFound();
}
