import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Assay, startAssay } from '../support/harness.ts';
import { newKey, type Person } from '../support/person.ts';
import { full, rules, versionContent } from '../support/rubric.ts';
import { dimension, organisation, payload } from '../support/scenario.ts';

let assay: Assay;
let owner: Person;
let rubricId: string;
beforeAll(async () => {
  assay = await startAssay();
  ({ owner } = await organisation(assay));
});
beforeEach(async () => {
  const input = { idempotencyKey: newKey(), name: 'Rubric' };
  rubricId = payload(await owner.change('createRubric', input, 'rubric { id }')).rubric.id;
});
afterAll(() => assay.stop());

const save = (dimensions: readonly object[], more: object = {}) =>
  owner.change(
    'saveRubricDraft',
    { rubricId, dimensions, ...more },
    `rubricVersion { ${versionContent} }`,
  );
const saved = async (...args: Parameters<typeof save>) =>
  payload(await save(...args)).rubricVersion;
const publish = (rubricVersionId: string) =>
  owner.change(
    'publishRubricVersion',
    { rubricVersionId },
    'rubricVersion { id status publishedAt }',
  );
const read = async () =>
  (
    await owner.get(
      `query ($id: ID!) { rubric(id: $id) { name description current { id number } draft { ${versionContent} } versions { id number status } } }`,
      { id: rubricId },
    )
  ).rubric;

describe('a draft', () => {
  it('keeps all that is saved, and replaces it by the next save', async () => {
    const first = await saved(full, rules);
    expect(first).toMatchObject({ number: 1, status: 'DRAFT', problems: [], note: 'First' });
    expect(first.redLines).toEqual([
      {
        dimensionKey: 'accuracy',
        atOrBelowTier: 0,
        flag: null,
        effect: 'FAIL_ALL',
        failDimensionKey: null,
      },
      {
        dimensionKey: null,
        atOrBelowTier: null,
        flag: 'PII',
        effect: 'FAIL_DIMENSION',
        failDimensionKey: 'tone',
      },
    ]);
    expect(first.profiles).toEqual(rules.profiles);
    expect(first.dimensions).toMatchObject([
      {
        key: 'accuracy',
        weight: 3,
        share: 0.75,
        critical: true,
        locked: true,
        scope: 'RESPONSE',
        rollUp: 'MEAN',
      },
      {
        key: 'tone',
        weight: 1,
        share: 0.25,
        critical: false,
        scope: 'TURN',
        rollUp: 'WORST',
        allowNotApplicable: true,
      },
    ]);
    expect(first.dimensions[0].tiers[0]).toEqual({
      index: 0,
      label: 'wrong',
      description: 'Not so.',
      value: 0,
      examples: [
        { kind: 'EXAMPLE', text: 'The earth is flat.', reason: 'It is not.' },
        { kind: 'COUNTER_EXAMPLE', text: 'About 10.', reason: '' },
      ],
    });
    const second = await saved([dimension('tone', 1)], {
      name: 'New name',
      description: 'About tone',
    });
    expect(second).toMatchObject({ id: first.id, redLines: [], profiles: [], note: '' });
    expect(second.dimensions.map(({ key }: { key: string }) => key)).toEqual(['tone']);
    expect(await read()).toMatchObject({
      name: 'New name',
      description: 'About tone',
      current: null,
      draft: second,
    });
  });

  it('refuses a save that is based on an older revision', async () => {
    const { revision } = await saved(full);
    const other = await saved(full, { basedOnRevision: revision });
    const stale = await save([dimension('lost', 1)], { basedOnRevision: revision, name: 'Lost' });
    expect(stale).toMatchObject({ code: 'CONFLICT', field: 'basedOnRevision' });
    expect(await read()).toMatchObject({ name: 'Rubric', draft: other });
    await saved(full); // without a revision the last save wins
  });

  it('lets one of several saves at once win', async () => {
    const { revision } = await saved(full);
    const results = await Promise.all(
      Array.from({ length: 5 }, (_, n) =>
        save([dimension(`d${n}`, 1)], { basedOnRevision: revision }),
      ),
    );
    const codes = results.map(({ code }) => code ?? 'saved').sort();
    expect(codes).toEqual(['CONFLICT', 'CONFLICT', 'CONFLICT', 'CONFLICT', 'saved']);
    expect((await read()).draft.dimensions.length).toBe(1);
  });

  it('starts after a published version with revision 0', async () => {
    const { id } = await saved(full);
    payload(await publish(id));
    expect(await save(full, { basedOnRevision: 7 })).toMatchObject({ code: 'CONFLICT' });
    expect(await saved(full, { basedOnRevision: 0 })).toMatchObject({ number: 2, status: 'DRAFT' });
  });

  const good = dimension('good', 1);
  it.each([
    ['a weight below 0', [dimension('a', -0.1)], 'dimensions.0.weight'],
    [
      'a value above 1',
      [good, { ...dimension('a', 1), tiers: [{ label: 'x', value: 1.1 }] }],
      'dimensions.1.tiers.0.value',
    ],
    [
      'a value below 0',
      [{ ...dimension('a', 1), tiers: [{ label: 'x', value: -1 }] }],
      'dimensions.0.tiers.0.value',
    ],
    ['the same key twice', [good, dimension('good', 2)], 'dimensions.1.key'],
    ['a key in capitals', [dimension('Tone', 1)], 'dimensions.0.key'],
    ['an empty key', [dimension('', 1)], 'dimensions.0.key'],
    [
      'too many dimensions',
      Array.from({ length: 31 }, (_, n) => dimension(`d${n}`, 1)),
      'dimensions',
    ],
    [
      'too many tiers',
      [{ ...good, tiers: Array.from({ length: 11 }, (_, n) => ({ label: `${n}`, value: 0 })) }],
      'dimensions.0.tiers',
    ],
  ])('refuses %s, names it and keeps what was there', async (_what, dimensions, field) => {
    const before = await saved(full, rules);
    expect(await save(dimensions)).toMatchObject({ code: 'INVALID_INPUT', field });
    expect((await read()).draft).toEqual(before);
  });

  it('takes an unfinished rubric and says what is missing', async () => {
    const draft = await saved([{ ...dimension('tone', 0), tiers: [] }], {
      redLines: [{ dimensionKey: 'gone', atOrBelowTier: 0, effect: 'FAIL_ALL' }],
    });
    const fields = draft.problems.map(({ field }: { field: string }) => field);
    expect(fields).toEqual(expect.arrayContaining(['dimensions', 'dimensions.0.tiers']));
    expect(fields.some((field: string) => field.startsWith('redLines.0'))).toBe(true);
  });
});

