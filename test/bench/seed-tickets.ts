import { newKey } from '../support/person.ts';
import { dimension, payload, publishedRubric } from '../support/scenario.ts';
import { type Seeded, seedTasks } from './seed.ts';
import type { Stage } from './stage.ts';

const dimensions = 6;
/** Behind what other benchmarks seed, each time further. */
const [first, step] = [10_000_000, 10_000_000];

/** A project with a rubric of six dimensions, made as people make it. */
export async function seedLargeProject({ lead }: Stage): Promise<Omit<Seeded, 'annotators'>> {
  const rubricVersionId = await publishedRubric(lead, {
    dimensions: Array.from({ length: dimensions }, (_, at) => dimension(`dimension_${at + 1}`, 1)),
  });
  const input = { idempotencyKey: newKey(), name: 'Large', rubricVersionId };
  const { project } = payload(await lead.change('createProject', input, 'project { id }'));
  const idOf = (globalId: string) => globalId.slice(globalId.indexOf('_') + 1);
  return { projectId: idOf(project.id), rubricVersionId: idOf(rubricVersionId) };
}

/** A number of [0, 1) that stands for row `n`, and differs with `of`. */
const chance = (of: string) =>
  `(abs(hashtext('${of}' || n)::bigint) % 1000003) / 1000003.0::float8`;

/** That `t` is the tier that row `n` got in dimension `d`. */
const chosen = `t.dimension_id = d.id
  and t.position = least(2, floor(3 * ((${chance('quality')}) + (abs(hashtext(d.key || n)::bigint) % 1009) / 1009.0) / 2)::int)`;

/**
 * Tickets of one task each, judged once by one of a few people, with four outcomes that follow the scores
 * more or less. Rows are written by the database itself; foreign keys are right by construction and not checked.
 *
 * @param nth - tells the tickets of one call from those of another
 */
export async function seedJudgedTickets(
  { owner, tenantId }: Stage,
  project: Seeded,
  count: number,
  nth: number,
): Promise<void> {
  const from = first + nth * step;
  const { projectId, rubricVersionId, annotators } = project;
  await seedTasks(owner, tenantId, project, from, count);
  const series = `generate_series(${from}, ${from + count - 1}) n`;
  const who = `(array[${annotators.map((id) => `'${id}'::uuid`).join(',')}])[1 + n % ${annotators.length}]`;
  const opened = `timestamptz '2026-01-01' + n % 259200 * interval '1 minute'`;
  await owner.begin(async (tx) => {
    await tx.unsafe(`set local session_replication_role = replica;
      insert into slots (tenant_id, id, project_id, task_id, ordinal, purpose, origin, annotator_id, submitted_at)
        select '${tenantId}', bench_id('l', n), '${projectId}', bench_id('t', n), 0, 'LIVE', 'IMPORT', ${who}, now() from ${series};
      insert into judgments (tenant_id, id, project_id, task_id, slot_id, annotator_id, rubric_version_id, purpose, revision, blind,
          composite, composite_ungated, dimension_values, red_line, note, submitted_at)
        select '${tenantId}', bench_id('q', n), '${projectId}', bench_id('t', n), bench_id('l', n), ${who}, '${rubricVersionId}',
          'LIVE', 1, true, c, c, array(select t.value from dimensions d join tiers t on ${chosen}
            where d.rubric_version_id = '${rubricVersionId}' order by d.position),
          false, '', now() from (select n, ${chance('quality')} as c from ${series}) n;
      insert into dimension_scores (tenant_id, id, judgment_id, dimension_id, dimension_key, response_id, tier_id, tier_index, value, not_applicable)
        select '${tenantId}', bench_id('e', n * ${dimensions} + d.position), bench_id('q', n), d.id, d.key, bench_id('r', n), t.id,
          t.position, t.value, false
        from ${series} join dimensions d on d.rubric_version_id = '${rubricVersionId}' join tiers t on ${chosen};
      insert into tickets (tenant_id, id, source, external_id, created_at)
        select '${tenantId}', bench_id('k', n), 'desk', 'task-' || n, now() from ${series};
      insert into ticket_outcomes (tenant_id, ticket_id, opened_at, resolved, resolved_at, escalated_at, full_resolution_calendar_seconds,
          csat_raw, csat_scale, csat_normalised, csat_offered_at, csat_answered_at, attributes, stamps, last_event_at)
        select '${tenantId}', bench_id('k', n), o, ok, case when ok then o + s * interval '1 second' end,
          case when ${chance('escalated')} < .1 then o + interval '1 hour' end, case when ok then s end,
          1 + floor(5 * a), 'ONE_TO_FIVE', floor(5 * a) / 4, o + interval '1 day', o + interval '2 days',
          '{"channel": {"value": "chat", "knownAt": "2026-01-01T00:00:00Z"}}', '{}', o + interval '2 days'
        from (select n, ${opened} as o, 600 + 86400 * ${chance('seconds')} as s, (${chance('quality')} + ${chance('csat')}) / 2 as a,
          (${chance('quality')} + ${chance('resolved')}) > .7 as ok from ${series}) n;
      insert into ticket_matches (tenant_id, id, project_id, ticket_id, task_id, rule, stands, matched_at)
        select '${tenantId}', bench_id('x', n), '${projectId}', bench_id('k', n), bench_id('t', n), 'EXTERNAL_TICKET_ID', true, now()
        from ${series};`);
  });
  await owner`analyze`;
}
