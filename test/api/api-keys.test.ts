import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Assay, startAssay } from '../support/harness.ts';
import {
  importFile,
  jsonLines,
  nativeTask,
  startImport,
  uploaded,
  vote,
} from '../support/imports.ts';
import { newKey, type Person } from '../support/person.ts';
import {
  addTasks,
  claim,
  newProject,
  organisation,
  payload,
  ratingTask,
} from '../support/scenario.ts';

let assay: Assay;
let owner: Person;
let projectId: string;
beforeAll(async () => {
  assay = await startAssay({ worker: true });
  ({ owner } = await organisation(assay));
  projectId = await newProject(owner);
  await addTasks(owner, projectId, [ratingTask()]);
});
afterAll(() => assay.stop());

const keyFields = 'secret replayed apiKey { id prefix scopes expiresAt lastUsedAt revokedAt }';
const create = async (scopes: readonly string[], more: object = {}) =>
  payload(
    await owner.change(
      'createApiKey',
      { idempotencyKey: newKey(), name: 'Nightly', scopes, ...more },
      keyFields,
    ),
  );
const codeOf = async (person: Person, query: string, variables = {}) => {
  const { status, data, errors } = await person.ask(query, variables);
  return [status, errors[0]?.extensions.code ?? data?.r?.code ?? null];
};
const tasksQuery = 'query ($id: ID!) { project(id: $id) { tasks { totalCount } } }';

const grants: readonly (readonly [string, string])[] = [
  ['TASKS_READ', '{ projects { totalCount } }'],
  ['RUBRICS_READ', '{ rubrics { totalCount } }'],
  ['MEMBERS_READ', '{ tenant { members { email } } }'],
  [
    'TASKS_WRITE',
    'mutation ($id: ID!) { r: updateProject(input: { projectId: $id }) { ... on AppError { code } } }',
  ],
  [
    'RUBRICS_WRITE',
    'mutation { r: createRubric(input: { idempotencyKey: "a-key-of-this-test", name: "By a key" }) { ... on AppError { code } } }',
  ],
];
const whereNeeded = (query: string) => (query.includes('$id') ? { id: projectId } : {});

describe('the scopes of a key', () => {
  it.each(grants)('%s grants what it says and nothing else does', async (scope, query) => {
    const scopes = [
      'TASKS_READ',
      'TASKS_WRITE',
      'JUDGMENTS_READ',
      'JUDGMENTS_WRITE',
      'METRICS_READ',
      'RELEASES_READ',
      'RELEASES_WRITE',
      'RUBRICS_READ',
      'RUBRICS_WRITE',
      'MEMBERS_READ',
    ];
    // reading the organisation comes with TASKS_READ
    const needed = scope === 'MEMBERS_READ' ? ['TASKS_READ', scope] : [scope];
    const able = owner.withKey((await create(needed)).secret);
    expect(await codeOf(able, query, whereNeeded(query))).toEqual([200, null]);
    const unable = owner.withKey((await create(scopes.filter((other) => other !== scope))).secret);
    expect(await codeOf(unable, query, whereNeeded(query))).toEqual([200, 'FORBIDDEN']);
  });

  it('never reach what needs a person', async () => {
    const { secret } = await create([
      'TASKS_READ',
      'TASKS_WRITE',
      'JUDGMENTS_WRITE',
      'MEMBERS_READ',
    ]);
    const key = owner.withKey(secret);
    for (const query of [
      '{ apiKeys { id } }',
      '{ auditEntries { totalCount } }',
      'query ($id: ID!) { assignments(projectId: $id) { id } }',
      'mutation ($id: ID!) { r: claimAssignment(input: { projectId: $id }) { ... on AppError { code } } }',
      'mutation { r: inviteMember(input: { idempotencyKey: "a-key-of-this-test", role: OWNER }) { ... on AppError { code } } }',
      'mutation { r: createApiKey(input: { idempotencyKey: "a-key-of-this-test", name: "x", scopes: [TASKS_READ] }) { ... on AppError { code } } }',
      'mutation { r: createTenant(input: { idempotencyKey: "a-key-of-this-test", name: "x", slug: "xyz" }) { ... on AppError { code } } }',
      'mutation { r: acceptInvitation(input: { token: "x" }) { ... on AppError { code } } }',
    ]) {
      expect([query, await codeOf(key, query, whereNeeded(query))]).toEqual([
        query,
        [200, 'FORBIDDEN'],
      ]);
    }
    expect((await key.get('{ viewer { kind email memberships { role } } }')).viewer).toEqual({
      kind: 'API_KEY',
      email: null,
      memberships: [],
    });
  });
});