describe('publishing', () => {
  it.each([
    ['nothing in it', []],
    ['all weights 0', [dimension('a', 0), dimension('b', 0)]],
    ['one tier', [{ ...dimension('a', 1), tiers: [{ label: 'x', value: 1 }] }]],
    [
      'values that fall',
      [
        {
          ...dimension('a', 1),
          tiers: [
            { label: 'x', value: 1 },
            { label: 'y', value: 0 },
          ],
        },
      ],
    ],
  ])('is refused with %s, and the problem is named', async (_what, dimensions) => {
    const draft = await saved(dimensions);
    expect(draft.problems.length).toBeGreaterThan(0);
    expect(await publish(draft.id)).toMatchObject({
      code: 'INVALID_INPUT',
      field: draft.problems[0].field,
    });
    expect((await read()).draft.status).toBe('DRAFT');
  });

  it('freezes a version: the next save is a new draft', async () => {
    const first = await saved(full, rules);
    expect(payload(await publish(first.id)).rubricVersion).toMatchObject({
      id: first.id,
      status: 'PUBLISHED',
      publishedAt: expect.any(String),
    });
    expect(await publish(first.id)).toMatchObject({ code: 'CONFLICT' });
    const next = await saved([dimension('other', 1)]);
    expect(next.id).not.toBe(first.id);
    const rubric = await read();
    expect(rubric.current).toEqual({ id: first.id, number: 1 });
    expect(rubric.versions).toEqual([
      { id: next.id, number: 2, status: 'DRAFT' },
      { id: first.id, number: 1, status: 'PUBLISHED' },
    ]);
    const { node } = await owner.get(
      `query ($id: ID!) { node(id: $id) { ... on RubricVersion { ${versionContent} } } }`,
      { id: first.id },
    );
    expect(node).toEqual({ ...first, status: 'PUBLISHED' });
  });

  it('happens once when asked for at once', async () => {
    const { id } = await saved(full);
    const results = await Promise.all([publish(id), publish(id), publish(id)]);
    expect(results.map(({ code }) => code ?? 'published').sort()).toEqual([
      'CONFLICT',
      'CONFLICT',
      'published',
    ]);
  });
});
