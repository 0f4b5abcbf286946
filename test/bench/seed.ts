import type postgres from 'postgres';
import { newProject } from '../support/scenario.ts';
import type { Stage } from './stage.ts';

/** A project as its rows name it. */
export interface Seeded {
  readonly projectId: string;
  readonly rubricVersionId: string;
  /** Annotators of members, in the order in which they joined. */
  readonly annotators: readonly string[];
}

/** Ids in the order of their numbers, as the product's ids are; one row of letters a table. */
const makeId = `create or replace function bench_id(kind text, n bigint) returns uuid language sql immutable
  return (lpad(to_hex(1800000000000 + ascii(kind)), 12, '0') || '7000' || '8000' || lpad(to_hex(n), 12, '0'))::uuid`;

/** The id that `makeId` gives a row. */
export function seededId(kind: string, n: number): string {
  const time = (1_800_000_000_000 + kind.charCodeAt(0)).toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-${n.toString(16).padStart(12, '0')}`;
}

/** A project with a rubric of three dimensions, made as people make it. */
export async function seedProject({ lead, owner, tenantId }: Stage): Promise<Seeded> {
  const globalId = await newProject(lead, { overlap: 6 });
  const projectId = globalId.slice(globalId.indexOf('_') + 1);
  const [project] = await owner<{ version: string }[]>`
    select rubric_version_id as version from projects where id = ${projectId}`;
  const annotators = await owner<{ id: string }[]>`
    select a.id from annotators a join members m on m.id = a.member_id
    where a.tenant_id = ${tenantId} and m.role = 'ANNOTATOR' order by m.joined_at, m.id`;
  await owner.unsafe(makeId);
  return {
    projectId,
    rubricVersionId: project?.version ?? '',
    annotators: annotators.map(({ id }) => id),
  };
}

const text = (what: string, times: number) =>
  `'${what} ' || n || repeat(' We are sorry to hear that.', ${times})`;

/**
 * Rating tasks with one message and one response each, from number `from` on. Rows are written by the
 * database itself; foreign keys are right by construction and not checked.
 */
export async function seedTasks(
  owner: postgres.Sql,
  tenantId: string,
  { projectId }: Seeded,
  from: number,
  count: number,
): Promise<void> {
  const series = `generate_series(${from}, ${from + count - 1}) n`;
  await owner.begin(async (tx) => {
    await tx.unsafe(`set local session_replication_role = replica;
      insert into tasks (tenant_id, id, project_id, kind, external_id, attributes, overlapping, created_at)
        select '${tenantId}', bench_id('t', n), '${projectId}', 'RATING', 'task-' || n, '{"channel": "chat"}', true, now() from ${series};
      insert into messages (tenant_id, id, task_id, position, role, content, judged)
        select '${tenantId}', bench_id('m', n), bench_id('t', n), 0, 'USER', ${text('Where is my parcel', 4)}, false from ${series};
      insert into responses (tenant_id, id, task_id, position, content, model)
        select '${tenantId}', bench_id('r', n), bench_id('t', n), 0, ${text('It is on its way, parcel', 8)}, 'model-1' from ${series};`);
  });
}

/** Six judgments of three scores each for every task from number `from` on, in slots of their own. */
export async function seedJudgments(
  owner: postgres.Sql,
  tenantId: string,
  { projectId, rubricVersionId, annotators }: Seeded,
  from: number,
  count: number,
): Promise<void> {
  const series = `generate_series(${from}, ${from + count - 1}) n, generate_series(0, 5) k`;
  const who = `(array[${annotators.map((id) => `'${id}'::uuid`).join(',')}])[1 + (n + k) % ${annotators.length}]`;
  await owner.begin(async (tx) => {
    await tx.unsafe(`set local session_replication_role = replica;
      insert into slots (tenant_id, id, project_id, task_id, ordinal, purpose, origin, annotator_id, submitted_at)
        select '${tenantId}', bench_id('s', n * 6 + k), '${projectId}', bench_id('t', n), k, 'LIVE', 'IMPORT', ${who}, now() from ${series};
      insert into judgments (tenant_id, id, project_id, task_id, slot_id, annotator_id, rubric_version_id, purpose, revision, blind,
          composite, composite_ungated, dimension_values, red_line, note, submitted_at)
        select '${tenantId}', bench_id('j', n * 6 + k), '${projectId}', bench_id('t', n), bench_id('s', n * 6 + k), ${who},
          '${rubricVersionId}', 'LIVE', 1, true, .75, .75, (select array_agg(t.value order by d.position) from dimensions d
            join tiers t on t.dimension_id = d.id and t.position = 1 where d.rubric_version_id = '${rubricVersionId}'),
          false, '', now() from ${series};
      insert into dimension_scores (tenant_id, id, judgment_id, dimension_id, dimension_key, response_id, tier_id, tier_index, value, not_applicable)
        select '${tenantId}', bench_id('d', (n * 6 + k) * 3 + d.position), bench_id('j', n * 6 + k), d.id, d.key, bench_id('r', n), t.id,
          t.position, t.value, false
        from ${series}, dimensions d join tiers t on t.dimension_id = d.id and t.position = 1
        where d.rubric_version_id = '${rubricVersionId}';`);
  });
}

/** For every task from number `from` on a slot that one of the annotators, in turn, has claimed. */
export async function seedClaims(
  owner: postgres.Sql,
  tenantId: string,
  { projectId, rubricVersionId, annotators }: Seeded,
  from: number,
  count: number,
): Promise<void> {
  const series = `generate_series(${from}, ${from + count - 1}) n`;
  const who = `(array[${annotators.map((id) => `'${id}'::uuid`).join(',')}])[1 + n % ${annotators.length}]`;
  await owner.begin(async (tx) => {
    await tx.unsafe(`set local session_replication_role = replica;
      insert into slots (tenant_id, id, project_id, task_id, ordinal, purpose, origin, annotator_id, assignment_id, leased_until)
        select '${tenantId}', bench_id('c', n), '${projectId}', bench_id('t', n), 0, 'LIVE', 'PLANNED', ${who}, bench_id('a', n),
          now() + interval '1 day' from ${series};
      insert into assignments (tenant_id, id, slot_id, project_id, task_id, annotator_id, rubric_version_id, shown_order, claimed_at)
        select '${tenantId}', bench_id('a', n), bench_id('c', n), '${projectId}', bench_id('t', n), ${who},
          '${rubricVersionId}', '{0}', now() from ${series};`);
  });
}

/** Comparisons from number `from` on, each judged once: A is better, or B. */
export async function seedComparisons(
  owner: postgres.Sql,
  tenantId: string,
  { projectId, rubricVersionId, annotators }: Seeded,
  from: number,
  count: number,
): Promise<void> {
  const series = `generate_series(${from}, ${from + count - 1}) n`;
  const [who] = annotators;
  await owner.begin(async (tx) => {
    await tx.unsafe(`set local session_replication_role = replica;
      insert into tasks (tenant_id, id, project_id, kind, external_id, attributes, overlapping, created_at)
        select '${tenantId}', bench_id('t', n), '${projectId}', 'PAIRWISE', 'task-' || n, '{"channel": "chat"}', true, now() from ${series};
      insert into messages (tenant_id, id, task_id, position, role, content, judged)
        select '${tenantId}', bench_id('m', n), bench_id('t', n), 0, 'USER', ${text('Where is my parcel', 4)}, false from ${series};
      insert into responses (tenant_id, id, task_id, position, content, model)
        select '${tenantId}', bench_id('r', n * 2 + k), bench_id('t', n), k, ${text('It is on its way, parcel', 8)}, 'model-' || k
        from ${series}, generate_series(0, 1) k;
      insert into slots (tenant_id, id, project_id, task_id, ordinal, purpose, origin, annotator_id, submitted_at)
        select '${tenantId}', bench_id('c', n), '${projectId}', bench_id('t', n), 0, 'LIVE', 'IMPORT', '${who}', now() from ${series};
      insert into judgments (tenant_id, id, project_id, task_id, slot_id, annotator_id, rubric_version_id, purpose, revision, blind,
          red_line, note, submitted_at)
        select '${tenantId}', bench_id('v', n), '${projectId}', bench_id('t', n), bench_id('c', n), '${who}', '${rubricVersionId}',
          'LIVE', 1, true, false, '', now() from ${series};
      insert into preferences (tenant_id, judgment_id, direction, strength)
        select '${tenantId}', bench_id('v', n), case n % 2 when 0 then 'A' else 'B' end::preference_direction, 2 from ${series};`);
  });
}
