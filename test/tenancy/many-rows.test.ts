import { insertion, run } from '@assay/db/statement';
import { TenantPool } from '@assay/db/tenant';
import { sql } from 'drizzle-orm';
import {
  boolean,
  doublePrecision,
  integer,
  jsonb,
  pgTable,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../support/database.ts';

const samples = pgTable('samples', {
  id: uuid('id').notNull(),
  place: integer('place').notNull(),
  words: text('words'),
  amount: doublePrecision('amount'),
  yes: boolean('yes'),
  at: timestamp('at', { withTimezone: true }),
  content: jsonb('content'),
  numbers: integer('numbers').array(),
  texts: text('texts').array(),
});

let database: TestDatabase;
let pool: TenantPool;
beforeAll(async () => {
  database = await cloneDatabase();
  pool = new TenantPool(database.appUrl, { size: 1 });
});
afterAll(async () => {
  await pool.close();
  await database.drop();
});

const id = '0198a1b2-0000-7000-8000-000000000001';
const nothing = { words: null, amount: null, yes: null, at: null, content: null };
const rowOf = (place: number, more: object) => ({
  ...{ id, place, ...nothing, numbers: null, texts: null },
  ...more,
});

const told = [
  rowOf(1, { words: 'é😀 "quoted" \\ back\tand\r\nbeyond\u0001', amount: 0.1, yes: true }),
  rowOf(2, { words: '', amount: -1e-300, yes: false, at: new Date('2026-01-02T03:04:05.678Z') }),
  rowOf(3, { words: 'NULL', amount: 1e21, content: { a: [1, null, '"', '\u001f'], 'b\\': '' } }),
  rowOf(4, { words: '{}', content: 'a text', numbers: [2, 0, 1], texts: ['', 'a,b', '"}\\'] }),
  rowOf(5, { content: [], numbers: [], texts: [] }),
  rowOf(6, { content: false }),
];

async function written(rows: readonly (typeof told)[number][]) {
  return pool.withTenant(id, async (tx) => {
    await tx.execute(sql`create temp table samples (id uuid, place integer, words text, amount double precision,
      yes boolean, at timestamptz, content jsonb, numbers integer[], texts text[]) on commit drop`);
    const statement = insertion(samples, rows, 'returning place');
    const places = await run<{ place: number }>(tx, statement);
    expect(places.map(({ place }) => place)).toEqual(rows.map(({ place }) => place));
    return { text: statement.text, stored: await tx.select().from(samples) };
  });
}

it('writes values of all kinds, and those that are absent, as they are', async () => {
  const { text, stored } = await written(told);
  expect(stored).toEqual(told);
  expect(text).not.toContain('json_to_recordset');
});

it.each(['\u001d', '\u001e', '\u001f'])('keeps values apart that hold %j', async (character) => {
  const inText = [...told, rowOf(7, { words: `a${character}b` })];
  expect((await written(inText)).stored).toEqual(inText);
  const inList = [...told, rowOf(7, { texts: [character] })];
  expect((await written(inList)).stored).toEqual(inList);
});

it('takes what is no number for absent', async () => {
  const [row] = (await written([rowOf(1, { amount: Number.NaN }), rowOf(2, {})])).stored;
  expect(row).toMatchObject({ amount: null });
});
