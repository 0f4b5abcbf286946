import { arrayText } from '@assay/db/statement';
import { sql } from 'drizzle-orm';
import { rowsOfEach } from '../../../graphql/children.ts';
import type { Op } from '../../../operation.ts';
import { type CsatScale, csatScales } from '../rules/csat.ts';
import { visibleTickets } from './coverage.ts';

/** How an outcome is spread over the matched tickets of a project. Named as KPI runs name it. */
export interface Distribution {
  readonly key: string;
  readonly label: string;
  readonly unit: string;
  /** On which satisfaction was asked; null of anything else. Figures of it are in [0, 1]. */
  readonly scale: CsatScale | null;
  /** Tickets that have it, and matched tickets that have not. */
  readonly n: number;
  readonly missing: number;
  readonly mean: number | null;
  readonly quantiles: { readonly p10: number; readonly p50: number; readonly p90: number } | null;
  readonly bins: readonly { readonly low: number; readonly high: number; readonly count: number }[];
  readonly levels: readonly { readonly label: string; readonly count: number }[];
}

const bins = 20;
/** Behind which satisfaction scales, and declared measures, are numbered in the statement. */
const [firstScale, firstMeasure] = [100, 200];
const textArray = (texts: readonly string[]) => sql`${arrayText(texts)}::text[]`;
const distributionsMax = 60;

interface Row {
  readonly key: string;
  readonly label: string;
  readonly unit: string;
  readonly scale: string | null;
  readonly kind: 'NUMBER' | 'YES_NO';
  readonly n: number;
  readonly tickets: number;
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  readonly quantiles: readonly [number, number, number];
  readonly counts: Readonly<Record<string, number>>;
}

/**
 * Every outcome of each project's matched tickets that the viewer may look at, in one statement. Numbers are
 * counted in 20 bins between the lowest and the 99th percentile, beyond which lie a few; satisfaction up to the
 * highest, so that no answer is counted as another.
 */
export async function loadDistributions(
  op: Op,
  projectIds: readonly string[],
): Promise<Map<string, Distribution[]>> {
  const rows = await rowsOfEach<Row>(
    op,
    projectIds,
    (projectId) => sql`
      with own as materialized (${visibleTickets(op, projectId)}),
      known (nth, key, label, unit, kind, scale) as (values
        (1, 'resolved', 'Resolved', 'yes/no', 'YES_NO', null::text),
        (2, 'reopens', 'Reopens', 'times', 'NUMBER', null),
        (3, 'first_resolution:calendar', 'First resolution', 'seconds', 'NUMBER', null),
        (4, 'first_resolution:business', 'First resolution, business clock', 'seconds', 'NUMBER', null),
        (5, 'full_resolution:calendar', 'Full resolution', 'seconds', 'NUMBER', null),
        (6, 'full_resolution:business', 'Full resolution, business clock', 'seconds', 'NUMBER', null)),
      named as (
        select * from known
        union all select ${firstScale} + s.nth::int, 'csat:' || scale, 'Satisfaction, ' || lower(replace(scale, '_', ' ')),
          '[0, 1]', 'NUMBER', scale from unnest(${textArray(csatScales)}) with ordinality s (scale, nth)
        union all select ${firstMeasure} + row_number() over (order by id)::int, key, label, scale, kind::text, null
          from outcome_measures),
      -- rows of two numbers: there are millions of them
      told as materialized (
        select v.nth, v.value from ticket_outcomes o join own using (ticket_id)
        cross join lateral (values (1, o.resolved::int::float8), (2, o.reopens::float8),
          (3, o.first_resolution_calendar_seconds), (4, o.first_resolution_business_seconds),
          (5, o.full_resolution_calendar_seconds), (6, o.full_resolution_business_seconds),
          (${firstScale} + array_position(${textArray(csatScales)}, o.csat_scale::text), o.csat_normalised)
        ) v (nth, value) where v.value is not null
        union all
        select n.nth, v.value from outcome_values v join own using (ticket_id)
          join outcome_measures m on m.id = v.measure_id join named n on n.key = m.key and n.nth > ${firstMeasure}),
      spread as (
        select nth, count(*)::int as n, avg(value) as mean,
          min(value) as low, case when nth between ${firstScale} and ${firstMeasure} then max(value)
            else percentile_disc(.99) within group (order by value) end as high,
          percentile_cont(array[.1, .5, .9]) within group (order by value) as quantiles
        from told group by 1),
      counted as (
        select nth, json_object_agg(bin, n) as counts from (
          select t.nth, case when n.kind = 'YES_NO' then t.value::int
              when s.high > s.low then least(width_bucket(t.value, s.low, s.high, ${bins}), ${bins}) else 1 end as bin,
            count(*)::int as n
          from told t join spread s using (nth) join named n using (nth) group by 1, 2) b group by 1)
      select n.key, n.label, n.unit, n.scale, n.kind, s.n, s.mean, s.low, s.high, s.quantiles, c.counts,
        (select count(*)::int from own) as tickets
      from spread s join counted c using (nth) join named n using (nth) order by n.key limit ${distributionsMax}`,
  );
  return new Map([...rows].map(([id, own]) => [id, own.map(distributionOf)]));
}

function distributionOf(row: Row): Distribution {
  const { key, label, unit, scale, kind, n, tickets, mean, low, high, quantiles, counts } = row;
  const [p10, p50, p90] = quantiles;
  const isNumber = kind === 'NUMBER';
  const count = (bin: number) => counts[bin] ?? 0;
  const width = (high - low) / bins;
  return {
    ...{ key, label, unit, n, mean, missing: tickets - n },
    scale: csatScales.find((name) => name === scale) ?? null,
    quantiles: isNumber ? { p10, p50, p90 } : null,
    bins: !isNumber
      ? []
      : high === low
        ? [{ low, high, count: count(1) }]
        : Array.from({ length: bins }, (_, at) => ({
            low: low + at * width,
            high: low + (at + 1) * width,
            count: count(at + 1),
          })),
    levels: isNumber
      ? []
      : [
          { label: 'yes', count: count(1) },
          { label: 'no', count: count(0) },
        ],
  };
}

export interface ResolutionCount {
  readonly kind: string | null;
  readonly count: number;
}

/** How each project's matched tickets were resolved: a kind, or null where nobody has said. */
export const loadResolutionKinds = (op: Op, projectIds: readonly string[]) =>
  rowsOfEach<ResolutionCount>(
    op,
    projectIds,
    (projectId) => sql`
    select o.resolution_kind::text as kind, count(*)::int as count from ticket_outcomes o
    where o.ticket_id in (${visibleTickets(op, projectId)}) group by 1 order by 2 desc`,
  );
