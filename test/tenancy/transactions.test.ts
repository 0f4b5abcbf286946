import { randomUUID } from 'node:crypto';
import { run, runWhole } from '@assay/db/statement';
import { rubrics } from '@assay/db/tables/rubrics';
import { TenantPool, type TenantTx } from '@assay/db/tenant';
import { DatabaseUnavailable } from '@assay/db/unavailable';
import { sql } from 'drizzle-orm';
import postgres from 'postgres';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let owner: postgres.Sql;
const one = randomUUID();
const two = randomUUID();
const pools: TenantPool[] = [];
beforeAll(async () => {
  database = await cloneDatabase();
  owner = postgres(database.ownerUrl, { max: 1, onnotice: () => {} });
  for (const id of [one, two]) {
    await owner`insert into tenants (id, slug, name, created_at) values (${id}, ${id}, 'Tenant', now())`;
  }
});
afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.close()));
  await owner`truncate rubrics cascade`;
});
afterAll(async () => {
  await owner.end();
  await database.drop();
});

function newPool(options: ConstructorParameters<typeof TenantPool>[1] = {}): TenantPool {
  const pool = new TenantPool(database.appUrl, { size: 1, ...options });
  pools.push(pool);
  return pool;
}

const addRubric = (tx: TenantTx) =>
  tx.execute<{ tenant: string }>(sql`insert into rubrics (id, name, description, created_at)
    values (${randomUUID()}, 'Rubric', '', now()) returning tenant_id as tenant`);
const rubricsOf = async (tx: TenantTx) =>
  (await tx.execute<{ tenant: string }>(sql`select tenant_id as tenant from rubrics`)).map(
    ({ tenant }) => tenant,
  );
async function pidOf(tx: TenantTx): Promise<number> {
  const [row] = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
  if (row === undefined) throw new Error('no process id');
  return row.pid;
}
/** As drizzle wraps what a statement failed with. */
const unavailable = { cause: { name: 'DatabaseUnavailable' } };
const insertLater = (tx: TenantTx) =>
  tx
    .insert(rubrics)
    .values({ id: randomUUID(), name: 'Rubric', description: '', createdAt: new Date() });
const stored = async () => (await owner`select 1 from rubrics`).length;

/** Ends a connection from the server's side, and waits until it is gone. */
async function kill(pid: number): Promise<void> {
  await owner`select pg_terminate_backend(${pid}, 5000)`;
}

it('keeps the tenant of one transaction from the next on the same connection', async () => {
  const pool = newPool();
  const first = await pool.withTenant(one, async (tx) => {
    await addRubric(tx);
    return pidOf(tx);
  });
  const [second, seen] = await pool.withTenant(two, async (tx) => [
    await pidOf(tx),
    await rubricsOf(tx),
  ]);
  expect(second).toBe(first);
  expect(seen).toEqual([]);
  expect(await pool.withTenant(one, rubricsOf)).toEqual([one]);
});

it('keeps the tenant of a failed transaction from the next', async () => {
  const pool = newPool();
  const failed = pool.withTenant(one, async (tx) => {
    await addRubric(tx);
    throw new Error('on purpose');
  });
  await expect(failed).rejects.toThrow('on purpose');
  expect(await pool.withTenant(two, rubricsOf)).toEqual([]);
  expect(await stored()).toBe(0);
});

it('gives rows the tenant of their transaction', async () => {
  const [row] = await newPool().withTenant(two, async (tx) => {
    await tx.execute(sql`select 1`);
    return addRubric(tx);
  });
  expect(row?.tenant).toBe(two);
});

it('refuses a tenant that is no UUID', async () => {
  await expect(newPool().withTenant("x'; drop table rubrics; --", addRubric)).rejects.toThrow(
    RangeError,
  );
});

it.each([0, 1, 2])(
  'writes nothing when the connection is cut after %i statements',
  async (before) => {
    const pool = newPool();
    const cut = pool.withTenant(one, async (tx) => {
      const pid = await pidOf(tx);
      for (let n = 0; n < before; n += 1) await addRubric(tx);
      await kill(pid);
      await addRubric(tx);
      await addRubric(tx);
    });
    await expect(cut).rejects.toThrow(DatabaseUnavailable);
    expect(await stored()).toBe(0);
    await pool.withTenant(one, addRubric); // and the pool goes on with a new connection
    expect(await stored()).toBe(1);
  },
);

