import type {
  ContextProfileRow,
  Dimension,
  RedLineRow,
  Tier,
  TierExample,
} from '@assay/db/tables/rubrics';
import type { Rubric as ScoringRubric } from '@assay/scoring/rubrics/rubric';
import type { ScoredDimension } from '@assay/scoring/rubrics/score-judgment';
import { sql } from 'drizzle-orm';
import type { Op } from '../../../operation.ts';

export type TierContent = Omit<Tier, 'tenantId' | 'dimensionId'> & {
  readonly examples: readonly Omit<TierExample, 'tenantId' | 'tierId' | 'position'>[];
};
export type DimensionContent = Omit<Dimension, 'tenantId' | 'rubricVersionId' | 'position'> & {
  readonly tiers: readonly TierContent[];
};

/** All that a rubric version says. */
export interface RubricContent {
  readonly versionId: string;
  readonly dimensions: readonly DimensionContent[];
  readonly redLines: readonly RedLineRow[];
  readonly profiles: readonly ContextProfileRow[];
}

/** Published content never changes, so a process keeps what it has read. */
const published = new Map<string, RubricContent>();
const publishedMax = 2_000;

/** Reads whole versions in one statement; published ones are read once a process. */
export async function loadContents(
  op: Op,
  ids: readonly string[],
): Promise<Map<string, RubricContent>> {
  const cacheKey = (id: string) => `${op.viewer.tenantId}:${id}`;
  const contents = new Map<string, RubricContent>();
  for (const id of ids) {
    const known = published.get(cacheKey(id));
    if (known !== undefined) contents.set(id, known);
  }
  const missing = ids.filter((id) => !contents.has(id));
  if (missing.length === 0) return contents;
  const rows = await op.tx.execute<{ id: string; status: string; content: RubricContent }>(sql`
    select v.id, v.status, json_build_object('versionId', v.id, 'redLines', v.red_lines, 'profiles', v.profiles,
      'dimensions', coalesce((
        select json_agg(json_build_object('id', d.id, 'key', d.key, 'label', d.label, 'description', d.description,
          'scope', d.scope, 'weight', d.weight, 'critical', d.critical, 'locked', d.locked,
          'allowNotApplicable', d.allow_not_applicable, 'rollUp', d.roll_up, 'tiers', coalesce((
            select json_agg(json_build_object('id', t.id, 'position', t.position, 'label', t.label,
              'description', t.description, 'value', t.value, 'examples', coalesce((
                select json_agg(json_build_object('id', e.id, 'kind', e.kind, 'text', e.text, 'reason', e.reason)
                  order by e.position)
                from tier_examples e where e.tenant_id = t.tenant_id and e.tier_id = t.id), '[]'))
              order by t.position)
            from tiers t where t.tenant_id = d.tenant_id and t.dimension_id = d.id), '[]'))
          order by d.position)
        from dimensions d where d.tenant_id = v.tenant_id and d.rubric_version_id = v.id), '[]')) as content
    from rubric_versions v where v.id = any(${sql.param(missing)}::uuid[])`);
  if (published.size > publishedMax) published.clear();
  for (const { id, status, content } of rows) {
    contents.set(id, content);
    if (status !== 'DRAFT') published.set(cacheKey(id), content);
  }
  return contents;
}

/** One version's content. @throws Error if there is none, which a foreign key rules out */
export async function contentOf(op: Op, versionId: string): Promise<RubricContent> {
  const content = (await loadContents(op, [versionId])).get(versionId);
  if (content === undefined) throw new Error(`rubric version ${versionId} has no content`);
  return content;
}

/** What each dimension of a version got, in its order; null where nothing was answered. */
export const dimensionValuesOf = (
  { dimensions }: RubricContent,
  scored: readonly ScoredDimension[],
): (number | null)[] =>
  dimensions.map(({ key }) => scored.find((dimension) => dimension.key === key)?.score ?? null);

/** The content in the shape that the scoring package takes. */
export const scoringRubric = ({
  dimensions,
  redLines,
  profiles,
}: RubricContent): ScoringRubric => ({
  dimensions,
  redLines,
  profiles,
});
