import postgres from 'postgres';
import { expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from './database.ts';

async function ask({ ownerUrl }: TestDatabase, query: string): Promise<unknown[][]> {
  const sql = postgres(ownerUrl, { max: 1 });
  try {
    return await sql.unsafe(query).values();
  } finally {
    await sql.end();
  }
}

test('clones share nothing that is written into them, and are gone when dropped', async () => {
  const one = await cloneDatabase();
  const other = await cloneDatabase();
  await ask(one, 'create table marks as select 1 as mark');
  expect(await ask(other, "select to_regclass('public.marks')")).toEqual([[null]]);
  expect(await ask(other, "select to_regclass('public.judgments') is null")).toEqual([[false]]);
  await Promise.all([one.drop(), other.drop()]);
  await expect(ask(one, 'select 1')).rejects.toThrow(/does not exist/);
});

test('clones can be made at once', async () => {
  const databases = await Promise.all(Array.from({ length: 8 }, cloneDatabase));
  expect(new Set(databases.map(({ ownerUrl }) => ownerUrl)).size).toBe(8);
  await Promise.all(databases.map((database) => database.drop()));
});
