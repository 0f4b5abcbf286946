import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Assay, startAssay } from '../support/harness.ts';
import { ended, importFile, jsonLines, nativeTask, vote } from '../support/imports.ts';
import { newKey, type Person } from '../support/person.ts';
import { hasPandalm, pandalmFile, pandalmMapping } from '../support/real-data.ts';
import { join, newProject, organisation, payload } from '../support/scenario.ts';

let assay: Assay;
beforeAll(async () => {
  assay = await startAssay({ worker: true });
});
afterAll(() => assay.stop());

const releaseFields = `id format gates { minimumVotes minimumAgreement } job { state error } downloadUrl manifestUrl
  manifest { rows sizeBytes sha256 chosenA chosenB dropped { reason count } rubricVersions scoringVersion snapshotAt }`;

/** Makes a release and waits for it. */
async function release(person: Person, projectId: string, settings: object = {}) {
  const input = {
    idempotencyKey: newKey(),
    projectId,
    name: 'Autumn “1”',
    format: 'DPO',
    ...settings,
  };
  const made = payload(
    await person.change('createDatasetRelease', input, 'datasetRelease { id job { id } }'),
  );
  await ended(person, made.datasetRelease.job.id);
  return read(person, made.datasetRelease.id);
}

async function read(person: Person, id: string) {
  const query = `query ($id: ID!) { datasetRelease(id: $id) { ${releaseFields} } }`;
  return (await person.get(query, { id })).datasetRelease;
}

const download = async (person: Person, path: string) =>
  Buffer.from(await (await fetch(`${person.url}${path}`)).arrayBuffer());
const rowsOf = (file: Buffer) =>
  file
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));

const turns = [
  { role: 'system', content: 'Be kind.' },
  { role: 'user', content: 'Hi' },
  { role: 'assistant', content: 'Hello' },
  { role: 'user', content: 'Bye' },
];
const votes = (...directions: string[]) =>
  directions.map((direction, index) => vote(`rater ${index}`, direction));

async function votedProject(): Promise<{ owner: Person; slug: string; projectId: string }> {
  const { owner, slug } = await organisation(assay);
  const projectId = await newProject(owner, { overlap: 1, allowBothGood: true });
  const rows = [
    nativeTask('a', { judgments: [vote('x', 'A', 3), vote('y', 'A', 2), vote('z', 'B', 1)] }),
    nativeTask('b', { messages: turns, judgments: votes('B', 'B') }),
    nativeTask('tie', { judgments: votes('TIE', 'TIE', 'A') }),
    nativeTask('bad', { judgments: votes('BOTH_BAD', 'BOTH_BAD') }),
    nativeTask('good', { judgments: votes('BOTH_GOOD', 'BOTH_GOOD') }),
    nativeTask('split', { judgments: votes('A', 'B') }),
    nativeTask('one', { judgments: votes('A') }),
    nativeTask('weak', { judgments: votes('A', 'A', 'B', 'TIE', 'BOTH_BAD') }),
    nativeTask('red', {
      judgments: [vote('x', 'A'), { ...vote('y', 'A'), flags: [{ kind: 'RED_LINE' }] }],
    }),
    nativeTask('none'),
    { ...nativeTask('rating'), responses: [{ content: 'Yes.' }] },
  ];
  const done = await importFile(owner, projectId, jsonLines(rows));
  expect(done).toMatchObject({ tasksCreated: rows.length, rowsFailed: 0 });
  return { owner, slug, projectId };
}