it('writes nothing when the connection is cut and the errors that follow are swallowed', async () => {
  const pool = newPool();
  const cut = pool.withTenant(one, async (tx) => {
    await kill(await pidOf(tx));
    for (let n = 0; n < 5; n += 1) {
      await addRubric(tx).catch(() => {});
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  });
  await expect(cut).rejects.toThrow(DatabaseUnavailable);
  expect(await stored()).toBe(0);
});

it('writes nothing when the connection was cut before its transaction began', async () => {
  const pool = newPool();
  const pid = await pool.withTenant(one, pidOf);
  await kill(pid);
  const results = await Promise.allSettled([pool.withTenant(one, addRubric)]);
  const committed = results.filter(({ status }) => status === 'fulfilled').length;
  expect(await stored()).toBe(committed);
  await pool.withTenant(one, addRubric);
  expect(await stored()).toBe(committed + 1);
});

it('fails the commit after a swallowed SQL error', async () => {
  const pool = newPool();
  const failed = pool.withTenant(one, async (tx) => {
    await addRubric(tx);
    await tx.execute(sql`select 1 / 0`).catch(() => {});
  });
  await expect(failed).rejects.toThrow(DatabaseUnavailable);
  expect(await stored()).toBe(0);
});

it('refuses statements after the end of their transaction', async () => {
  const pool = newPool();
  const kept = await pool.withTenant(one, async (tx) => tx);
  const late = async () => addRubric(kept);
  await expect(late()).rejects.toMatchObject(unavailable);
  await pool.withTenant(two, async (tx) => {
    // the same connection is now in the transaction of somebody else
    await expect(late()).rejects.toMatchObject(unavailable);
    expect(await rubricsOf(tx)).toEqual([]);
  });
  expect(await stored()).toBe(0);
});

it('refuses a statement that was made before the end and is sent after it', async () => {
  const pool = newPool();
  const made = await pool.withTenant(one, async (tx) => ({ statement: insertLater(tx) }));
  await expect((async () => made.statement)()).rejects.toMatchObject(unavailable);
  expect(await stored()).toBe(0);
});

it('offers no way round its checks', async () => {
  await newPool().withTenant(one, async (tx) => {
    const client: unknown = Reflect.get(tx, '$client');
    if (typeof client !== 'function') throw new Error('drizzle keeps no client');
    expect(() => Reflect.apply(client, undefined, [['select 1']])).toThrow(TypeError);
    expect(Reflect.get(client, 'begin')).toBeUndefined();
    expect(Reflect.get(client, 'end')).toBeUndefined();
  });
});

it('writes nothing through a view, which sees one instant', async () => {
  const pool = newPool({ size: 2 });
  const view = await pool.openView(one);
  expect(await rubricsOf(view.tx)).toEqual([]);
  await pool.withTenant(one, addRubric);
  expect(await rubricsOf(view.tx)).toEqual([]);
  await expect(addRubric(view.tx)).rejects.toMatchObject({
    cause: { message: expect.stringContaining('read-only') },
  });
  await view.end();
  await view.end();
  await expect((async () => rubricsOf(view.tx))()).rejects.toMatchObject(unavailable);
  expect(await stored()).toBe(1);
});

it('says in time that no connection is free, and goes on once one is', async () => {
  const pool = newPool({ acquireTimeoutMs: 200 });
  const view = await pool.openView(one);
  const asked = performance.now();
  await expect(pool.withTenant(one, addRubric)).rejects.toThrow(DatabaseUnavailable);
  const waited = performance.now() - asked;
  expect(waited).toBeGreaterThan(150);
  expect(waited).toBeLessThan(2_000);
  const waiting = pool.withTenant(one, addRubric);
  await view.end();
  await waiting;
  expect(await stored()).toBe(1);
});

it('says that a database is not there', async () => {
  const pool = new TenantPool('postgres://assay_app:x@127.0.0.1:1/none', { size: 1 });
  pools.push(pool);
  await expect(pool.withTenant(one, addRubric)).rejects.toThrow(DatabaseUnavailable);
});

it('ends a statement that takes too long', async () => {
  const pool = newPool({ statementTimeoutMs: 100 });
  const slow = pool.withTenant(one, (tx) => tx.execute(sql`select pg_sleep(5)`));
  await expect(slow).rejects.toMatchObject({
    name: 'DatabaseUnavailable',
    cause: { cause: { message: expect.stringContaining('statement timeout') } },
  });
});

it('tells of every statement', async () => {
  const told: string[] = [];
  const pool = newPool({ onStatement: (statement) => told.push(statement) });
  await pool.withTenant(one, (tx) => tx.execute(sql`select 1 as x`));
  expect(told).toEqual(['select 1 as x']);
});

it('writes by keys although a table was almost empty when it was last counted', async () => {
  const pool = newPool();
  await pool.withTenant(one, addRubric);
  await owner`analyze rubrics`;
  const plan = await pool.withTenant(one, (tx) =>
    tx.execute<{ 'QUERY PLAN': string }>(
      sql`explain (generic_plan) update rubrics set name = 'Other' where id = $1`,
    ),
  );
  expect(plan.map((line) => line['QUERY PLAN']).join('\n')).toContain('Index Scan');
});

it('plans for whole tables where it is told so, and for nothing sent beside', async () => {
  const pool = newPool();
  const text = `select current_setting('enable_nestloop') as loops,
    current_setting('plan_cache_mode') as plans, current_setting('work_mem') as memory`;
  const usual = [{ loops: 'on', plans: 'auto', memory: '4MB' }];
  const view = await pool.openView(one);
  const [before, whole, after] = await Promise.all([
    run(view.tx, { text, values: [] }),
    runWhole(view.tx, sql.raw(text)),
    run(view.tx, { text, values: [] }),
  ]);
  expect([...before]).toEqual(usual);
  expect([...whole]).toEqual([{ loops: 'off', plans: 'force_custom_plan', memory: '64MB' }]);
  expect([...after]).toEqual(usual);
  await expect(runWhole(view.tx, sql`select 1 / 0`)).rejects.toThrow('division by zero');
  await view.end();
  const next = await pool.openView(one);
  expect([...(await run(next.tx, { text, values: [] }))]).toEqual(usual);
  await next.end();
});
