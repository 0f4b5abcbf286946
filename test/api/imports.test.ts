import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Assay, startAssay } from '../support/harness.ts';
import { ended, importFile, jsonLines, nativeTask, uploaded, vote } from '../support/imports.ts';
import { newKey, type Person } from '../support/person.ts';
import { dimension, newProject, organisation, publishedRubric } from '../support/scenario.ts';

let assay: Assay;
beforeAll(async () => {
  assay = await startAssay({ worker: true });
});
afterAll(() => assay.stop());

const field = (source: string, target: string, key?: string) => ({ source, target, key });
const plainMapping = {
  fields: [
    field('id', 'EXTERNAL_ID'),
    field('prompt', 'USER_MESSAGE'),
    field('answer', 'RESPONSE_A'),
    field('topic', 'ATTRIBUTE'),
  ],
};

const taskFields =
  'nodes { externalId kind attributes messages { role content } responses { content } }';

async function tasksOf(person: Person, projectId: string) {
  const { project } = await person.get(
    `query ($id: ID!) { project(id: $id) { tasks(first: 100) { totalCount ${taskFields} } } }`,
    { id: projectId },
  );
  return project.tasks;
}

describe('a mapped file', () => {
  it('stores the good rows of a CSV file and reports the bad ones with their lines', async () => {
    const { owner } = await organisation(assay);
    const projectId = await newProject(owner, { overlap: 2 });
    const csv = [
      'id,prompt,answer,topic',
      't1,"What, now?",Wait.,delivery',
      't2,"Two',
      'lines",,returns',
      't3,too,many,fields,here',
      't1,again,Wait.,delivery',
      't4,,nothing asked,x',
      't5,"a "stray" quote",b,c',
      't6,"fine",b,c',
    ].join('\n');
    const done = await importFile(owner, projectId, csv, { format: 'CSV', mapping: plainMapping });
    expect(done.job).toMatchObject({ state: 'SUCCEEDED', error: null });
    expect(done).toMatchObject({ rowsRead: 7, tasksCreated: 3, rowsFailed: 4, rowsWarned: 0 });
    expect(done.problems.nodes).toMatchObject([
      { line: 5, severity: 'ERROR', message: expect.stringContaining('5 fields') },
      { line: 6, severity: 'ERROR', field: 'id', message: expect.stringContaining('t1') },
      { line: 7, severity: 'ERROR', field: 'prompt' },
      { line: 8, severity: 'ERROR', message: expect.stringContaining('quote') },
    ]);
    const { nodes, totalCount } = await tasksOf(owner, projectId);
    expect(totalCount).toBe(3);
    expect(nodes.find(({ externalId }: { externalId: string }) => externalId === 't2')).toEqual({
      externalId: 't2',
      kind: 'RATING',
      attributes: { topic: 'returns' },
      messages: [{ role: 'USER', content: 'Two\nlines' }],
      responses: [{ content: '' }],
    });
  });

  it('refuses text that cannot be kept, row by row, and never alters it', async () => {
    const { owner } = await organisation(assay);
    const projectId = await newProject(owner);
    const row = (id: string, answer: unknown) => ({ id, prompt: 'Hi', answer });
    const body = [
      JSON.stringify(row('ok', '\u202e "kept" \ufffd')),
      '{"id":"nul","prompt":"Hi","answer":"a\\u0000b"}',
      '{"id":"half","prompt":"Hi","answer":"a\\ud800b"}',
      '{"id":"broken"',
      JSON.stringify(row('long', 'x'.repeat(200_001))),
      JSON.stringify(row('list', ['x'])),
      `{"id":"deep","prompt":"Hi","answer":"a","topic":${'['.repeat(5_000)}${']'.repeat(5_000)}}`,
      '{"id":"proto","prompt":"Hi","answer":"a","topic":{"__proto__":{"isPublic":true}}}',
      JSON.stringify(row('bool', true)),
      '[1]',
    ].join('\n');
    const done = await importFile(owner, projectId, body, { mapping: plainMapping });
    expect(done.job).toMatchObject({ state: 'SUCCEEDED' });
    expect(done).toMatchObject({ rowsRead: 10, tasksCreated: 3, rowsFailed: 7, rowsWarned: 1 });
    expect(done.problems.nodes.map(({ line }: { line: number }) => line)).toEqual([
      2, 3, 4, 5, 6, 7, 9, 10,
    ]);
    expect(done.problems.nodes[6]).toEqual({
      line: 9,
      severity: 'WARNING',
      field: 'answer',
      message: 'Not a text but true: taken as “true”.',
    });
    expect(Reflect.get({}, 'isPublic')).toBeUndefined();
    const { nodes } = await tasksOf(owner, projectId);
    const texts = nodes.flatMap(({ responses }: { responses: { content: string }[] }) =>
      responses.map(({ content }) => content),
    );
    expect(texts.sort()).toEqual(['a', 'true', '\u202e "kept" \ufffd'].sort());
  });

  it('refuses records that are not in UTF-8', async () => {
    const { owner } = await organisation(assay);
    const projectId = await newProject(owner);
    const csv = Buffer.concat([
      Buffer.from('id,prompt,answer,topic\nt1,good,b,c\nt2,caf'),
      Buffer.from([0xe9]),
      Buffer.from(',b,c\n'),
    ]);
    const body = new Uint8Array(csv);
    const done = await importFile(owner, projectId, body, { format: 'CSV', mapping: plainMapping });
    expect(done).toMatchObject({ tasksCreated: 1, rowsFailed: 1 });
    expect(done.problems.nodes[0]).toMatchObject({
      line: 3,
      message: expect.stringMatching(/UTF-8/),
    });
  });

  it('refuses a mapping by which no row could become a task', async () => {
    const { owner } = await organisation(assay);
    const projectId = await newProject(owner);
    const uploadId = await uploaded(owner, 'id\n1\n', 'a.csv');
    const start = (mapping: object | undefined) =>
      owner.change(
        'startImport',
        { idempotencyKey: newKey(), projectId, uploadId, format: 'CSV', mapping },
        'replayed',
      );
    expect(await start(undefined)).toMatchObject({ code: 'INVALID_INPUT', field: 'mapping' });
    expect(await start({ fields: [field('id', 'EXTERNAL_ID')] })).toMatchObject({
      code: 'INVALID_INPUT',
      field: 'mapping.fields',
    });
  });
});

