import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Assay, startAssay } from '../support/harness.ts';
import { newKey, type Person } from '../support/person.ts';
import { addTasks, newProject, organisation, ratingTask } from '../support/scenario.ts';

let assay: Assay;
let owner: Person;
let projectId: string;
beforeAll(async () => {
  assay = await startAssay();
  ({ owner } = await organisation(assay));
  projectId = await newProject(owner);
  await addTasks(owner, projectId, [ratingTask()]);
});
afterAll(async () => {
  // whatever was sent, it still answers
  expect((await owner.get('{ viewer { kind } }')).viewer.kind).toBe('USER');
  await assay.stop();
});

interface Refusal {
  readonly message: string;
  readonly extensions: {
    readonly code: string;
    readonly requestId: string;
    readonly limit?: number;
    readonly actual?: number;
  };
}
async function post(body: string | Buffer, headers: Record<string, string> = {}) {
  const answer = await fetch(`${assay.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...owner.headers, ...headers },
    body: new Uint8Array(Buffer.from(body)),
  });
  expect(answer.headers.get('content-type')).toContain('json');
  // every refusal has this shape; what differs fails the test
  const [error] = ((await answer.json()) as { errors: Refusal[] }).errors;
  expect(error?.extensions.requestId).toBe(answer.headers.get('x-request-id'));
  const { code, limit, actual } = error?.extensions ?? {};
  return { status: answer.status, code, limit, actual, message: error?.message };
}
const send = (query: string, variables: object = {}) => post(JSON.stringify({ query, variables }));

const deep = `query ($id: ID!) { task(id: $id) { ${'project { tasks { nodes { '.repeat(6)} id ${'} } }'.repeat(6)} } }`;
const aliases = (count: number) =>
  `{ ${Array.from({ length: count }, (_, n) => `a${n}: __typename`).join(' ')} }`;

describe('a document is refused before it runs, with the limit and the size, for', () => {
  it('its depth', async () => {
    const refused = await send(deep, { id: 'x' });
    expect(refused).toMatchObject({ status: 400, code: 'QUERY_TOO_COMPLEX', limit: 15 });
    expect(refused.actual).toBeGreaterThan(15);
  });

  it('its aliases', async () => {
    expect(await send(aliases(500))).toMatchObject({
      ...{ status: 400, code: 'QUERY_TOO_COMPLEX', limit: 15, actual: 16 },
    });
    const hidden = `{ ...f } fragment f on Query { ${aliases(16).slice(1, -1)} }`;
    expect(await send(hidden)).toMatchObject({ status: 400, code: 'QUERY_TOO_COMPLEX' });
    expect((await owner.ask(aliases(15))).status).toBe(200);
  });

  it('its cost', async () => {
    const nested = '{ projects(first: 100) { nodes { tasks(first: 100) { nodes { id } } } } }';
    const refused = await send(nested);
    expect(refused).toMatchObject({ status: 400, code: 'QUERY_TOO_COMPLEX', limit: 10_000 });
    expect(refused.actual).toBeGreaterThan(10_000);
    const variable =
      'query ($n: Int) { projects(first: $n) { nodes { tasks(first: $n) { nodes { id } } } } }';
    expect(await send(variable, { n: 100 })).toMatchObject({ code: 'QUERY_TOO_COMPLEX' });
    expect((await owner.ask(variable, { n: 5 })).errors).toEqual([]);
  });

  it('its length', async () => {
    const long = `{ viewer { id } } # ${'x'.repeat(200_000)}`;
    expect(await send(long)).toMatchObject({
      ...{ status: 413, code: 'PAYLOAD_TOO_LARGE', limit: 100_000, actual: long.length },
    });
  });

  it('its tokens', async () => {
    const many = `{ ${'__typename '.repeat(5_000)} }`;
    const refused = await send(many);
    expect(refused).toMatchObject({ status: 400, code: 'QUERY_TOO_COMPLEX', limit: 4_000 });
  });

  it('a fragment that spreads itself', async () => {
    const refused = await send(
      '{ ...a } fragment a on Query { ...b } fragment b on Query { ...a }',
    );
    expect(refused).toMatchObject({ status: 400, code: 'INVALID_INPUT' });
  });
});

