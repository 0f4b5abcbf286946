import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Assay, startAssay } from '../support/harness.ts';
import { newKey, type Person } from '../support/person.ts';
import { full, rules, versionContent } from '../support/rubric.ts';
import { organisation, payload, publishedRubric, threeDimensions } from '../support/scenario.ts';

let assay: Assay;
let owner: Person;
beforeAll(async () => {
  assay = await startAssay();
  ({ owner } = await organisation(assay));
});
afterAll(() => assay.stop());

describe('a new rubric', () => {
  const create = (more: object) =>
    owner.change(
      'createRubric',
      { idempotencyKey: newKey(), name: 'Copy', ...more },
      `replayed rubric { id draft { ${versionContent} } }`,
    );

  it('copies a version whole', async () => {
    const made = payload(await create({}));
    const draft = { rubricId: made.rubric.id, dimensions: full, ...rules };
    const source = payload(
      await owner.change('saveRubricDraft', draft, `rubricVersion { ${versionContent} }`),
    ).rubricVersion;
    const { rubric } = payload(await create({ rubricVersionId: source.id }));
    expect(rubric.draft).toEqual({ ...source, id: rubric.draft.id, note: '', revision: 1 });
    expect(rubric.id).not.toBe(made.rubric.id);
  });

  it('starts from each template, ready to publish', async () => {
    const { rubricTemplates } = await owner.get(
      '{ rubricTemplates { id name dimensions { label weight tiers } } }',
    );
    expect(rubricTemplates.length).toBeGreaterThan(3);
    for (const { id: templateId, dimensions } of rubricTemplates) {
      const { rubric } = payload(await create({ templateId }));
      const labels = (of: { label: string }[]) => of.map(({ label }) => label);
      expect(labels(rubric.draft.dimensions)).toEqual(labels(dimensions));
      const input = { rubricVersionId: rubric.draft.id };
      payload(await owner.change('publishRubricVersion', input, 'rubricVersion { id }'));
    }
  });

  it('needs a name, and a template that is there', async () => {
    expect(await create({ name: '  ' })).toMatchObject({ code: 'INVALID_INPUT', field: 'name' });
    expect(await create({ name: 'x'.repeat(121) })).toMatchObject({
      code: 'INVALID_INPUT',
      field: 'name',
    });
    expect(await create({ templateId: 'none' })).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('is made once under one key', async () => {
    const input = { idempotencyKey: newKey(), name: 'Once' };
    const results = await Promise.all([1, 2, 3].map(() => create(input)));
    expect(new Set(results.map(({ rubric }) => rubric.id)).size).toBe(1);
    expect(results.filter(({ replayed }) => !replayed).length).toBe(1);
    expect(await create({ ...input, name: 'Other' })).toMatchObject({
      code: 'IDEMPOTENCY_CONFLICT',
    });
    expect(await create({ ...input, idempotencyKey: 'short' })).toMatchObject({
      code: 'INVALID_INPUT',
      field: 'idempotencyKey',
    });
  });
});

it('lists rubrics newest first, page by page', async () => {
  const lead = (await organisation(assay)).owner;
  for (let n = 0; n < 3; n += 1) await publishedRubric(lead, { dimensions: threeDimensions });
  const page = async (args: string) =>
    (
      await lead.get(
        `{ rubrics(${args}) { totalCount totalCountIsExact pageInfo { hasNextPage hasPreviousPage endCursor startCursor } nodes { id } } }`,
      )
    ).rubrics;
  const all = await page('first: 3');
  expect(all).toMatchObject({
    totalCount: 3,
    totalCountIsExact: true,
    pageInfo: { hasNextPage: false },
  });
  const one = await page('first: 2');
  expect(one.pageInfo.hasNextPage).toBe(true);
  const two = await page(`first: 2, after: "${one.pageInfo.endCursor}"`);
  expect([...one.nodes, ...two.nodes]).toEqual(all.nodes);
  expect((await page('last: 1')).nodes).toEqual(all.nodes.slice(2));
  expect((await page(`last: 1, before: "${two.pageInfo.startCursor}"`)).nodes).toEqual(
    all.nodes.slice(1, 2),
  );
});