describe("Assay's own form", () => {
  it('brings judgments along, plans what is left of the overlap, and adds judgments later', async () => {
    const { owner } = await organisation(assay);
    const projectId = await newProject(owner, { overlap: 3 });
    const first = await importFile(
      owner,
      projectId,
      jsonLines([
        nativeTask('t1', { judgments: [vote('ada', 'A', 2)] }),
        nativeTask('t2'),
        nativeTask('t3', { judgments: [vote('ada', 'A'), vote('ada', 'B')] }),
        nativeTask('t4', { judgments: [{ annotator: 'ada' }] }),
        nativeTask('t5', { judgements: [] }),
      ]),
    );
    expect(first).toMatchObject({
      tasksCreated: 3,
      judgmentsCreated: 1,
      rowsFailed: 2,
      rowsWarned: 1,
    });
    const progress = async () =>
      (
        await owner.get(
          'query ($id: ID!) { project(id: $id) { progress { tasks slotsPlanned slotsOpen judgments annotators } } }',
          { id: projectId },
        )
      ).project.progress;
    expect(await progress()).toEqual({
      ...{ tasks: 3, slotsPlanned: 9, slotsOpen: 8, judgments: 1, annotators: 1 },
    });
    const more = await importFile(
      owner,
      projectId,
      jsonLines([
        {
          externalId: 't1',
          judgments: [vote('ben', 'B'), { ratingIndex: 2, preference: { direction: 'tie' } }],
        },
        { externalId: 't1', judgments: [vote('ada', 'B')] },
        { externalId: 'none', judgments: [vote('ben', 'B')] },
        { externalId: 't2', judgments: ['ada', 'ben', 'cy', 'di'].map((name) => vote(name, 'A')) },
      ]),
    );
    expect(more).toMatchObject({ tasksCreated: 0, judgmentsCreated: 6, rowsFailed: 2 });
    expect(await progress()).toEqual({
      ...{ tasks: 3, slotsPlanned: 10, slotsOpen: 3, judgments: 7, annotators: 5 },
    });
  });

  it('scores imported ratings under the rubric version and the profile of the task', async () => {
    const { owner } = await organisation(assay);
    const rubricVersionId = await publishedRubric(owner, {
      dimensions: [dimension('accuracy', 0.5), dimension('tone', 0.5)],
      redLines: [{ flag: 'PII', effect: 'FAIL_ALL' }],
      profiles: [
        {
          name: 'medical',
          attribute: 'domain',
          equals: ['medical'],
          weights: [
            { dimensionKey: 'accuracy', weight: 0.9 },
            { dimensionKey: 'tone', weight: 0.1 },
          ],
        },
      ],
    });
    const projectId = await newProject(owner, { rubricVersionId });
    const rated = (externalId: string, more: object, flags: object[] = []) => ({
      ...nativeTask(externalId, { responses: [{ content: 'Yes.' }], ...more }),
      judgments: [
        {
          annotator: 'ada',
          scores: [
            { dimension: 'accuracy', tier: 2, response: 0 },
            { dimension: 'tone', tier: 0, response: 0 },
          ],
          flags,
          note: 'n',
          submittedAt: '2026-01-02T03:04:05Z',
        },
      ],
    });
    const done = await importFile(
      owner,
      projectId,
      jsonLines([
        rated('plain', {}),
        rated('medical', { attributes: { domain: 'medical' } }),
        rated('red', {}, [{ kind: 'pii', note: 'a name' }]),
        {
          ...rated('bad', {}),
          judgments: [{ scores: [{ dimension: 'accuracy', tier: 9, response: 0 }] }],
        },
      ]),
    );
    expect(done).toMatchObject({ tasksCreated: 3, judgmentsCreated: 3, rowsFailed: 1 });
    expect(done.problems.nodes[0]).toMatchObject({
      line: 4,
      field: expect.stringMatching(/^judgments\.0\.scores/),
    });
    const { project } = await owner.get(
      `query ($id: ID!) { project(id: $id) { judgments { nodes { composite compositeUngated submittedAt task { externalId state } } } } }`,
      { id: projectId },
    );
    const of = (id: string) =>
      project.judgments.nodes.find(
        (each: { task: { externalId: string } }) => each.task.externalId === id,
      );
    expect(of('plain')).toMatchObject({ composite: 0.5, submittedAt: '2026-01-02T03:04:05.000Z' });
    expect(of('medical').composite).toBeCloseTo(0.9, 12);
    expect(of('red')).toMatchObject({
      composite: 0,
      compositeUngated: 0.5,
      task: { state: 'ON_HOLD' },
    });
  });
});

