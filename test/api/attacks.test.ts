import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Assay, startAssay } from '../support/harness.ts';
import { importFile, jsonLines, nativeTask } from '../support/imports.ts';
import { judge } from '../support/one-of-each.ts';
import { newKey, type Person } from '../support/person.ts';
import { publicTables } from '../support/rows.ts';
import {
  addTasks,
  answersTo,
  claim,
  join,
  newProject,
  organisation,
  payload,
  ratingTask,
} from '../support/scenario.ts';

let assay: Assay;
let database: postgres.Sql;
let owner: Person;
let slug: string;
let projectId: string;
beforeAll(async () => {
  assay = await startAssay({ worker: true });
  database = postgres(assay.database.ownerUrl, { max: 1, onnotice: () => {} });
  ({ owner, slug } = await organisation(assay));
  projectId = await newProject(owner);
});
afterAll(async () => {
  // whatever was sent, it still answers
  expect((await owner.get('{ viewer { kind } }')).viewer.kind).toBe('USER');
  await database.end();
  await assay.stop();
});

async function post(body: string, headers: Record<string, string> = {}, path = '/graphql') {
  const answer = await fetch(`${assay.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...owner.headers, ...headers },
    body,
  });
  return { status: answer.status, text: await answer.text(), headers: answer.headers };
}
const send = (query: string) => post(JSON.stringify({ query }));
const many = (count: number, part: (n: number) => string) =>
  Array.from({ length: count }, (_, n) => part(n)).join(' ');

describe('a document that is made to cost', () => {
  const doubling = `{ ...f0 } ${many(22, (n) => `fragment f${n} on Query { ...f${n + 1} ...f${n + 1} }`)}
    fragment f22 on Query { viewer { id } }`;
  it.each([
    ['many directives', `{ __typename ${many(60, (n) => `@a${n}`)} }`],
    ['fragments that double', doubling],
    [
      'many overlapping fragments',
      `{ ${many(1_500, (n) => `...f${n}`)} }
      ${many(1_500, (n) => `fragment f${n} on Query { viewer { id name } }`)}`,
    ],
    ['a field many times', `{ ${'viewer { id } '.repeat(3_000)} }`],
    ['a list of documents', null],
  ])('is refused: %s', async (_what, query) => {
    const { status, text } = await (query === null
      ? post(JSON.stringify(Array.from({ length: 10 }, () => ({ query: '{ __typename }' }))))
      : send(query));
    expect(status).toBe(400);
    const { errors } = JSON.parse(text);
    expect(errors[0].extensions.code).toMatch(/^(INVALID_INPUT|QUERY_TOO_COMPLEX)$/);
    expect(errors.length).toBeLessThanOrEqual(6);
  });

  it('runs none of its mutations', async () => {
    await addTasks(owner, projectId, [ratingTask('for many claims')]);
    const claims = many(
      16,
      (n) => `a${n}: claimAssignment(input: { projectId: "${projectId}" }) { __typename }`,
    );
    expect((await send(`mutation { ${claims} }`)).status).toBe(400);
    const { assignments } = await owner.get(
      'query ($id: ID!) { assignments(projectId: $id) { id } }',
      { id: projectId },
    );
    expect(assignments).toEqual([]);
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
    'runs nothing that a form elsewhere could send as %s',
    async (type) => {
      const query = `mutation { updateProject(input: { projectId: "${projectId}", name: "by a form" }) { __typename } }`;
      const { status } = await post(JSON.stringify({ query }), { 'content-type': type });
      expect([400, 415]).toContain(status);
      const { project } = await owner.get('query ($id: ID!) { project(id: $id) { name } }', {
        id: projectId,
      });
      expect(project.name).toBe('Project');
    },
  );
});

describe('an error', () => {
  it('tells nothing of the database, whatever goes wrong in it', async () => {
    await database`alter table audit_entries rename to gone`;
    try {
      const { text } = await send('{ auditEntries { nodes { id } } }');
      const { errors } = JSON.parse(text);
      expect(errors[0].extensions).toEqual({
        code: expect.stringMatching(/^(INTERNAL|UNAVAILABLE)$/),
        requestId: expect.any(String),
      });
      expect(text).not.toMatch(/audit_entries|select|relation|node_modules|at \w+ \(|postgres/i);
    } finally {
      await database`alter table gone rename to audit_entries`;
    }
  });

  it('is UNAVAILABLE for what the database could not do in time', async () => {
    await database.begin(async (tx) => {
      await tx`lock table rubrics in access exclusive mode`;
      const { errors } = await owner.ask('{ rubrics { totalCount } }');
      expect(errors[0]?.extensions.code).toBe('UNAVAILABLE');
    });
    expect((await owner.get('{ rubrics { totalCount } }')).rubrics.totalCount).toBe(1);
  });

  it('answers every path of every server with the same guard', async () => {
    for (const path of ['/', '/graphql', '/files/x', '/nothing']) {
      const { headers } = await fetch(`${assay.url}${path}`, {
        headers: { origin: 'https://elsewhere.test' },
      });
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(headers.get('content-security-policy')).not.toMatch(/script-src[^;]*unsafe/);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).not.toBeNull();
      expect(headers.get('x-powered-by')).toBeNull();
      expect(headers.get('access-control-allow-origin')).toBeNull();
    }
  });
});

const hostile = [
  `' " \\ ; -- /* */ $1 %s \${7*7} ') or 1=1--`,
  'id"; select pg_sleep(3)--',
  '<img src=x onerror=alert(1)>',
  '\u202egnp.exe\u2066\u{e0041}\ufffe',
  `z${'\u0301'.repeat(10_000)}`,
  '👩‍👩‍👧‍👦 𝕏',
];

describe('hostile text', () => {
  it('is kept as it came', async () => {
    const [id] = await addTasks(
      owner,
      projectId,
      hostile.map((text) => ratingTask(text)),
    );
    expect(id).toBeDefined();
    const { project } = await owner.get(
      'query ($id: ID!) { project(id: $id) { tasks(first: 6) { nodes { messages { content } } } } }',
      { id: projectId },
    );
    const kept = project.tasks.nodes.map(
      ({ messages }: { messages: { content: string }[] }) => messages[0]?.content,
    );
    expect(kept).toEqual(hostile.toReversed());
  });

  it.each(hostile)('finds nothing but itself: %j', async (text) => {
    const { status, text: answer } = await post(
      JSON.stringify({
        query: `query ($id: ID!, $t: String!) { project(id: $id) {
          tasks(filter: { search: $t }) { totalCount } named: tasks(filter: { externalId: $t }) { totalCount } } }`,
        variables: { id: projectId, t: text },
      }),
    );
    expect(status).toBe(200);
    expect(JSON.parse(answer).data.project).toEqual({
      tasks: { totalCount: 1 },
      named: { totalCount: 0 },
    });
  });

  it('as a cursor, an id or an organisation is refused or nothing', async () => {
    for (const text of hostile.slice(0, 3)) {
      const after = await post(
        JSON.stringify({
          query: 'query ($t: String) { projects(after: $t) { totalCount } }',
          variables: { t: text },
        }),
      );
      expect(JSON.parse(after.text).errors[0].extensions.code).toBe('INVALID_INPUT');
      const { data } = await owner.ask('query ($t: ID!) { node(id: $t) { id } }', { t: text });
      expect(data).toEqual({ node: null });
    }
  });

  it('as the names of attributes stays data', async () => {
    const row = `{"externalId":"polluting","messages":[{"role":"user","content":"x"}],"responses":[{"content":"y"}],
      "attributes":{"__proto__":{"isPublic":true},"constructor":{"prototype":{"isPublic":true}},"toString":"x","length":9}}`;
    const done = await importFile(
      owner,
      projectId,
      `${row.replaceAll('\n', ' ')}\n${jsonLines([nativeTask('next')])}`,
    );
    expect(done.tasksCreated + done.rowsFailed).toBe(2);
    expect(done.tasksCreated).toBeGreaterThan(0);
    expect(Reflect.get({}, 'isPublic')).toBeUndefined();
    expect(Reflect.get([], 'isPublic')).toBeUndefined();
  });
});

describe('a key for a request', () => {
  it.each(['', 'short', 'a'.repeat(129), 'a'.repeat(300), 'a key with blanks', 'ä'.repeat(16)])(
    'of the wrong form is refused: %j',
    async (idempotencyKey) => {
      const input = { idempotencyKey, projectId, tasks: [ratingTask()] };
      expect(await owner.change('importTasks', input, 'replayed')).toMatchObject({
        ...{ code: 'INVALID_INPUT', field: 'idempotencyKey' },
      });
    },
  );
});

describe('fifty at once', () => {
  it('get one slot once, and one holder submits once', async () => {
    const id = await newProject(owner);
    await addTasks(owner, id, [ratingTask()]);
    const ann = await join(assay, owner, slug, 'ANNOTATOR');
    const all = await Promise.all(
      Array.from({ length: 50 }, () =>
        ann.change(
          'claimAssignment',
          { projectId: id },
          'assignments { id kind responses { id } dimensions { dimension { key } } }',
        ),
      ),
    );
    const claimed = all.flatMap((answer) => answer.assignments ?? []);
    expect(claimed.length).toBe(1);
    const input = { assignmentId: claimed[0].id, answers: answersTo(claimed[0]) };
    const submits = await Promise.all(
      Array.from({ length: 50 }, () =>
        ann.change('submitJudgment', { ...input, idempotencyKey: newKey() }, 'replayed'),
      ),
    );
    const codes = submits.map(({ code }) => code ?? null);
    expect(codes.filter((code) => code === null).length).toBe(1);
    expect(new Set(codes)).toEqual(new Set([null, 'CONFLICT']));
    const { project } = await owner.get(
      'query ($id: ID!) { project(id: $id) { progress { judgments slotsSubmitted } } }',
      { id },
    );
    expect(project.progress).toEqual({ judgments: 1, slotsSubmitted: 1 });
  });
});

describe('a secret', () => {
  it('is in no table once it was shown', async () => {
    const key = { idempotencyKey: newKey(), name: 'Key', scopes: ['TASKS_READ'] };
    const { secret } = payload(await owner.change('createApiKey', key, 'secret'));
    await owner.withKey(secret).get('{ projects { totalCount } }');
    const { url } = payload(
      await owner.change('inviteMember', { idempotencyKey: newKey(), role: 'ANALYST' }, 'url'),
    );
    const [task] = await claim(owner, projectId);
    await judge(owner, task);
    const secrets = [secret, String(url).split('/').at(-1) ?? ''];
    for (const table of await publicTables(database)) {
      for (const one of secrets) {
        const rows = await database`
          select from ${database(table)} t where position(${one} in to_jsonb(t)::text) > 0 limit 1`;
        expect([table, rows.length]).toEqual([table, 0]);
      }
    }
  });
});