describe('the secret of a key', () => {
  it('is given once, and only its hash is kept', async () => {
    const input = { idempotencyKey: newKey(), name: 'Once', scopes: ['TASKS_READ'] };
    const first = payload(await owner.change('createApiKey', input, keyFields));
    const again = payload(await owner.change('createApiKey', input, keyFields));
    expect(first.secret).toMatch(/^assay_[\w-]{43}$/);
    expect(again).toEqual({ ...first, secret: null, replayed: true });
    const { apiKeys } = await owner.get('{ apiKeys { id prefix } }');
    expect(apiKeys).toContainEqual({ id: first.apiKey.id, prefix: first.secret.slice(0, 12) });
  });

  it('is refused from the next request on once it is revoked', async () => {
    const { secret, apiKey } = await create(['TASKS_READ']);
    const key = owner.withKey(secret);
    expect(await codeOf(key, tasksQuery, { id: projectId })).toEqual([200, null]);
    const revoke = () =>
      owner.change('revokeApiKey', { apiKeyId: apiKey.id }, 'apiKey { revokedAt }');
    const { revokedAt } = payload(await revoke()).apiKey;
    expect(await codeOf(key, tasksQuery, { id: projectId })).toEqual([401, 'UNAUTHENTICATED']);
    expect(payload(await revoke()).apiKey.revokedAt).toBe(revokedAt);
  });

  it('is refused once it has expired', async () => {
    const { secret, apiKey } = await create(['TASKS_READ'], { expiresInDays: 1 });
    const key = owner.withKey(secret);
    expect(new Date(apiKey.expiresAt).getTime() - Date.now()).toBeLessThanOrEqual(24 * 3600 * 1000);
    expect(await codeOf(key, tasksQuery, { id: projectId })).toEqual([200, null]);
    assay.advance({ minutes: 24 * 60 + 1 });
    expect(await codeOf(key, tasksQuery, { id: projectId })).toEqual([401, 'UNAUTHENTICATED']);
  });

  it.each([
    ['no such key', `Bearer assay_${'x'.repeat(43)}`],
    ['another scheme', 'Basic dXNlcjpwYXNz'],
    ['no scheme', `assay_${'x'.repeat(43)}`],
    ['nothing', ''],
    ['another form', 'Bearer 123'],
    ['very long', `Bearer assay_${'x'.repeat(5_000)}`],
  ])('is refused as %s, even beside a session', async (_what, authorization) => {
    const answer = await fetch(`${assay.url}/graphql`, {
      method: 'POST',
      headers: { ...owner.headers, 'content-type': 'application/json', authorization },
      body: JSON.stringify({ query: '{ viewer { id } }' }),
    });
    expect(answer.status).toBe(401);
    expect(await answer.json()).toMatchObject({
      errors: [{ extensions: { code: 'UNAUTHENTICATED', requestId: expect.any(String) } }],
    });
  });

  it.each([
    ['no scope', { scopes: [] }, 'scopes'],
    ['no name', { name: ' ' }, 'name'],
    ['no end', { expiresInDays: 0 }, 'expiresInDays'],
    ['too late an end', { expiresInDays: 366 }, 'expiresInDays'],
  ])('is not made with %s', async (_what, change, field) => {
    const input = { idempotencyKey: newKey(), name: 'Key', scopes: ['TASKS_READ'], ...change };
    expect(await owner.change('createApiKey', input, 'secret')).toMatchObject({
      code: 'INVALID_INPUT',
      field,
    });
  });
});

describe('an import by a key', () => {
  it('is done once, under the name of the key', async () => {
    const { secret, apiKey } = await create(['TASKS_WRITE', 'TASKS_READ']);
    const key = owner.withKey(secret);
    const input = { idempotencyKey: newKey(), projectId, tasks: [ratingTask('by a key')] };
    const [first, second] = [
      payload(await key.change('importTasks', input, 'replayed tasks { id }')),
      payload(await key.change('importTasks', input, 'replayed tasks { id }')),
    ];
    expect(second).toEqual({ ...first, replayed: true });
    const { auditEntries } = await owner.get(
      '{ auditEntries(first: 1) { nodes { actor action } } }',
    );
    expect(auditEntries.nodes).toEqual([
      { actor: `key:${apiKey.id.slice('ApiKey_'.length)}`, action: 'task:import' },
    ]);
    await claim(owner, projectId);
  });
});

