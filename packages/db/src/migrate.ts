import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate as migrateDrizzle } from 'drizzle-orm/postgres-js/migrator';
import { runMigrations } from 'graphile-worker';
import postgres from 'postgres';
import { loginRoles, rolePassword, roleUrl } from './role-urls.ts';

const folder = new URL('../../../drizzle/', import.meta.url);

/** One key for the advisory lock that keeps two processes from migrating at once. */
const migrationLock = 4_171_001;

/**
 * Brings a database to the current schema: roles, tables, guards, the job queue. May be repeated,
 * and may be run by several processes at once.
 *
 * @param ownerUrl - a role that may create roles and owns the database, or may create in it
 */
export async function migrate(ownerUrl: string): Promise<void> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  try {
    await sql`select pg_advisory_lock(${migrationLock})`;
    await assertVersion(sql);
    await createRoles(sql, ownerUrl);
    await migrateDrizzle(drizzle(sql), { migrationsFolder: fileURLToPath(folder) });
    await applyGuards(sql);
    await migrateJobQueue(roleUrl(ownerUrl, 'assay_worker'));
  } finally {
    await sql.end();
  }
}

/**
 * Applies what no migration tells of: policies, grants, triggers. They take locks that a serving process
 * would wait for, so they are applied once after each change, of theirs or of the tables'.
 */
async function applyGuards(sql: postgres.Sql): Promise<void> {
  const guards = await readFile(new URL('guards.sql', folder), 'utf8');
  await sql`create table if not exists drizzle.applied_guards (digest text primary key)`;
  const migrations = await sql<{ hash: string }[]>`
    select hash from drizzle.__drizzle_migrations order by created_at`;
  const digest = createHash('sha256')
    .update([guards, ...migrations.map(({ hash }) => hash)].join('\n'))
    .digest('hex');
  // a copy of a database may have come without its grants
  const known = await sql`select from drizzle.applied_guards
    where digest = ${digest} and has_table_privilege('assay_app', 'public.tenants', 'select')`;
  if (known.length > 0) return;
  // all or nothing: one message is one transaction
  await sql
    .unsafe(`${guards};
      delete from drizzle.applied_guards;
      insert into drizzle.applied_guards values ('${digest}')`)
    .simple();
}

async function assertVersion(sql: postgres.Sql): Promise<void> {
  const [row] = await sql<{ version: number }[]>`
    select current_setting('server_version_num')::int as version`;
  if (row === undefined || row.version < 150_018) {
    throw new Error(`PostgreSQL 15.18 or newer is needed, found ${row?.version ?? 'none'}`);
  }
}

async function createRoles(sql: postgres.Sql, ownerUrl: string): Promise<void> {
  const existing = await sql<{ rolname: string }[]>`select rolname from pg_roles`;
  const names = new Set(existing.map((role) => role.rolname));
  const create = async (name: string, attributes: string) => {
    if (!names.has(name)) await sql.unsafe(`create role ${name} ${attributes}`);
  };
  for (const role of loginRoles) {
    await create(role, 'login nosuperuser nobypassrls nocreaterole nocreatedb');
    // the password is base64url, so it needs no quoting beyond the quotes
    await sql.unsafe(`alter role ${role} password '${rolePassword(ownerUrl, role)}'`);
  }
  await create('assay_lookup', 'nologin nosuperuser nobypassrls');
  await sql.unsafe('grant assay_lookup to current_user');
  const [database] = await sql<{ name: string }[]>`select quote_ident(current_database()) as name`;
  if (database === undefined) throw new Error('the server names no database');
  await sql.unsafe(`
    revoke create on schema public from public;
    grant connect on database ${database.name} to assay_app, assay_auth, assay_worker;
    grant temporary on database ${database.name} to assay_app;
    grant create on database ${database.name} to assay_worker`);
}

/** graphile-worker's tables belong to `assay_worker`; the application queues through one function. */
async function migrateJobQueue(workerUrl: string): Promise<void> {
  await runMigrations({ connectionString: workerUrl });
  const sql = postgres(workerUrl, { max: 1, onnotice: () => {} });
  try {
    await sql
      .unsafe(`
      create schema if not exists assay_jobs;
      create or replace function assay_jobs.enqueue_job(kind text, job uuid) returns void
        language sql security definer set search_path = pg_catalog
        as $$ select graphile_worker.add_job(kind,
          json_build_object('tenantId', nullif(current_setting('app.tenant_id', true), '')::uuid, 'jobId', job),
          job_key => job::text, max_attempts => 8) $$;
      revoke all on function assay_jobs.enqueue_job(text, uuid) from public;
      grant usage on schema assay_jobs to assay_app;
      grant execute on function assay_jobs.enqueue_job(text, uuid) to assay_app`)
      .simple();
  } finally {
    await sql.end();
  }
}