describe('a DPO release', () => {
  it('has a row for each clear preference and counts the rest by reason', async () => {
    const { owner, projectId } = await votedProject();
    const made = await release(owner, projectId, { minimumVotes: 2, minimumAgreement: 0.5 });
    expect(made.job).toEqual({ state: 'SUCCEEDED', error: null });
    expect(made.manifest).toMatchObject({
      ...{ rows: 2, chosenA: 1, chosenB: 1, rubricVersions: ['Rubric v1'] },
      dropped: [
        { reason: 'NOT_A_COMPARISON', count: 1 },
        { reason: 'RED_LINE', count: 1 },
        { reason: 'NOT_JUDGED', count: 1 },
        { reason: 'TOO_FEW_VOTES', count: 1 },
        { reason: 'NO_MAJORITY', count: 1 },
        { reason: 'TIE', count: 1 },
        { reason: 'BOTH_BAD', count: 1 },
        { reason: 'BOTH_GOOD', count: 1 },
        { reason: 'BELOW_AGREEMENT', count: 1 },
      ],
    });
    const file = await download(owner, made.downloadUrl);
    expect(createHash('sha256').update(file).digest('hex')).toBe(made.manifest.sha256);
    expect(file.length).toBe(made.manifest.sizeBytes);
    const rows = rowsOf(file);
    const of = (id: string) => rows.find(({ external_id }) => external_id === id);
    expect(of('a')).toEqual({
      ...{ prompt: 'Question a', chosen: 'Yes.', rejected: 'No.' },
      task_id: expect.stringMatching(/^Task_/),
      external_id: 'a',
      judgment_ids: Array.from({ length: 3 }, () => expect.stringMatching(/^Judgment_/)),
      rubric_version: 'Rubric v1',
      votes: { A: 2, B: 1, TIE: 0, BOTH_BAD: 0, BOTH_GOOD: 0 },
      agreement: 2 / 3,
      strength_mean: 2.5,
      ...{ chosen_model: 'model-1', rejected_model: 'model-2' },
    });
    expect(of('b')).toMatchObject({
      prompt: 'System: Be kind.\n\nUser: Hi\n\nAssistant: Hello\n\nUser: Bye',
      ...{ chosen: 'No.', rejected: 'Yes.', strength_mean: null, chosen_model: 'model-2' },
    });
    const manifest = JSON.parse((await download(owner, made.manifestUrl)).toString('utf8'));
    expect(manifest).toMatchObject({ ...made.manifest, format: 'DPO', gates: made.gates });
  });

  it('writes conversations as lists of messages', async () => {
    const { owner, projectId } = await votedProject();
    const made = await release(owner, projectId, { format: 'DPO_CONVERSATIONAL', minimumVotes: 2 });
    const row = rowsOf(await download(owner, made.downloadUrl)).find(
      ({ external_id }) => external_id === 'b',
    );
    expect(row).toMatchObject({
      prompt: turns,
      chosen: [{ role: 'assistant', content: 'No.' }],
      rejected: [{ role: 'assistant', content: 'Yes.' }],
    });
  });

  it('is the same, byte for byte, when it is made again', async () => {
    const { owner, projectId } = await votedProject();
    const [first, second] = [await release(owner, projectId), await release(owner, projectId)];
    expect(first.manifest.rows).toBe(4);
    expect(second.manifest.sha256).toBe(first.manifest.sha256);
    const files = [
      await download(owner, first.downloadUrl),
      await download(owner, second.downloadUrl),
    ];
    expect(files[0]?.equals(files[1] ?? Buffer.alloc(0))).toBe(true);
  });

  it('takes a task back in once its red line was settled as wrong', async () => {
    const { owner, slug, projectId } = await votedProject();
    const { project } = await owner.get(
      'query ($id: ID!) { project(id: $id) { tasks(filter: { externalId: "red" }) { nodes { id } } } }',
      { id: projectId },
    );
    const lead = await join(assay, owner, slug, 'LEAD');
    const taskId = project.tasks.nodes[0].id;
    payload(await lead.change('settleRedLine', { taskId, stands: false }, 'task { state }'));
    const made = await release(owner, projectId);
    expect(made.manifest.rows).toBe(5);
    expect(JSON.stringify(made.manifest.dropped)).not.toContain('RED_LINE');
  });
});

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
/** The path with these bits of its last digit turned. The last two bits of a signature carry nothing. */
const otherLast = (path: string, bits: number): string =>
  path.replace(/.$/, (last) => digits[digits.indexOf(last) ^ bits] ?? '');

