import { sql } from 'drizzle-orm';
import { pgPolicy, pgRole, uuid } from 'drizzle-orm/pg-core';
import { tenants } from './tables/tenants.ts';

/** The role the API and the jobs log in as: owns no table, so no policy can be skipped. */
export const appRole = pgRole('assay_app').existing();

/** The role of the relay and of graphile-worker's own tables. */
export const workerRole = pgRole('assay_worker').existing();

/**
 * The tenant of the running transaction, or null. After a transaction the setting is `''`, not
 * null; the scalar sub-select makes PostgreSQL evaluate it once a statement, not once a row.
 */
export const currentTenant = sql`(select nullif(current_setting('app.tenant_id', true), '')::uuid)`;

/** First column of every tenant table. Postgres fills it, so no code above this package names it. */
export const tenantId = () =>
  uuid('tenant_id')
    .notNull()
    .default(sql`nullif(current_setting('app.tenant_id', true), '')::uuid`)
    .references(() => tenants.id);

/**
 * The same for a table whose rows each belong to a row of another one, by a foreign key that is never null and
 * carries the tenant: that the tenant exists is then known, and asking again would cost every insert a lookup.
 */
export const tenantIdOfParent = () =>
  uuid('tenant_id')
    .notNull()
    .default(sql`nullif(current_setting('app.tenant_id', true), '')::uuid`);

/** Last entry of every tenant table. A test over the catalogue fails for a table that has none. */
export const tenantPolicy = () =>
  pgPolicy('tenant_isolation', {
    to: appRole,
    using: sql`tenant_id = ${currentTenant}`,
    withCheck: sql`tenant_id = ${currentTenant}`,
  });