describe('judgments by a key', () => {
  const rows = jsonLines([
    nativeTask('judged elsewhere', { judgments: [vote('a program', 'A', 2)] }),
    nativeTask('not judged'),
  ]);
  const withScopes = async (...scopes: string[]) =>
    owner.withKey((await create(['TASKS_READ', ...scopes])).secret);

  it('are imported under JUDGMENTS_WRITE, by an annotator known by name', async () => {
    const id = await newProject(owner);
    const key = await withScopes('TASKS_WRITE', 'JUDGMENTS_WRITE');
    const done = await importFile(key, id, rows);
    expect(done).toMatchObject({ tasksCreated: 2, judgmentsCreated: 1, rowsFailed: 0 });
    const { project } = await (await withScopes('JUDGMENTS_READ')).get(
      `query ($id: ID!) { project(id: $id) { judgments { nodes {
        preference { direction strength } annotator { name identified } } } } }`,
      { id },
    );
    expect(project.judgments.nodes).toEqual([
      {
        preference: { direction: 'A', strength: 2 },
        annotator: { name: 'a program', identified: true },
      },
    ]);
  });

  it('are errors of their rows without it, and a mapping that has them is refused', async () => {
    const id = await newProject(owner);
    const key = await withScopes('TASKS_WRITE');
    const done = await importFile(key, id, rows);
    expect(done).toMatchObject({ tasksCreated: 1, judgmentsCreated: 0, rowsFailed: 1 });
    expect(done.problems.nodes).toMatchObject([
      { line: 1, severity: 'ERROR', message: expect.stringContaining('JUDGMENTS_WRITE') },
    ]);
    const field = (source: string, target: string) => ({ source, target });
    const mapping = {
      fields: [field('q', 'USER_MESSAGE'), field('a', 'RESPONSE_A'), field('b', 'RESPONSE_B')],
      judgments: { path: '', annotator: '', label: 'l', values: [{ value: '1', direction: 'A' }] },
    };
    const uploadId = await uploaded(key, 'q,a,b,l\nq,a,b,1\n', 'tasks.csv');
    await expect(startImport(key, id, uploadId, { format: 'CSV', mapping })).rejects.toThrow(
      'JUDGMENTS_WRITE',
    );
  });
});

describe('the last use of a key', () => {
  const lastUse = async (id: string) => {
    const { apiKeys } = await owner.get('{ apiKeys { id lastUsedAt } }');
    const found = apiKeys.find((key: { id: string }) => key.id === id);
    return found.lastUsedAt as string | null; // as the schema says
  };
  const eventually = async (id: string, enough: (used: string | null) => boolean) => {
    for (let left = 100; left > 0; left -= 1) {
      const used = await lastUse(id);
      if (enough(used)) return used;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error('the use was not noted within two seconds');
  };

  it('is noted once a minute, without an audit entry', async () => {
    const { secret, apiKey } = await create(['TASKS_READ']);
    const key = owner.withKey(secret);
    expect(apiKey.lastUsedAt).toBeNull();
    await key.get('{ projects { totalCount } }');
    const first = await eventually(apiKey.id, (used) => used !== null);
    const before = (await owner.get('{ auditEntries { totalCount } }')).auditEntries.totalCount;
    assay.advance({ minutes: 0.5 });
    await Promise.all(Array.from({ length: 5 }, () => key.get('{ projects { totalCount } }')));
    expect(await lastUse(apiKey.id)).toBe(first);
    assay.advance({ minutes: 0.6 });
    await key.get('{ projects { totalCount } }');
    await eventually(apiKey.id, (used) => used !== first);
    const after = (await owner.get('{ auditEntries { totalCount } }')).auditEntries.totalCount;
    expect(after).toBe(before);
  });

  it('does no harm where it cannot be noted', async () => {
    const { secret, apiKey } = await create(['TASKS_READ']);
    const database = postgres(assay.database.ownerUrl, { max: 1 });
    try {
      await database`revoke update (last_used_at) on api_keys from assay_app`;
      const key = owner.withKey(secret);
      for (let n = 0; n < 3; n += 1) await key.get('{ projects { totalCount } }');
      expect(await lastUse(apiKey.id)).toBeNull();
      await database`grant update (last_used_at) on api_keys to assay_app`;
      await key.get('{ projects { totalCount } }');
      await eventually(apiKey.id, (used) => used !== null);
    } finally {
      await database.end();
    }
  });
});