it('replays the same request and imports once', async () => {
  const { owner } = await organisation(assay);
  const projectId = await newProject(owner);
  const uploadId = await uploaded(owner, jsonLines([nativeTask('t1')]));
  const input = { idempotencyKey: newKey(), projectId, uploadId, format: 'JSONL' };
  const fields = 'replayed import { id job { id } }';
  const [first, second] = await Promise.all([
    owner.change('startImport', input, fields),
    owner.change('startImport', input, fields),
  ]);
  expect([first.replayed, second.replayed].sort()).toEqual([false, true]);
  expect(first.import).toEqual(second.import);
  await ended(owner, first.import.job.id);
  expect((await tasksOf(owner, projectId)).totalCount).toBe(1);
});

it('gives a report that is safe in a spreadsheet, once', async () => {
  const { owner } = await organisation(assay);
  const projectId = await newProject(owner);
  const body = `{"externalId":"=cmd()","messages":[]}\n{"=1+1":1,${JSON.stringify(nativeTask('t')).slice(1)}\n`;
  const done = await importFile(owner, projectId, body);
  expect(done.rowsWarned).toBe(1);
  const report = await fetch(`${owner.url}${done.reportUrl}`);
  expect(report.headers.get('content-disposition')).toContain('attachment');
  expect((await report.text()).split('\r\n')).toEqual([
    '"line","severity","field","message"',
    expect.stringMatching(/^"1","ERROR","messages",/),
    `"2","WARNING","'=1+1","Not part of a task, so not read: =1+1."`,
    '',
  ]);
  const again = await fetch(`${owner.url}${done.reportUrl}`);
  expect(again.status).toBe(410);
});
