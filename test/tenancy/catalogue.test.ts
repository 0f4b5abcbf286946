import { assertSafeRole } from '@assay/db/assert-safe-role';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../support/database.ts';
import { publicTables } from '../support/rows.ts';

/** Only this table needs no tenant: each of its rows is one. */
const withoutTenantId = ['tenants'];

let database: TestDatabase;
let owner: postgres.Sql;
let tables: string[];
beforeAll(async () => {
  database = await cloneDatabase();
  owner = postgres(database.ownerUrl, { max: 1 });
  tables = await publicTables(owner);
});
afterAll(async () => {
  await owner.end();
  await database.drop();
});

it('finds the tables', () => {
  expect(tables).toEqual(expect.arrayContaining(['tenants', 'members', 'judgments', 'outbox']));
  expect(tables.length).toBeGreaterThan(25);
});

it('has tenant_id first in every primary key', async () => {
  const keys = await owner<{ table: string; first: string }[]>`
    select c.relname as table, a.attname as first
    from pg_constraint k join pg_class c on c.oid = k.conrelid
    join pg_attribute a on a.attrelid = c.oid and a.attnum = k.conkey[1]
    where k.contype = 'p' and k.connamespace = 'public'::regnamespace`;
  const first = new Map(keys.map((key) => [key.table, key.first]));
  const wrong = tables.filter((table) => first.get(table) !== 'tenant_id');
  expect(wrong).toEqual(withoutTenantId);
  expect(first.get('tenants')).toBe('id');
});

it('never lets tenant_id be null', async () => {
  const nullable = await owner`
    select table_name from information_schema.columns
    where table_schema = 'public' and column_name = 'tenant_id' and is_nullable = 'YES'`;
  expect(nullable).toEqual([]);
});

it('enables and forces row-level security on every table', async () => {
  const rows = await owner<{ table: string; enabled: boolean; forced: boolean }[]>`
    select relname as table, relrowsecurity as enabled, relforcerowsecurity as forced
    from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')`;
  const safe = rows.filter(({ enabled, forced }) => enabled && forced).map((row) => row.table);
  expect(safe.sort()).toEqual(tables);
});

it('has one policy for the application on every table, for all statements, by the tenant', async () => {
  const policies = await owner<{ table: string; using: string; check: string }[]>`
    select tablename as table, qual as using, with_check as check from pg_policies
    where schemaname = 'public' and cmd = 'ALL' and permissive = 'PERMISSIVE'
      and 'assay_app' = any(roles)`;
  expect(policies.map(({ table }) => table).sort()).toEqual(tables);
  for (const { table, using, check } of policies) {
    const column = table === 'tenants' ? 'id' : 'tenant_id';
    expect(using).toMatch(new RegExp(`^\\(${column} = \\( SELECT .*app\\.tenant_id`));
    expect(check).toBe(using);
  }
});

it('gives no role but those of the guards a policy of its own', async () => {
  const others = await owner<{ name: string }[]>`
    select tablename || ' ' || array_to_string(roles, ',') || ' ' || cmd as name from pg_policies
    where schemaname = 'public' and not ('assay_app' = any(roles)) order by 1`;
  expect(others.map(({ name }) => name)).toEqual([
    'api_keys assay_lookup SELECT',
    'event_deliveries assay_worker SELECT',
    'event_subscriptions assay_worker SELECT',
    'kept_outcomes assay_worker SELECT',
    'kpi_schedules assay_worker SELECT',
    'members assay_lookup SELECT',
    'outbox assay_worker ALL',
    'tenants assay_lookup SELECT',
    'webhook_deliveries assay_worker SELECT',
    'webhook_endpoints assay_lookup SELECT',
    'webhook_endpoints assay_worker SELECT',
  ]);
});

it('carries tenant_id in every foreign key between tenants’ tables, on both ends', async () => {
  const keys = await owner<{ name: string; target: string; from: string[]; to: string[] }[]>`
    select k.conname as name, k.confrelid::regclass::text as target,
      array(select a.attname::text from unnest(k.conkey) with ordinality as u(num, position)
            join pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.num order by u.position) as from,
      array(select a.attname::text from unnest(k.confkey) with ordinality as u(num, position)
            join pg_attribute a on a.attrelid = k.confrelid and a.attnum = u.num order by u.position) as to
    from pg_constraint k where k.contype = 'f' and k.connamespace = 'public'::regnamespace`;
  expect(keys.length).toBeGreaterThan(tables.length);
  for (const { name, target, from, to } of keys) {
    if (target === 'tenants') {
      expect([name, from, to]).toEqual([name, ['tenant_id'], ['id']]);
    } else {
      expect([name, from[0], to[0], from.length]).toEqual([name, 'tenant_id', 'tenant_id', 2]);
    }
  }
});

