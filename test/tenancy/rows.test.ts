import { randomUUID } from 'node:crypto';
import { TenantPool } from '@assay/db/tenant';
import { sql } from 'drizzle-orm';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../support/database.ts';
import { fillTables, insertOf, publicTables } from '../support/rows.ts';

let database: TestDatabase;
let owner: postgres.Sql;
let app: postgres.Sql;
let pool: TenantPool;
let tables: string[];
const ours = randomUUID();
const theirs = randomUUID();
beforeAll(async () => {
  database = await cloneDatabase();
  owner = postgres(database.ownerUrl, { max: 1 });
  app = postgres(database.appUrl, { max: 1 });
  pool = new TenantPool(database.appUrl, { size: 1 });
  tables = await publicTables(owner);
  await fillTables(owner, ours);
  await fillTables(owner, theirs);
  // more rights than it ever has, so that the policies alone keep tenants apart
  await owner.unsafe(
    'grant select, insert, update, delete on all tables in schema public to assay_app',
  );
});
afterAll(async () => {
  await Promise.all([owner.end(), app.end(), pool.close()]);
  await database.drop();
});

const tenantOf = (table: string) => (table === 'tenants' ? 'id' : 'tenant_id');
const asOurs = (statement: string) => pool.withTenant(ours, (tx) => tx.execute(sql.raw(statement)));
const refused = { cause: { message: expect.stringMatching(/row-level security|never changes/) } };

it('shows no row of any table while no tenant is set', async () => {
  for (const table of tables) {
    const there = await owner.unsafe(`select 1 from public."${table}"`);
    const seen = await app.unsafe(`select 1 from public."${table}"`);
    expect([table, there.length, seen.length]).toEqual([table, 2, 0]);
  }
});

it('takes no row into any table while no tenant is set', async () => {
  for (const table of tables) {
    const statement = await insertOf(owner, table, ours);
    await expect(app.unsafe(statement), table).rejects.toThrow('row-level security');
  }
});

it('shows each tenant its own row of every table and no other', async () => {
  for (const table of tables) {
    const seen = await asOurs(`select ${tenantOf(table)} as tenant from public."${table}"`);
    expect([table, seen.map(({ tenant }) => tenant)]).toEqual([table, [ours]]);
  }
});

it('takes no row of another tenant into any table', async () => {
  for (const table of tables) {
    const statement = await insertOf(owner, table, theirs);
    await expect(asOurs(statement), table).rejects.toMatchObject(refused);
  }
});

it('neither changes nor deletes a row of another tenant, nor gives one away', async () => {
  for (const table of tables) {
    const column = tenantOf(table);
    const named = `public."${table}"`;
    const where = `where ${column} = '${theirs}'`;
    const changed = await asOurs(`update ${named} set ${column} = ${column} ${where}`);
    const deleted = await asOurs(`delete from ${named} ${where}`);
    expect([table, changed.count, deleted.count]).toEqual([table, 0, 0]);
    const given = asOurs(`update ${named} set ${column} = '${theirs}'`);
    await expect(given, table).rejects.toMatchObject(refused);
    const left = await owner.unsafe(`select 1 from ${named} ${where}`);
    expect([table, left.length]).toEqual([table, 1]);
  }
});

it('tells nobody of another tenant through the functions that come before a tenant is known', async () => {
  const functions = await owner<{ name: string }[]>`
    select p.proname as name from pg_proc p
    where p.pronamespace = 'public'::regnamespace and p.prosecdef
      and has_function_privilege('assay_app', p.oid, 'execute') order by 1`;
  expect(functions.map(({ name }) => name)).toEqual([
    'api_key_by_hash',
    'memberships_of',
    'tenant_by_slug',
    'webhook_endpoint_tenant',
  ]);
  expect(await app`select * from memberships_of('nobody')`).toEqual([]);
  expect(await app`select * from api_key_by_hash('nothing')`).toEqual([]);
  expect(await app`select tenant_by_slug('nowhere') as id`).toEqual([{ id: null }]);
  const endpoint = app`select webhook_endpoint_tenant('00000000-0000-7000-8000-000000000000') as id`;
  expect(await endpoint).toEqual([{ id: null }]);
});
