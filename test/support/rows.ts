import type postgres from 'postgres';

interface Column {
  readonly name: string;
  readonly type: string;
  readonly isEnum: boolean;
}

/** All tables of `public`, read from the catalogue. */
export async function publicTables(sql: postgres.Sql): Promise<string[]> {
  const rows = await sql<{ name: string }[]>`
    select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind in ('r', 'p', 'f') order by 1`;
  return rows.map(({ name }) => name);
}

const values: Readonly<Record<string, string>> = {
  uuid: 'gen_random_uuid()',
  text: 'gen_random_uuid()::text',
  'timestamp with time zone': 'now()',
  date: 'current_date',
  integer: '1',
  bigint: '1',
  'double precision': '0.5',
  boolean: 'false',
  jsonb: "'{}'",
  'text[]': "'{}'",
  'integer[]': "'{}'",
  'double precision[]': "'{}'",
};

function valueFor({ name, type, isEnum }: Column, table: string, tenant: string): string {
  if (name === 'tenant_id' || (table === 'tenants' && name === 'id')) return `'${tenant}'`;
  if (isEnum) return `(enum_range(null::${type}))[1]`;
  const value = values[type];
  if (value === undefined) throw new Error(`no value known for the type ${type} of ${table}`);
  return value;
}

/** The statement that adds one row of a tenant to a table. */
export async function insertOf(sql: postgres.Sql, table: string, tenant: string): Promise<string> {
  const columns = await sql<Column[]>`
    select a.attname as name, format_type(a.atttypid, a.atttypmod) as type, t.typtype = 'e' as "isEnum"
    from pg_attribute a join pg_type t on t.oid = a.atttypid
    where a.attrelid = to_regclass(${`public.${table}`}) and a.attnum > 0 and not a.attisdropped
    order by a.attnum`;
  const names = columns.map(({ name }) => `"${name}"`).join(', ');
  const row = columns.map((column) => valueFor(column, table, tenant)).join(', ');
  return `insert into public."${table}" (${names}) values (${row})`;
}

/** Adds one row of a tenant to every table, past foreign keys and triggers. Takes a superuser. */
export async function fillTables(sql: postgres.Sql, tenant: string): Promise<void> {
  const statements = await Promise.all(
    (await publicTables(sql)).map((table) => insertOf(sql, table, tenant)),
  );
  await sql.begin(async (tx) => {
    await tx.unsafe('set local session_replication_role = replica');
    for (const statement of statements) await tx.unsafe(statement);
  });
}
