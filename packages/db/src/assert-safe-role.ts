import postgres from 'postgres';

/**
 * Refuses a database role under which row-level security would not hold.
 *
 * @throws Error naming what is wrong, if the role is a superuser, bypasses policies or owns a table
 */
export async function assertSafeRole(appUrl: string): Promise<void> {
  const sql = postgres(appUrl, { max: 1 });
  try {
    const [role] = await sql<
      { name: string; superuser: boolean; bypass: boolean; owned: number }[]
    >`
      select r.rolname as name, r.rolsuper as superuser, r.rolbypassrls as bypass,
        (select count(*)::int from pg_class c join pg_namespace n on n.oid = c.relnamespace
         where n.nspname = 'public' and c.relkind in ('r', 'p') and pg_has_role(c.relowner, 'member')) as owned
      from pg_roles r where r.rolname = current_user`;
    if (role === undefined) throw new Error('the application role does not exist');
    const wrong = [
      role.superuser && 'is a superuser',
      role.bypass && 'bypasses row-level security',
      role.owned > 0 && `owns ${role.owned} tables`,
    ].filter((reason) => reason !== false);
    if (wrong.length > 0) {
      throw new Error(
        `database role ${role.name} ${wrong.join(' and ')}: tenants would not be kept apart. ` +
          'Let APP_DATABASE_URL name a role that owns nothing.',
      );
    }
  } finally {
    await sql.end();
  }
}
