import { sql } from 'drizzle-orm';
import { boolean, pgPolicy, pgRole, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';

/**
 * An organisation. The only table without `tenant_id`: its id is the tenant. Under its policy a
 * transaction sees one row, its own.
 */
export const tenants = pgTable(
  'tenants',
  {
    id: uuid('id').primaryKey(),
    slug: text('slug').notNull().unique('tenants_slug_unique'),
    name: text('name').notNull(),
    /** Shown on every screen: the judgments of this tenant were simulated. */
    simulated: boolean('simulated').notNull().default(false),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
  },
  () => [
    pgPolicy('tenant_isolation', {
      to: pgRole('assay_app').existing(),
      using: sql`id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)`,
      withCheck: sql`id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)`,
    }),
  ],
);
export type Tenant = typeof tenants.$inferSelect;
