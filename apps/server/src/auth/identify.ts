import type { IncomingHttpHeaders } from 'node:http';
import type { ApiKeyRow } from '@assay/db/lookups';
import { fromNodeHeaders } from 'better-auth/node';
import { Context } from '../context.ts';
import { AppError } from '../errors.ts';
import { randomId } from '../ids.ts';
import { touchApiKey } from '../modules/api-keys/commands.ts';
import { useKnownMs } from '../modules/api-keys/rules.ts';
import { hashSecret } from '../secrets.ts';
import type { Services } from '../services.ts';
import type { Auth } from './auth.ts';
import { type ApiScope, apiScopes, type Role, roles, type Viewer } from './viewer.ts';

const isRole = (value: string): value is Role => roles.some((role) => role === value);
const isScope = (value: string): value is ApiScope => apiScopes.some((scope) => scope === value);

interface Person {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
}

/** Seconds a session is believed without asking the database; revocation drops it at once. */
const believedMs = 10_000;
const cachedMax = 10_000;

/** Finds out who sent a request, from its session cookie or its API key, and for which tenant. */
export class Identify {
  readonly #auth: Auth;
  readonly #services: Services;
  readonly #sessions = new Map<string, { person: Person; until: number }>();
  /** When the use of a key was last noted from here. */
  readonly #touched = new Map<string, number>();

  constructor(auth: Auth, services: Services) {
    this.#auth = auth;
    this.#services = services;
    services.listener.onRevocation(({ userId }) => this.forget(userId));
  }

  /** Drops believed sessions, of one user or of all. */
  forget(userId?: string): void {
    for (const [cookie, { person }] of this.#sessions) {
      if (userId === undefined || person.userId === userId) this.#sessions.delete(cookie);
    }
  }

  /**
   * @param slug - the tenant asked for, by header or connection parameter; an API key brings its own
   * @throws AppError UNAUTHENTICATED for a credential that is malformed, unknown, expired or revoked
   */
  async viewer(headers: IncomingHttpHeaders, slug: string | null): Promise<Viewer> {
    if (headers.authorization !== undefined) return this.#fromKey(headers.authorization);
    const person = await this.#fromSession(headers);
    if (person === null) return { kind: 'ANONYMOUS', tenantId: null };
    if (slug === null) return { kind: 'GUEST', tenantId: null, ...person };
    const memberships = await this.#services.lookups.membershipsOf(person.userId);
    const membership = memberships.find((candidate) => candidate.slug === slug);
    if (membership !== undefined && isRole(membership.role)) {
      const { tenantId, memberId, role } = membership;
      return { kind: 'MEMBER', tenantId, memberId, role, ...person };
    }
    const tenantId = await this.#services.lookups.tenantBySlug(slug);
    return { kind: 'GUEST', tenantId, ...person };
  }

  async #fromSession(headers: IncomingHttpHeaders): Promise<Person | null> {
    const { cookie } = headers;
    if (cookie === undefined) return null;
    const now = this.#services.clock().getTime();
    const known = this.#sessions.get(cookie);
    if (known !== undefined && known.until > now) return known.person;
    this.#sessions.delete(cookie);
    const found = await this.#auth.api.getSession({ headers: fromNodeHeaders(headers) });
    if (found === null) return null;
    const { id, name, email } = found.user;
    const person = { userId: id, name, email };
    if (this.#sessions.size >= cachedMax) this.#sessions.clear();
    this.#sessions.set(cookie, { person, until: now + believedMs });
    return person;
  }

  async #fromKey(authorization: string): Promise<Viewer> {
    const secret = /^Bearer (assay_[\w-]{43})$/.exec(authorization)?.[1];
    const refused = new AppError(
      'UNAUTHENTICATED',
      'This API key is not valid. Send `Authorization: Bearer assay_…` with a key of Settings → API keys.',
    );
    if (secret === undefined) throw refused;
    const row = await this.#services.lookups.apiKeyByHash(hashSecret(secret));
    const now = this.#services.clock();
    if (row === null || row.revokedAt !== null || row.expiresAt <= now) throw refused;
    this.#touch(row, now.getTime());
    return {
      kind: 'API_KEY',
      tenantId: row.tenantId,
      keyId: row.id,
      scopes: row.scopes.filter(isScope),
    };
  }
  /** Notes that a key is in use: beside its request, which does not wait for it nor fail with it. */
  #touch({ id, tenantId, lastUsedAt }: ApiKeyRow, now: number): void {
    const noted = Math.max(lastUsedAt?.getTime() ?? 0, this.#touched.get(id) ?? 0);
    if (now - noted < useKnownMs) return;
    if (this.#touched.size >= cachedMax) this.#touched.clear();
    this.#touched.set(id, now);
    const services = this.#services;
    const viewer = { kind: 'SYSTEM', tenantId, action: 'api-key:touch' } as const;
    touchApiKey(new Context(services, viewer, randomId()), { apiKeyId: id }).catch(
      (error: unknown) => {
        this.#touched.delete(id);
        services.log.warn({ err: error }, 'the use of an API key could not be noted');
      },
    );
  }
}
