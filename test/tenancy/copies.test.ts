import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { arrayText, copyWhole, run } from '@assay/db/statement';
import { TenantPool, type TenantTx } from '@assay/db/tenant';
import { CopyReader, type CopyRow } from '@assay/server/copy-rows';
import { type SQL, sql } from 'drizzle-orm';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let pool: TenantPool;
const [one, two] = [randomUUID(), randomUUID()];
const patience = 20_000;
beforeAll(async () => {
  database = await cloneDatabase();
  const owner = postgres(database.ownerUrl, { max: 1 });
  for (const id of [one, two]) {
    await owner`insert into tenants (id, slug, name, created_at) values (${id}, ${id}, ${id}, now())`;
  }
  await owner.end();
  pool = new TenantPool(database.appUrl, { size: 1 });
});
afterAll(async () => {
  await pool.close();
  await database.drop();
});

async function rowsOf<T>(tx: TenantTx, whole: SQL, read: (row: CopyRow) => T): Promise<T[]> {
  const rows: T[] = [];
  const reader = new CopyReader((_copy, row) => {
    rows.push(read(row));
  });
  for await (const piece of copyWhole(tx, whole, patience)) reader.push(piece);
  expect(reader.copies).toBe(1);
  return rows;
}
const usable = async (tx: TenantTx) => [...(await run(tx, { text: 'select 7 as n', values: [] }))];

it('hands over values of all kinds as they are', async () => {
  const view = await pool.openView(one);
  const id = randomUUID();
  const [first, second] = await rowsOf(
    view.tx,
    sql`select ${id}::uuid, 'Ünï''s \\ "text"', '{"a": ["b", null]}'::jsonb, 1e-300::float8, -7, true,
        timestamptz '1999-12-31 23:59:59.123456+00', '{0.5,NULL,1}'::float8[], '{}'::int[]
      union all select ${id}::uuid, null, null, 'NaN', null, null, timestamptz '2026-11-21 20:00:00+02', null, '{3,4}'`,
    (row) => [
      ...[row.view.getUint8(row.uuid()), row.text(), row.json(), row.float(), row.int()],
      ...[row.boolean(), row.seconds(), row.numbers(), row.numbers()],
    ],
  );
  const byte = Number.parseInt(id.slice(0, 2), 16);
  expect(first).toEqual([
    ...[byte, 'Ünï\'s \\ "text"', '{"a": ["b", null]}', 1e-300, -7, true],
    ...[Date.parse('1999-12-31T23:59:59.123Z') / 1_000 + 0.000456, [0.5, null, 1], []],
  ]);
  expect(second).toEqual([
    ...[
      byte,
      null,
      null,
      Number.NaN,
      null,
      null,
      Date.parse('2026-11-21T18:00:00Z') / 1_000,
      [],
      [3, 4],
    ],
  ]);
  await view.end();
});

it('writes what it is given into the statement as values, whatever they hold', async () => {
  const view = await pool.openView(one);
  const wild = ["it's", '"; drop table tasks; --', "\\'", '{a,b}', 'NULL', ''];
  for (const value of wild) {
    expect(await rowsOf(view.tx, sql`select ${value}::text`, (row) => row.text())).toEqual([value]);
  }
  const all = sql`select unnest(${arrayText(wild)}::text[])`;
  expect(await rowsOf(view.tx, all, (row) => row.text())).toEqual(wild);
  await view.end();
});

it('shows a tenant its own rows', async () => {
  const view = await pool.openView(two);
  const found = await rowsOf(view.tx, sql`select slug from tenants`, (row) => row.text());
  expect(found).toEqual([two]);
  await view.end();
});

it('plans for whole tables meanwhile, and as usual after it', async () => {
  const view = await pool.openView(one);
  const settings = sql`select current_setting('enable_nestloop'), current_setting('statement_timeout')`;
  const read = (row: CopyRow) => [row.text(), row.text()];
  expect(await rowsOf(view.tx, settings, read)).toEqual([['off', `${patience / 1_000}s`]]);
  const text = `select current_setting('enable_nestloop') as loops, current_setting('jit') as jit,
    current_setting('statement_timeout') as timeout`;
  expect([...(await run(view.tx, { text, values: [] }))]).toEqual([
    { loops: 'on', jit: 'on', timeout: '10s' },
  ]);
  await view.end();
});

it('reads on behind copies of any length', async () => {
  const view = await pool.openView(one);
  for (const rows of [0, 1, 900, 1_365, 2_730, 5_460, 30_000]) {
    const series = sql`select n, repeat('x', 32) from generate_series(1, ${rows}) n`;
    const found = await rowsOf(view.tx, series, (row) => row.int());
    expect(found.length).toBe(rows);
    expect(await usable(view.tx)).toEqual([{ n: 7 }]);
  }
  await view.end();
});

it('reads on behind copies that are read slowly', async () => {
  const view = await pool.openView(one);
  for (const kib of [100, 130, 160, 190]) {
    const series = sql`select repeat('x', 1013) from generate_series(1, ${kib}) n`;
    let bytes = 0;
    for await (const piece of copyWhole(view.tx, series, patience)) {
      bytes += piece.length;
      // the rest waits meanwhile, its end included
      await setTimeout(30);
    }
    expect(bytes).toBeGreaterThan(1_013 * kib);
    expect(await usable(view.tx)).toEqual([{ n: 7 }]);
  }
  await view.end();
});

it('tells of what fails half way, and the next transaction is none the wiser', async () => {
  const view = await pool.openView(one);
  const failing = sql`select 1 / (40000 - n), repeat('x', 100) from generate_series(1, 50000) n`;
  await expect(rowsOf(view.tx, failing, (row) => row.int())).rejects.toThrow('division by zero');
  await view.end();
  const next = await pool.openView(one);
  expect(await usable(next.tx)).toEqual([{ n: 7 }]);
  await next.end();
});

it('is stopped where nobody reads on', async () => {
  for (const pieces of [1, 2, 5]) {
    const view = await pool.openView(one);
    // it would take hours
    const endless = sql`select n, repeat('x', 100)
      from generate_series(1, 30000) n, generate_series(1, 100000) m`;
    let read = 0;
    for await (const piece of copyWhole(view.tx, endless, 600_000)) {
      expect(piece.length).toBeGreaterThan(0);
      read += 1;
      if (read === pieces) break;
    }
    await view.end();
    const next = await pool.openView(two);
    expect(await usable(next.tx)).toEqual([{ n: 7 }]);
    await next.end();
  }
});
