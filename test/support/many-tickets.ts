import type postgres from 'postgres';
import { uuidOf } from './one-of-each.ts';

/**
 * Tasks of a project with a ticket each, `many-1` and so on, four fifths of them resolved. Rows are written by the
 * database itself; foreign keys are right by construction and not checked.
 *
 * @param database - as its superuser
 */
export async function manyTickets(
  database: postgres.Sql,
  project: string,
  count: number,
): Promise<void> {
  const projectId = uuidOf(project);
  const [row] = await database<{ tenant: string }[]>`
    select tenant_id as tenant from projects where id = ${projectId}`;
  const tenant = row?.tenant;
  const series = `generate_series(1, ${count}) n`;
  await database.begin(async (tx) => {
    await tx.unsafe(`set local session_replication_role = replica;
      insert into tasks (tenant_id, id, project_id, kind, external_id, attributes, overlapping, created_at)
        select '${tenant}', md5('task' || n)::uuid, '${projectId}', 'RATING', 'many-' || n, '{}', false, now() from ${series};
      insert into tickets (tenant_id, id, source, external_id, created_at)
        select '${tenant}', md5('ticket' || n)::uuid, 'desk', 'many-' || n, now() from ${series};
      insert into ticket_outcomes (tenant_id, ticket_id, resolved, reopens, full_resolution_calendar_seconds, csat_raw, csat_scale,
          csat_normalised, csat_answered_at, attributes, stamps, last_event_at)
        select '${tenant}', md5('ticket' || n)::uuid, n % 5 > 0, n % 3, 60 * (n % 1000), 1 + n % 5, 'ONE_TO_FIVE',
          n % 5 / 4.0, now(), '{}', '{}', now() from ${series};
      insert into ticket_matches (tenant_id, id, project_id, ticket_id, task_id, rule, stands, matched_at)
        select '${tenant}', md5('match' || n)::uuid, '${projectId}', md5('ticket' || n)::uuid, md5('task' || n)::uuid,
          'EXTERNAL_TICKET_ID', true, now() from ${series};`);
  });
  await database`analyze`;
}
