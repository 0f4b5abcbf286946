import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Assay, startAssay } from '../support/harness.ts';
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
  assay = await startAssay();
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
