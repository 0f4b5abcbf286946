import { migrate } from '@assay/db/migrate';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let sql: postgres.Sql;
beforeAll(async () => {
  database = await cloneDatabase();
  sql = postgres(database.ownerUrl, { max: 1, onnotice: () => {} });
  await migrate(database.ownerUrl);
});
afterAll(async () => {
  await sql.end();
  await database.drop();
});

const isForced = async (): Promise<boolean | undefined> => {
  const [row] = await sql<{ forced: boolean }[]>`
    select relforcerowsecurity as forced from pg_class where oid = 'tasks'::regclass`;
  return row?.forced;
};

describe('migrating again', () => {
  it('waits for no reader where nothing changed', async () => {
    await sql.begin(async (reader) => {
      await reader`select from tasks limit 1`;
      await migrate(database.ownerUrl);
    });
  });

  it('brings the guards back where something did', async () => {
    expect(await isForced()).toBe(true);
    await sql`alter table tasks no force row level security`;
    await sql`delete from drizzle.applied_guards`;
    await migrate(database.ownerUrl);
    expect(await isForced()).toBe(true);
  });

  it('gives a copy the grants that it came without', async () => {
    const mayRead = async () => {
      const [row] = await sql<{ may: boolean }[]>`
        select has_table_privilege('assay_app', 'public.tasks', 'select') as may`;
      return row?.may;
    };
    await sql`revoke all on all tables in schema public from assay_app`;
    expect(await mayRead()).toBe(false);
    await migrate(database.ownerUrl);
    expect(await mayRead()).toBe(true);
  });

  it('is safe by several processes at once', async () => {
    await sql`delete from drizzle.applied_guards`;
    await Promise.all([migrate(database.ownerUrl), migrate(database.ownerUrl)]);
    expect(await sql`select from drizzle.applied_guards`).toHaveLength(1);
  });
});
