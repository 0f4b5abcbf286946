import { datasetReleases } from '@assay/db/tables/releases';
import { and, count, eq, inArray, sql } from 'drizzle-orm';
import { notFound } from '../../../errors.ts';
import { connectionOf, type PageArgs } from '../../../graphql/connection.ts';
import { type Op, query } from '../../../operation.ts';
import { byId } from '../../../rows.ts';
import type { Vote } from '../rules/label.ts';

export async function loadReleases(op: Op, ids: readonly string[]) {
  return byId(
    await op.tx
      .select()
      .from(datasetReleases)
      .where(inArray(datasetReleases.id, [...ids])),
  );
}

/** @throws AppError NOT_FOUND */
export async function releaseById(op: Op, id: string) {
  const release = (await loadReleases(op, [id])).get(id);
  if (release === undefined) throw notFound();
  return release;
}

export const findRelease = query('release:read', (op, { id }: { id: string }) =>
  releaseById(op, id),
);

export const listReleases = query('release:read', (op, input: PageArgs & { projectId: string }) => {
  const r = datasetReleases;
  const matching = eq(r.projectId, input.projectId);
  return connectionOf(
    input,
    r.id,
    ({ where, orderBy, limit }) =>
      op.tx.select().from(r).where(and(matching, where)).orderBy(orderBy).limit(limit),
    async () => (await op.tx.select({ n: count() }).from(r).where(matching))[0]?.n ?? 0,
  );
});

/** What a run of a release starts from, in the view it will read all of the release in. */
export const startReading = query('job:run', async (op, { id }: { id: string }) => {
  const release = await releaseById(op, id);
  const [row] = await op.tx.execute<{ tasks: number; at: string }>(sql`
    select count(*)::int as tasks, now() as at from tasks where project_id = ${release.projectId}`);
  return { release, tasks: row?.tasks ?? 0, snapshotAt: new Date(row?.at ?? op.now) };
});

export type ReleaseCandidate = {
  readonly id: string;
  readonly externalId: string | null;
  readonly isComparison: boolean;
  readonly hasRedLine: boolean;
  readonly messages: readonly { role: 'SYSTEM' | 'USER' | 'ASSISTANT' | 'TOOL'; content: string }[];
  readonly responses: readonly { content: string; model: string | null }[];
  readonly votes: readonly Vote[];
  readonly rubricVersions: readonly string[];
};

const pageSize = 500;

/**
 * The next tasks of a project by id, with what counts as their label: the latest revision of each
 * judgment of a LIVE, EXTRA or SECOND_PASS slot.
 */
export const readCandidates = query(
  'job:run',
  async (op, { projectId, after }: { projectId: string; after: string | null }) => {
    const rows = await op.tx.execute<ReleaseCandidate>(sql`
      select k.id, k.external_id as "externalId", k.kind = 'PAIRWISE' as "isComparison",
        exists (select from judgments j where j.tenant_id = k.tenant_id and j.task_id = k.id and j.red_line
          and not exists (${newer})
          and not exists (select from red_line_settlements r where r.tenant_id = k.tenant_id
            and r.task_id = k.id and not r.stands)) as "hasRedLine",
        coalesce((select json_agg(json_build_object('role', m.role, 'content', m.content) order by m.position)
          from messages m where m.tenant_id = k.tenant_id and m.task_id = k.id), '[]') as messages,
        coalesce((select json_agg(json_build_object('content', s.content, 'model', s.model) order by s.position)
          from responses s where s.tenant_id = k.tenant_id and s.task_id = k.id), '[]') as responses,
        coalesce(v.votes, '[]') as votes, coalesce(v.versions, '{}') as "rubricVersions"
      from (select tenant_id, id, external_id, kind from tasks where project_id = ${projectId}
          and id > ${after ?? '00000000-0000-0000-0000-000000000000'} order by id limit ${pageSize}) k
      left join lateral (
        select json_agg(json_build_object('judgmentId', j.id, 'direction', p.direction, 'strength', p.strength)
            order by j.id) as votes,
          array_agg(distinct b.name || ' v' || w.number) as versions
        from judgments j
          join preferences p on p.tenant_id = j.tenant_id and p.judgment_id = j.id
          join rubric_versions w on w.tenant_id = j.tenant_id and w.id = j.rubric_version_id
          join rubrics b on b.tenant_id = w.tenant_id and b.id = w.rubric_id
        where j.tenant_id = k.tenant_id and j.task_id = k.id
          and j.purpose in ('LIVE', 'EXTRA', 'SECOND_PASS') and not exists (${newer})) v on true
      order by k.id`);
    return [...rows];
  },
);

const newer = sql`select from judgments n
  where n.tenant_id = j.tenant_id and n.slot_id = j.slot_id and n.revision > j.revision`;
