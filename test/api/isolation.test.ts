import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { buildSchema, type GraphQLField, getNamedType, isObjectType, isUnionType } from 'graphql';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Assay, startAssay } from '../support/harness.ts';
import { type OneOfEach, oneOfEach } from '../support/one-of-each.ts';
import { publicTables } from '../support/rows.ts';
import { type IdPath, idPaths, sampleInput } from '../support/sample-input.ts';

/** As the server prints it. */
const printed = buildSchema(
  readFileSync(new URL('../../apps/server/schema.graphql', import.meta.url), 'utf8'),
);

let assay: Assay;
let ours: OneOfEach;
let theirs: OneOfEach;
let owner: postgres.Sql;
beforeAll(async () => {
  assay = await startAssay();
  owner = postgres(assay.database.ownerUrl, { max: 1 });
  theirs = await oneOfEach(assay);
  ours = await oneOfEach(assay);
});
afterAll(async () => {
  await owner.end();
  await assay.stop();
});

/** The type that an id of this name is of. */
function typeOf(field: string, name: string): string {
  const special: Record<string, string> = {
    responseId: 'AssignmentResponse',
    preferredResponseId: 'AssignmentResponse',
    messageId: 'AssignmentMessage',
    judgmentId: 'OwnJudgment',
    runId: 'KpiRun',
    before: 'KpiRun',
    after: 'KpiRun',
    proposalId: 'WeightProposal',
    rubricVersionIds: 'RubricVersion',
  };
  if (name === 'id') return field.charAt(0).toUpperCase() + field.slice(1);
  return special[name] ?? name.charAt(0).toUpperCase() + name.slice(1, -2);
}

interface Case {
  readonly kind: 'query' | 'mutation';
  readonly field: GraphQLField<unknown, unknown>;
  /** The field of a project that takes the id, or null for a field of the root. */
  readonly under: 'project' | null;
  readonly path: IdPath;
}
const fieldsOf = (name: string) => {
  const type = printed.getType(name);
  if (!isObjectType(type)) throw new Error(`no type ${name}`);
  return Object.values(type.getFields());
};
const casesOf = (type: string, kind: Case['kind'], under: Case['under'] = null) =>
  fieldsOf(type).flatMap((field) =>
    idPaths(field.args).map((path) => ({ kind, field, under, path })),
  );
/** A node that is not there is null rather than an error, and a template is the same to everybody. */
const otherwise = ['node', 'nodes'];
const cases: readonly Case[] = [
  ...casesOf('Query', 'query').filter(({ field }) => !otherwise.includes(field.name)),
  ...casesOf('Project', 'query', 'project'),
  ...casesOf('Mutation', 'mutation'),
].filter(({ path }) => path.at(-1) !== 'templateId');
const named = cases.map(
  (one) => [`${one.under ?? one.kind} ${one.field.name} ${one.path.join('.')}`, one] as const,
);

function documentOf({ kind, field, under }: Case): string {
  const variables = field.args.map((arg) => `$${arg.name}: ${arg.type}`);
  const type = getNamedType(field.type);
  const selection = isUnionType(type)
    ? '{ __typename ... on AppError { code message field requestId } }'
    : isObjectType(type)
      ? type.name.endsWith('Connection')
        ? '{ totalCount nodes { id } }'
        : '{ __typename }'
      : '';
  const passed = field.args.map((arg) => `${arg.name}: $${arg.name}`).join(', ');
  const asked = `${field.name}(${passed}) ${selection}`;
  if (under === null) return `${kind} (${variables.join(', ')}) { ${asked} }`;
  return `query ($own: ID!, ${variables.join(', ')}) { project(id: $own) { ${asked} } }`;
}

async function answerTo(one: Case, id: string): Promise<string> {
  const own = (name: string) => ours.ids[typeOf(one.field.name, name)] ?? '';
  const variables = sampleInput(one.field.args, one.path, id, own);
  const { status, data, errors } = await ours.owner.ask(documentOf(one), {
    own: ours.ids.Project,
    ...variables,
  });
  return JSON.stringify({ status, data, errors }).replaceAll(
    /"requestId":"[^"]*"/g,
    '"requestId":""',
  );
}

