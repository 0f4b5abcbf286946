import { datasetReleases } from '@assay/db/tables/releases';
import { inArray, sql } from 'drizzle-orm';
import { notFound } from '../../../errors.ts';
import { childrenOf } from '../../../graphql/children.ts';
import { type Op, query } from '../../../operation.ts';
import { byId } from '../../../rows.ts';
import type { Vote } from '../rules/label.ts';
import { type Committed, type CutOff, committedBy, earliestId } from './cut-off.ts';

const dayMs = 24 * 3_600_000;

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

const r = datasetReleases;

/** The releases of a project. */
export const listReleases = childrenOf('release:read', {
  id: r.id,
  parent: r.projectId,
  rows: (op, { where, orderBy, limit }) =>
    op.tx.select().from(r).where(where).orderBy(orderBy).limit(limit),
  parentOf: (release) => release.projectId,
});

/** What a run of a release starts from, in the view it will read all of the release in. */
export const startReading = query(
  'job:run',
  async (op, { id, cutOff }: { id: string; cutOff: CutOff }) => {
    const release = await releaseById(op, id);
    const [now] = await op.tx.execute<{ next: string }>(
      sql`select pg_snapshot_xmax(pg_current_snapshot())::text as next`,
    );
    const since = earliestId(new Date(release.createdAt.getTime() - dayMs));
    const committed = committedBy(cutOff, { next: now?.next ?? '0', since });
    const [row] = await op.tx.execute<{ tasks: number }>(sql`
      select count(*)::int as tasks from tasks k
      where k.project_id = ${release.projectId} and ${committed('k')}`);
    return { release, tasks: row?.tasks ?? 0, committed };
  },
);

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

interface Page {
  readonly projectId: string;
  readonly after: string | null;
  readonly cutOff: CutOff;
  readonly committed: Committed;
}

/**
 * The next tasks of a project by id, with what counts as their label: the latest revision of each
 * judgment of a LIVE, EXTRA or SECOND_PASS slot. All of it as it was at the cut-off.
 */
export const readCandidates = query(
  'job:run',
  async (op, { projectId, after, cutOff, committed }: Page) => {
    const newer = sql`select from judgments n where n.tenant_id = j.tenant_id and n.slot_id = j.slot_id
      and n.revision > j.revision and ${committed('n')}`;
    const rows = await op.tx.execute<ReleaseCandidate>(sql`
      select k.id, k.external_id as "externalId", k.kind = 'PAIRWISE' as "isComparison",
        exists (select from judgments j where j.tenant_id = k.tenant_id and j.task_id = k.id and j.red_line
          and ${committed('j')} and not exists (${newer})
          and not exists (select from red_line_settlements r where r.tenant_id = k.tenant_id
            and r.task_id = k.id and not r.stands and ${committed('r')})) as "hasRedLine",
        coalesce((select json_agg(json_build_object('role', m.role, 'content', m.content) order by m.position)
          from messages m where m.tenant_id = k.tenant_id and m.task_id = k.id), '[]') as messages,
        coalesce((select json_agg(json_build_object('content', s.content, 'model', s.model) order by s.position)
          from responses s where s.tenant_id = k.tenant_id and s.task_id = k.id), '[]') as responses,
        coalesce(v.votes, '[]') as votes, coalesce(v.versions, '{}') as "rubricVersions"
      from (select t.tenant_id, t.id, t.external_id, t.kind from tasks t where t.project_id = ${projectId}
          and t.id > ${after ?? '00000000-0000-0000-0000-000000000000'} and ${committed('t')}
          order by t.id limit ${pageSize}) k
      left join lateral (
        select json_agg(json_build_object('judgmentId', j.id, 'direction', p.direction, 'strength', p.strength)
            order by j.id) as votes,
          array_agg(distinct (${JSON.stringify(cutOff.rubrics)}::jsonb ->> w.rubric_id::text) || ' v' || w.number) as versions
        from judgments j
          join preferences p on p.tenant_id = j.tenant_id and p.judgment_id = j.id
          join rubric_versions w on w.tenant_id = j.tenant_id and w.id = j.rubric_version_id
        where j.tenant_id = k.tenant_id and j.task_id = k.id
          and j.purpose in ('LIVE', 'EXTRA', 'SECOND_PASS')
          and ${committed('j')} and not exists (${newer})) v on true
      order by k.id`);
    return [...rows];
  },
);