it('ties every row to a tenant that exists, by itself or by a row that it cannot be without', async () => {
  const keys = await owner<{ table: string; target: string }[]>`
    select k.conrelid::regclass::text as table, k.confrelid::regclass::text as target from pg_constraint k
    where k.contype = 'f' and k.connamespace = 'public'::regnamespace and k.convalidated and not exists (
      select from unnest(k.conkey) as u(num) join pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.num
      where not a.attnotnull)`;
  const tied = new Set(withoutTenantId);
  for (let before = -1; before < tied.size; ) {
    before = tied.size;
    for (const { table, target } of keys) if (tied.has(target)) tied.add(table);
  }
  expect(tables.filter((table) => !tied.has(table))).toEqual([]);
});

it('lets the application own nothing and bypass nothing', async () => {
  const [role] = await owner`
    select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb from pg_roles where rolname = 'assay_app'`;
  expect(role).toEqual({
    rolsuper: false,
    rolbypassrls: false,
    rolcreaterole: false,
    rolcreatedb: false,
  });
  const owned = await owner`
    select relname from pg_class where pg_has_role('assay_app', relowner, 'member')
      and relnamespace in ('public'::regnamespace, 'auth'::regnamespace)`;
  expect(owned).toEqual([]);
  const groups = await owner`
    select roleid::regrole::text from pg_auth_members where member = 'assay_app'::regrole`;
  expect(groups).toEqual([]);
});

it('grants the application neither TRUNCATE nor the making of anything', async () => {
  const granted = await owner<{ name: string }[]>`
    select c.relname || ' ' || p.name as name from pg_class c,
      unnest(array['truncate', 'references', 'trigger']) as p(name)
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
      and has_table_privilege('assay_app', c.oid, p.name)`;
  expect(granted).toEqual([]);
  const [may] = await owner`
    select has_schema_privilege('assay_app', 'public', 'create') as create,
      has_schema_privilege('assay_app', 'auth', 'usage') as auth`;
  expect(may).toEqual({ create: false, auth: false });
});

it('may change only what is meant to change', async () => {
  const may = async (privilege: string) => {
    const rows = await owner<{ table: string }[]>`
      select relname as table from pg_class
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
        and case when ${privilege} = 'delete' then has_table_privilege('assay_app', oid, 'delete')
            else has_any_column_privilege('assay_app', oid, ${privilege}) end order by 1`;
    return rows.map(({ table }) => table);
  };
  expect(await may('delete')).toEqual(['dimensions', 'tier_examples', 'tiers']);
  const appendOnly = [
    ...['annotators', 'audit_entries', 'calibrations', 'contexts', 'dimension_scores', 'flags'],
    ...['idempotency_keys', 'import_problems', 'judgments', 'messages', 'outbox', 'outcome_events'],
    ...['outcome_measures', 'preferences', 'red_line_settlements', 'responses', 'task_openings'],
    ...['tasks', 'ticket_matches', 'tickets', 'uploads', 'used_downloads'],
  ];
  const updatable = await may('update');
  expect(tables.filter((table) => !updatable.includes(table))).toEqual(appendOnly);
});

it('refuses to start as the owner of the tables, and takes the application’s role', async () => {
  await expect(assertSafeRole(database.ownerUrl)).rejects.toThrow(/superuser|owns \d+ tables/);
  await expect(assertSafeRole(database.appUrl)).resolves.toBeUndefined();
});

it('refuses a plain role that owns a single table', async () => {
  const sql = postgres(database.ownerUrl, { max: 1, onnotice: () => {} });
  const name = `owner_${Date.now()}`;
  try {
    await sql.unsafe(`create role ${name} login password 'a password of a test'`);
    await sql.unsafe(`alter table public.outbox owner to ${name}`);
    const url = new URL(database.ownerUrl);
    url.username = name;
    url.password = 'a password of a test';
    await expect(assertSafeRole(url.toString())).rejects.toThrow('owns 1 tables');
  } finally {
    await sql.unsafe('alter table public.outbox owner to current_user');
    await sql.unsafe(`drop role ${name}`);
    await sql.end();
  }
});