/** Everything an organisation has, as one text. */
async function contentOf({ tenantId }: OneOfEach): Promise<string> {
  const parts: string[] = [];
  for (const table of await publicTables(owner)) {
    const column = table === 'tenants' ? 'id' : 'tenant_id';
    const [row] = await owner.unsafe(
      `select md5(string_agg(t::text, '|' order by t::text)) as sum from public."${table}" t where ${column} = $1`,
      [tenantId],
    );
    parts.push(`${table} ${row?.sum}`);
  }
  return parts.join('\n');
}

describe('an id of another organisation', () => {
  it.each(named)('is answered as one that never was: %s', async (_name, one) => {
    const type = typeOf(one.field.name, one.path.at(-1) ?? '');
    const foreign = theirs.ids[type];
    if (foreign === undefined) throw new Error(`no id of the type ${type}`);
    const before = await contentOf(theirs);
    const missing = await answerTo(one, `${type}_${randomUUID()}`);
    expect(await answerTo(one, foreign)).toBe(missing);
    const otherType = type === 'Tenant' ? ours.ids.Project : ours.ids.Tenant;
    expect(await answerTo(one, otherType ?? '')).toBe(missing);
    for (const malformed of [
      '',
      'x',
      `${type}_`,
      `${type}_1`,
      foreign.replace('_', ''),
      `${foreign}0`,
    ]) {
      expect([malformed, await answerTo(one, malformed)]).toEqual([malformed, missing]);
    }
    expect(missing).not.toContain('INTERNAL');
    expect(missing).toMatch(/NOT_FOUND|INVALID_INPUT|"totalCount":0/);
    expect(await contentOf(theirs)).toBe(before);
  });

  it('covers the schema', () => {
    expect(cases.length).toBeGreaterThan(40);
  });
});

describe('node and nodes', () => {
  const types = printed.getPossibleTypes(printed.getType('Node') as never).map(({ name }) => name);
  const ask = async (ids: readonly string[]) =>
    (await ours.owner.get('query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }', { ids }))
      .nodes;

  it.each(types)('gives one’s own %s and nobody else’s', async (type) => {
    const [own, foreign] = [ours.ids[type] ?? '', theirs.ids[type] ?? ''];
    expect(await ask([own, foreign, `${type}_${randomUUID()}`, `${type}_x`])).toEqual([
      { __typename: type, id: own },
      null,
      null,
      null,
    ]);
    const { node } = await ours.owner.get('query ($id: ID!) { node(id: $id) { id } }', {
      id: foreign,
    });
    expect(node).toBeNull();
  });

  it('gives null for a type that has no ids of its own, and refuses more than a hundred', async () => {
    expect(await ask(['', '_', 'Nothing_x', `Dimension_${randomUUID()}`, '__proto___x'])).toEqual([
      null,
      null,
      null,
      null,
      null,
    ]);
    const { errors } = await ours.owner.ask('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', {
      ids: Array.from({ length: 101 }, () => ours.ids.Task),
    });
    expect(errors[0]?.extensions.code).toBe('INVALID_INPUT');
  });
});

describe('a tenant that one is no member of', () => {
  it('answers as one that is not there', async () => {
    const stranger = await assay.person();
    const query = '{ tenant { id name } }';
    const [there, nowhere] = await Promise.all([
      stranger.in(theirs.slug).ask(query),
      stranger.in('no-such-tenant').ask(query),
    ]);
    const told = ({ status, errors }: typeof there) => [
      status,
      errors[0]?.extensions.code,
      errors[0]?.message,
    ];
    expect(told(there)).toEqual(told(nowhere));
    expect(there.data).toBeNull();
  });

  it('is not reached by naming it beside an API key', async () => {
    const key = { idempotencyKey: randomUUID(), name: 'Key', scopes: ['TASKS_READ'] };
    const { secret } = await ours.owner.change('createApiKey', key, 'secret');
    const { tenant } = await ours.owner.withKey(secret).in(theirs.slug).get('{ tenant { slug } }');
    expect(tenant.slug).toBe(ours.slug);
  });

  it('may use the same external ids, and its people the same e-mail', async () => {
    const task = { messages: [{ role: 'USER', content: 'Hi' }], externalId: 'X1' };
    for (const { owner: person, ids } of [ours, theirs]) {
      const input = {
        idempotencyKey: 'the same key everywhere',
        projectId: ids.Project,
        tasks: [task],
      };
      const made = await person.change(
        'importTasks',
        { ...input, idempotencyKey: 'the-same-key-everywhere' },
        'replayed tasks { id }',
      );
      expect(made).toMatchObject({ replayed: false, tasks: [expect.anything()] });
    }
  });
});
