import { randomUUID } from 'node:crypto';
import { columnsOf, selectRows } from '@assay/db/select-rows';
import { insertion, run } from '@assay/db/statement';
import { auditEntries, outbox } from '@assay/db/tables/operations';
import { TenantPool } from '@assay/db/tenant';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../support/database.ts';

const tenant = randomUUID();
let database: TestDatabase;
let owner: postgres.Sql;
let pool: TenantPool;
beforeAll(async () => {
  database = await cloneDatabase();
  owner = postgres(database.ownerUrl, { max: 1, onnotice: () => {} });
  await owner`insert into tenants (id, slug, name, created_at) values (${tenant}, 'one', 'Tenant', now())`;
  pool = new TenantPool(database.appUrl, { size: 1 });
});
afterAll(async () => {
  await pool.close();
  await owner.end();
  await database.drop();
});

const event = (kind: string) => ({
  id: randomUUID(),
  projectId: randomUUID(),
  kind,
  at: new Date('2026-01-02T03:04:05.678Z'),
});
const stored = async (kind: string) =>
  (await owner`select 1 from outbox where kind like ${`${kind}%`}`).length;

it('commits what was sent without waiting for it', async () => {
  await pool.withTenant(tenant, async (_tx, send) => {
    send(insertion(outbox, [event('sent 1')]));
    send(insertion(outbox, [event('sent 2'), event('sent 3')]));
  });
  expect(await stored('sent')).toBe(3);
});

it('undoes all when one of them fails, and says which error it was', async () => {
  const twice = event('twice');
  const work = pool.withTenant(tenant, async (_tx, send) => {
    send(insertion(outbox, [event('twice before')]));
    send(insertion(outbox, [twice]));
    send(insertion(outbox, [twice]));
    send(insertion(outbox, [event('twice after')]));
  });
  await expect(work).rejects.toMatchObject({ code: '23505' });
  expect(await stored('twice')).toBe(0);
});

it('undoes what was sent when the work itself fails', async () => {
  const work = pool.withTenant(tenant, async (_tx, send) => {
    send(insertion(outbox, [event('failed')]));
    throw new RangeError('no');
  });
  await expect(work).rejects.toThrow(RangeError);
  expect(await stored('failed')).toBe(0);
});

it('reads rows as they were written, one by one or many at once', async () => {
  const entry = (action: string) => ({
    id: randomUUID(),
    at: new Date('2026-01-02T03:04:05.678Z'),
    actor: 'é😀 "quoted" \\ back',
    action,
    targetId: randomUUID(),
    requestId: '',
  });
  const rows = [entry('a'), entry('b'), entry('c')];
  const [first, ...others] = rows;
  if (first === undefined) throw new Error('there is a first');
  const read = await pool.withTenant(tenant, async (tx) => {
    await run(tx, insertion(auditEntries, [first]));
    await run(tx, insertion(auditEntries, others));
    const source = { table: auditEntries, keys: columnsOf(auditEntries) };
    return selectRows(tx, source, 'where actor = $1 order by action', [first.actor]);
  });
  expect(read).toEqual(rows);
});

it('gives no rows as an empty list', async () => {
  const source = { table: outbox, keys: columnsOf(outbox) };
  const none = await pool.withTenant(tenant, (tx) =>
    selectRows(tx, source, 'where kind = $1', ['nothing']),
  );
  expect(none).toEqual([]);
});
