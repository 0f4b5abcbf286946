import { Context } from '@assay/server/context';
import { CopyReader } from '@assay/server/copy-rows';
import { copyTable } from '@assay/server/modules/kpi/queries/table-sections';
import { planTable } from '@assay/server/modules/kpi/queries/table-source';
import { Table } from '@assay/server/modules/kpi/rules/table';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Assay, startAssay } from '../support/harness.ts';
import { importFile, jsonLines } from '../support/imports.ts';
import { recordOutcomes } from '../support/kpi.ts';
import { plainRequest } from '../support/kpi-request.ts';
import { dimension, newProject, organisation, publishedRubric } from '../support/scenario.ts';

let assay: Assay;
beforeAll(async () => {
  assay = await startAssay({ worker: true });
});
afterAll(() => assay.stop());

/** By ticket: tiers of accuracy and tone, and a flag. */
const given = [
  [2, 2, null],
  [0, 2, null],
  [2, 1, 'PII'],
] as const;

it('holds what red lines struck, of all and of one dimension, unless somebody overruled them', async () => {
  const { owner, slug } = await organisation(assay);
  const rubricVersionId = await publishedRubric(owner, {
    dimensions: [dimension('accuracy', 0.5), dimension('tone', 0.5)],
    redLines: [
      { dimensionKey: 'accuracy', atOrBelowTier: 0, effect: 'FAIL_ALL' },
      { flag: 'PII', effect: 'FAIL_DIMENSION', failDimensionKey: 'tone' },
    ],
  });
  const projectId = await newProject(owner, { rubricVersionId, overlap: 1 });
  const rows = given.map(([accuracy, tone, flag], n) => ({
    externalId: `T-${n}`,
    messages: [{ role: 'user', content: 'Question' }],
    responses: [{ content: 'Answer' }],
    judgments: [
      {
        annotator: 'ada',
        scores: [
          { dimension: 'accuracy', response: 0, tier: accuracy },
          { dimension: 'tone', response: 0, tier: tone },
        ],
        flags: flag === null ? [] : [{ kind: flag, note: 'seen' }],
      },
    ],
  }));
  const done = await importFile(owner, projectId, jsonLines(rows));
  expect(done.problems.nodes).toEqual([]);
  const outcomes = given.map((_row, n) => ({
    ...{ source: 'desk', externalId: `T-${n}`, eventId: `e-${n}`, resolved: true },
    occurredAt: '2026-01-02T00:00:00Z',
  }));
  await recordOutcomes(owner, outcomes);

  const database = postgres(assay.database.ownerUrl, { max: 1 });
  const [tenant] = await database<{ id: string }[]>`select id from tenants where slug = ${slug}`;
  const read = async () => {
    const viewer = { kind: 'SYSTEM', tenantId: tenant?.id ?? '', action: 'job:run' } as const;
    const reader = new Context(assay.app.services, viewer, 'test');
    const id = projectId.slice(projectId.indexOf('_') + 1);
    const asked = { projectId: id, request: plainRequest, asOf: new Date() };
    const { plan, source } = await planTable(reader, asked);
    const table = new Table(plan.options);
    const copies = new CopyReader((copy, row) => {
      table.push(plan.sections[copy] ?? 'levels', row);
    });
    const { pieces } = await copyTable(reader, source);
    for await (const piece of pieces) copies.push(piece);
    await reader.endReads();
    const input = table.take();
    // tickets are in the order of their ids, which is not that of the file
    const sorted = (column: Float64Array | undefined) => [...(column ?? [])].sort();
    return {
      composite: sorted(input.scores[0]?.value),
      gated: sorted(input.gated),
      failedAll: sorted(input.failedAll),
      tone: sorted(input.scores.find(({ key }) => key === 'tone')?.value),
      toneGated: sorted(input.scores.find(({ key }) => key === 'tone')?.gated),
    };
  };
  const raw = { composite: [0.5, 0.75, 1], tone: [0.5, 1, 1] };
  expect(await read()).toEqual({
    ...{ ...raw, gated: [0, 0.5, 1], failedAll: [0, 0, 1], toneGated: [0, 1, 1] },
  });
  // a second person says that none of them stands
  await database`insert into red_line_settlements (tenant_id, id, task_id, settled_by, stands, note, settled_at)
    select t.tenant_id, gen_random_uuid(), t.id, (select id from members m where m.tenant_id = t.tenant_id limit 1), false, '', now()
    from tasks t where t.tenant_id = ${tenant?.id ?? ''}`;
  await database.end();
  expect(await read()).toEqual({
    ...{ ...raw, gated: raw.composite, failedAll: [0, 0, 0], toneGated: raw.tone },
  });
});