describe('a download link', () => {
  it('works once, not after five minutes, and not forged', async () => {
    const { owner, projectId } = await votedProject();
    const { id, downloadUrl, manifestUrl } = await release(owner, projectId);
    const get = (path: string, method = 'GET') => fetch(`${owner.url}${path}`, { method });
    expect((await get(downloadUrl, 'HEAD')).status).toBe(404);
    const [one, two] = await Promise.all([get(downloadUrl), get(downloadUrl)]);
    expect([one.status, two.status].sort()).toEqual([200, 410]);
    const altered = otherLast(manifestUrl, 4);
    const sameBytes = otherLast(manifestUrl, 1);
    const decoded = [manifestUrl, sameBytes].map((path) =>
      Buffer.from(path.split('.').at(-1) ?? '', 'base64url').toString('hex'),
    );
    expect(decoded[0]).toBe(decoded[1]);
    for (const path of [altered, sameBytes, '/files/x', '/files/x.y', `${manifestUrl}.z`]) {
      const answer = await get(path);
      expect(answer.status).toBe(404);
      expect(await answer.json()).toMatchObject({
        errors: [{ extensions: { code: 'NOT_FOUND' } }],
      });
    }
    assay.advance({ minutes: 6 });
    expect((await get(manifestUrl)).status).toBe(410);
    expect((await get((await read(owner, id)).manifestUrl)).status).toBe(200);
  });

  it('ends with the membership of whoever asked for it', async () => {
    const { owner, slug, projectId } = await votedProject();
    const { id } = await release(owner, projectId);
    const analyst = await join(assay, owner, slug, 'ANALYST', 'Ana Gone');
    const { manifestUrl } = await read(analyst, id);
    const { viewer } = await analyst.get('{ viewer { member { id } } }');
    payload(await owner.change('removeMember', { memberId: viewer.member.id }, 'tenant { id }'));
    expect((await fetch(`${owner.url}${manifestUrl}`)).status).toBe(404);
  });
});

it('keeps releases of one tenant from another, and their making from analysts', async () => {
  const { owner, slug, projectId } = await votedProject();
  const { id } = await release(owner, projectId);
  const { owner: other } = await organisation(assay);
  const answer = await other.ask('query ($id: ID!) { datasetRelease(id: $id) { id } }', { id });
  expect(answer.errors[0]?.extensions.code).toBe('NOT_FOUND');
  const analyst = await join(assay, owner, slug, 'ANALYST');
  const refused = await analyst.ask(
    'mutation ($input: CreateDatasetReleaseInput!) { createDatasetRelease(input: $input) { ... on AppError { code } } }',
    { input: { idempotencyKey: newKey(), projectId, name: 'x', format: 'DPO' } },
  );
  expect(refused.data.createDatasetRelease).toEqual({ code: 'FORBIDDEN' });
});

it('refuses gates outside their bounds', async () => {
  const { owner } = await organisation(assay);
  const projectId = await newProject(owner);
  const input = { idempotencyKey: newKey(), projectId, name: 'x', format: 'DPO', minimumVotes: 0 };
  expect(await owner.change('createDatasetRelease', input, 'replayed')).toMatchObject({
    ...{ code: 'INVALID_INPUT', field: 'minimumVotes' },
  });
});

describe.skipIf(!hasPandalm)('999 comparisons (skipped where the data set is absent)', () => {
  it('give 894 rows, A 422 and B 472, and leave 105 ties out', async () => {
    const { owner } = await organisation(assay);
    const projectId = await newProject(owner, { overlap: 3 });
    await importFile(owner, projectId, pandalmFile(), { mapping: pandalmMapping });
    const { manifest, downloadUrl } = await release(owner, projectId);
    expect(manifest).toMatchObject({
      ...{ rows: 894, chosenA: 422, chosenB: 472 },
      dropped: [{ reason: 'TIE', count: 105 }],
    });
    const rows = rowsOf(await download(owner, downloadUrl));
    expect(rows).toHaveLength(894);
    expect(rows.map(({ task_id }) => task_id)).toEqual(rows.map(({ task_id }) => task_id).sort());
  });
});