describe('a body is refused', () => {
  it.each([
    [
      'over 1 MiB',
      JSON.stringify({ query: '{ viewer { id } }', variables: { x: 'x'.repeat(2_000_000) } }),
      413,
      'PAYLOAD_TOO_LARGE',
    ],
    ['that is no JSON', '{"query": ', 400, 'INVALID_INPUT'],
    ['that is empty', '', 400, 'INVALID_INPUT'],
    ['that is no object', '42', 400, 'INVALID_INPUT'],
    ['that is a list', '[{"query":"{ viewer { id } }"}]', 400, 'INVALID_INPUT'],
    ['that is null', 'null', 400, 'INVALID_INPUT'],
    ['without a query', '{}', 400, 'INVALID_INPUT'],
    ['whose query is no text', '{"query": 1}', 400, 'INVALID_INPUT'],
    [
      'whose variables are no object',
      '{"query":"{ viewer { id } }","variables":1}',
      400,
      'INVALID_INPUT',
    ],
    ['with an unknown field', '{"query":"{ nothing }"}', 400, 'INVALID_INPUT'],
    ['with a syntax error', '{"query":"{ viewer "}', 400, 'INVALID_INPUT'],
    [
      'with an unknown operation',
      '{"query":"query A { viewer { id } }","operationName":"B"}',
      400,
      'INVALID_INPUT',
    ],
    [
      'with a variable missing',
      '{"query":"query ($id: ID!) { task(id: $id) { id } }"}',
      400,
      'INVALID_INPUT',
    ],
    [
      'with a subscription',
      '{"query":"subscription { jobProgress(jobId: 1) { state } }"}',
      400,
      'INVALID_INPUT',
    ],
    [
      'with a name of no object in its prototype',
      '{"query":"{ viewer { id } }","__proto__":{"x":1}}',
      400,
      'INVALID_INPUT',
    ],
  ])('%s', async (_what, body, status, code) => {
    expect(await post(body)).toMatchObject({ status, code });
  });

  it('of another type than JSON', async () => {
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
    ]) {
      const refused = await post('{"query":"{ viewer { id } }"}', { 'content-type': type });
      expect([400, 415]).toContain(refused.status);
      expect([type, refused.code]).toEqual([type, 'INVALID_INPUT']);
    }
  });

  it('compressed as nothing it takes', async () => {
    const refused = await post('x', { 'content-encoding': 'gzip' });
    expect(refused.status).toBeGreaterThanOrEqual(400);
    expect(refused.status).toBeLessThan(500);
  });
});

it('takes documents by POST alone', async () => {
  const answer = await fetch(`${assay.url}/graphql?query={viewer{id}}`, { headers: owner.headers });
  expect(answer.status).toBe(404);
  expect(answer.headers.get('content-type')).toContain('json');
});

describe('pages', () => {
  it.each([
    ['first: 101', 'first'],
    ['first: 0', 'first'],
    ['first: -1', 'first'],
    ['last: 101', 'last'],
    ['first: 1, last: 1', 'last'],
    ['after: "x"', 'after'],
    ['before: "\' or 1=1"', 'before'],
  ])('are refused with %s', async (args, field) => {
    const { status, errors } = await owner.ask(`{ projects(${args}) { nodes { id } } }`);
    expect(status).toBe(200);
    expect(errors[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', field });
  });
});

describe('text that no database stores', () => {
  const importText =
    'mutation ($input: ImportTasksInput!) { importTasks(input: $input) { __typename } }';
  const bodyOf = (content: string) =>
    JSON.stringify({
      query: importText,
      variables: { input: { idempotencyKey: newKey(), projectId, tasks: [ratingTask('TEXT')] } },
    }).replace('TEXT', content);

  it.each([
    ['NUL', '\\u0000'],
    ['half of a surrogate pair', '\\ud800'],
    ['the other half', 'x\\udc00x'],
  ])('is refused in variables: %s', async (_what, content) => {
    const refused = await post(bodyOf(content));
    expect(refused).toMatchObject({ status: 400, code: 'INVALID_INPUT' });
    expect(refused.message).toContain('variables.input.tasks.0.messages.0.content');
  });

  it.each(['\\\\u0000', '\\\\ud800', '\\\\u{0}', '\\u0000', '\\\\u{00D800}'])(
    'is refused in a literal: %s',
    async (content) => {
      const query = `{"query":"{ invitation(token: \\"${content}\\") { role } }"}`;
      expect(await post(query)).toMatchObject({ status: 400, code: 'INVALID_INPUT' });
    },
  );

  it('is told from text that only looks odd', async () => {
    const odd = [
      '\\ud83d\\ude00',
      'e\\u0301',
      '\\u202e',
      '\\\\u0000 as text',
      '\\ufffe',
      '  \\t\\r\\n',
    ];
    for (const content of odd) {
      const answer = await fetch(`${assay.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...owner.headers },
        body: bodyOf(content),
      });
      expect([content, await answer.json()]).toMatchObject([
        content,
        { data: { importTasks: { __typename: 'ImportTasksPayload' } } },
      ]);
    }
    const { project } = await owner.get(
      'query ($id: ID!) { project(id: $id) { tasks(first: 6) { nodes { messages { content } } } } }',
      { id: projectId },
    );
    const stored = project.tasks.nodes.map(
      ({ messages }: { messages: { content: string }[] }) => messages[0]?.content,
    );
    expect(stored.reverse()).toEqual(odd.map((content) => JSON.parse(`"${content}"`)));
  });
});

describe('a header', () => {
  it.each(['', ' ', '%00', 'a'.repeat(5_000), "x' or 1=1", '../x'])(
    'that names no organisation is answered: %j',
    async (tenant) => {
      const answer = await fetch(`${assay.url}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          cookie: owner.headers.cookie ?? '',
          'assay-tenant': tenant,
        },
        body: '{"query":"{ tenant { id } }"}',
      });
      expect(answer.status).toBeLessThan(500);
      expect(await answer.json()).toMatchObject({
        errors: [{ extensions: { code: expect.stringMatching(/FORBIDDEN|INVALID_INPUT/) } }],
      });
    },
  );
});

it('tells the cost of a document and what is left of the rate', async () => {
  const answer = await fetch(`${assay.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...owner.headers },
    body: '{"query":"{ viewer { id } }"}',
  });
  expect(await answer.json()).toMatchObject({
    extensions: { cost: { requested: 2, limit: 10_000 } },
  });
  expect(answer.headers.get('x-ratelimit-limit')).toBe('1000000');
  expect(Number(answer.headers.get('x-ratelimit-remaining'))).toBeGreaterThan(0);
});
