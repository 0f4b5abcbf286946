import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../support/database.ts';
import { fillTables } from '../support/rows.ts';

let database: TestDatabase;
let owner: postgres.Sql;
let app: postgres.Sql;
const tenant = randomUUID();
const version = randomUUID();
const dimension = randomUUID();
const tier = randomUUID();
beforeAll(async () => {
  database = await cloneDatabase();
  owner = postgres(database.ownerUrl, { max: 1 });
  app = postgres(database.appUrl, { max: 1 });
  await fillTables(owner, tenant);
  const [rubric] = await owner`select id from rubrics where tenant_id = ${tenant}`;
  const at = new Date();
  await asTenant(
    (
      sql,
    ) => sql`insert into rubric_versions (id, rubric_id, number, status, note, revision, red_lines, profiles, created_at)
      values (${version}, ${rubric?.id}, 7, 'DRAFT', '', 1, '[]', '[]', ${at})`,
    (
      sql,
    ) => sql`insert into dimensions values (default, ${dimension}, ${version}, 0, 'tone', 'Tone', '',
      'RESPONSE', 1, false, false, false, 'MEAN')`,
    (sql) => sql`insert into tiers values (default, ${tier}, ${dimension}, 0, 'bad', '', 0)`,
    (sql) =>
      sql`insert into tier_examples values (default, ${randomUUID()}, ${tier}, 0, 'EXAMPLE', 'text', '')`,
    (sql) =>
      sql`update rubric_versions set status = 'PUBLISHED', published_at = ${at} where id = ${version}`,
  );
});
afterAll(async () => {
  await Promise.all([owner.end(), app.end()]);
  await database.drop();
});

type Statement = (sql: postgres.TransactionSql) => Promise<unknown>;
const asTenant = (...statements: Statement[]) =>
  app.begin(async (sql) => {
    await sql`select set_config('app.tenant_id', ${tenant}, true)`;
    for (const statement of statements) await statement(sql);
  });

const appendOnly = [
  ...['annotators', 'audit_entries', 'contexts', 'dimension_scores', 'flags', 'idempotency_keys'],
  ...['judgments', 'messages', 'preferences', 'red_line_settlements', 'responses', 'task_openings'],
  ...['import_problems', 'outbox', 'tasks', 'uploads', 'used_downloads'],
];
it.each(appendOnly)('refuses to change or delete %s', async (table) => {
  for (const statement of [`update ${table} set tenant_id = tenant_id`, `delete from ${table}`]) {
    await expect(asTenant((sql) => sql.unsafe(statement))).rejects.toThrow('permission denied');
  }
});

const contentChanges: readonly [string, Statement][] = [
  ['its note', (sql) => sql`update rubric_versions set note = 'x' where id = ${version}`],
  [
    'its red lines',
    (sql) => sql`update rubric_versions set red_lines = '[1]' where id = ${version}`,
  ],
  ['its profiles', (sql) => sql`update rubric_versions set profiles = '[1]' where id = ${version}`],
  [
    'its status back',
    (sql) => sql`update rubric_versions set status = 'DRAFT' where id = ${version}`,
  ],
  ['a weight', (sql) => sql`update dimensions set weight = 2 where id = ${dimension}`],
  ['a value', (sql) => sql`update tiers set value = 1 where id = ${tier}`],
  ['an example', (sql) => sql`update tier_examples set text = 'x' where tier_id = ${tier}`],
  ['what dimensions there are', (sql) => sql`delete from dimensions where id = ${dimension}`],
  ['what tiers there are', (sql) => sql`delete from tiers where id = ${tier}`],
  ['what examples there are', (sql) => sql`delete from tier_examples where tier_id = ${tier}`],
  [
    'its dimensions by one more',
    (
      sql,
    ) => sql`insert into dimensions values (default, ${randomUUID()}, ${version}, 1, 'more', 'More', '',
      'RESPONSE', 1, false, false, false, 'MEAN')`,
  ],
  [
    'its tiers by one more',
    (sql) =>
      sql`insert into tiers values (default, ${randomUUID()}, ${dimension}, 1, 'good', '', 1)`,
  ],
];
it.each(contentChanges)('lets nobody change a published version: %s', async (_what, statement) => {
  await expect(asTenant(statement)).rejects.toThrow('a published rubric version never changes');
});

it('lets a dimension neither leave nor enter a published version', async () => {
  const draft = randomUUID();
  const added = randomUUID();
  const make: Statement[] = [
    (
      sql,
    ) => sql`insert into rubric_versions (id, rubric_id, number, status, note, revision, red_lines, profiles, created_at)
      select ${draft}, rubric_id, 8, 'DRAFT', '', 1, '[]', '[]', now() from rubric_versions where id = ${version}`,
    (
      sql,
    ) => sql`insert into dimensions values (default, ${added}, ${draft}, 0, 'added', 'Added', '',
      'RESPONSE', 1, false, false, false, 'MEAN')`,
  ];
  const frozen = 'a published rubric version never changes';
  await expect(
    asTenant(
      ...make,
      (sql) => sql`update dimensions set rubric_version_id = ${version} where id = ${added}`,
    ),
  ).rejects.toThrow(frozen);
  await expect(
    asTenant(
      ...make,
      (sql) => sql`update dimensions set rubric_version_id = ${draft} where id = ${dimension}`,
    ),
  ).rejects.toThrow(frozen);
  await expect(
    asTenant(...make, (sql) => sql`update tiers set dimension_id = ${added} where id = ${tier}`),
  ).rejects.toThrow(frozen);
});

it('retires a published version and brings none back', async () => {
  const back = (sql: postgres.TransactionSql) =>
    sql`update rubric_versions set status = 'PUBLISHED' where id = ${version}`;
  await expect(
    asTenant(
      (sql) => sql`update rubric_versions set status = 'RETIRED' where id = ${version}`,
      back,
    ),
  ).rejects.toThrow('never changes');
  await asTenant((sql) => sql`update rubric_versions set status = 'RETIRED' where id = ${version}`);
});

it('sets the manifest of a release once', async () => {
  const set =
    (manifest: string): Statement =>
    (sql) =>
      sql`update dataset_releases set manifest = ${manifest}`;
  await owner`alter table dataset_releases disable trigger guard`;
  await owner`update dataset_releases set manifest = null`;
  await owner`alter table dataset_releases enable trigger guard`;
  await asTenant(set('{"rows":1}'));
  await expect(asTenant(set('{"rows":2}'))).rejects.toThrow('a dataset release never changes');
});

it('lets what an event says be forgotten, and changed by nobody', async () => {
  const set =
    (body: string): Statement =>
    (sql) =>
      sql`update event_deliveries set body = ${body}, state = 'FAILED'`;
  await expect(asTenant(set('another'))).rejects.toThrow('what an event says never changes');
  await expect(
    asTenant((sql) => sql`update event_deliveries set event_id = 'another'`),
  ).rejects.toThrow('permission denied');
  await asTenant(set(''));
  await expect(asTenant(set('another'))).rejects.toThrow('what an event says never changes');
});
