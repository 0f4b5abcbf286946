import type postgres from 'postgres';

/** A tenant somebody belongs to, as told before any tenant is chosen. */
export interface MembershipRow {
  readonly tenantId: string;
  readonly slug: string;
  readonly tenantName: string;
  readonly simulated: boolean;
  readonly tenantCreatedAt: Date;
  readonly memberId: string;
  readonly role: string;
}
export interface ApiKeyRow {
  readonly tenantId: string;
  readonly id: string;
  readonly scopes: string[];
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
  readonly lastUsedAt: Date | null;
}

/** The reads that come before a tenant is known. They run outside any tenant. */
export class Lookups {
  readonly #sql: postgres.Sql;

  constructor(sql: postgres.Sql) {
    this.#sql = sql;
  }

  async tenantBySlug(slug: string): Promise<string | null> {
    const [row] = await this.#sql<{ id: string | null }[]>`select tenant_by_slug(${slug}) as id`;
    return row?.id ?? null;
  }

  async membershipsOf(userId: string): Promise<MembershipRow[]> {
    return await this.#sql<MembershipRow[]>`
      select tenant_id as "tenantId", slug, tenant_name as "tenantName", simulated,
        tenant_created_at as "tenantCreatedAt", member_id as "memberId", role
      from memberships_of(${userId})`;
  }

  async apiKeyByHash(hash: string): Promise<ApiKeyRow | null> {
    const [row] = await this.#sql<ApiKeyRow[]>`
      select tenant_id as "tenantId", id, scopes, expires_at as "expiresAt", revoked_at as "revokedAt",
        last_used_at as "lastUsedAt"
      from api_key_by_hash(${hash})`;
    return row ?? null;
  }

  /** Whose endpoint this is; null for one that is unknown or disabled. */
  async tenantOfWebhookEndpoint(id: string): Promise<string | null> {
    const [row] = await this.#sql<{ id: string | null }[]>`
      select webhook_endpoint_tenant(${id}) as id`;
    return row?.id ?? null;
  }

  /** True when the database answers. */
  async ping(): Promise<boolean> {
    try {
      await this.#sql`select 1`;
      return true;
    } catch {
      return false;
    }
  }
}
