import { readdir, readFile } from 'node:fs/promises';
import { type Action, actions, authorize, ruleOf } from '@assay/server/auth/policy';
import { type Role, roles } from '@assay/server/auth/viewer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Assay, startAssay } from '../support/harness.ts';
import { judge } from '../support/one-of-each.ts';
import { newKey, Person } from '../support/person.ts';
import {
  addTasks,
  claim,
  join,
  newProject,
  organisation,
  payload,
  ratingTask,
} from '../support/scenario.ts';

let assay: Assay;
let people: Record<Role, Person>;
let slug: string;
let projectId: string;
let taskId: string;
let memberId: string;
beforeAll(async () => {
  assay = await startAssay();
  const made = await organisation(assay);
  slug = made.slug;
  const others = await Promise.all(
    roles
      .filter((role) => role !== 'OWNER')
      .map(async (role) => [role, await join(assay, made.owner, slug, role)] as const),
  );
  // every role has its person: those joined, and the owner
  people = { ...Object.fromEntries(others), OWNER: made.owner } as Record<Role, Person>;
  projectId = await newProject(made.owner, { overlap: 5 });
  [taskId = ''] = await addTasks(made.owner, projectId, [ratingTask()]);
  const [assignment] = await claim(people.ANNOTATOR, projectId);
  await judge(people.ANNOTATOR, assignment);
  const { viewer } = await people.ANNOTATOR.get('{ viewer { member { id } } }');
  memberId = viewer.member.id;
});
afterAll(() => assay.stop());

/** One request for an action of the policy that changes nothing, or fails later than the policy does. */
const requests: Partial<Record<Action, readonly [query: string, variables?: object]>> = {
  'tenant:read': ['{ tenant { id } }'],
  'member:read': ['{ tenant { members { email } } }'],
  'member:invite': ['{ tenant { invitations { id } } }'],
  'member:change': ['mutation { r: removeMember(input: { memberId: "Member_x" }) { ...e } }'],
  'api-key:manage': ['{ apiKeys { id } }'],
  'audit:read': ['{ auditEntries { totalCount } }'],
  'rubric:read': ['{ rubrics { totalCount } }'],
  'rubric:write': [
    'mutation { r: createRubric(input: { idempotencyKey: "short", name: "" }) { ...e } }',
  ],
  'project:read': ['query ($p: ID!) { project(id: $p) { id } }'],
  'project:write': ['mutation ($p: ID!) { r: updateProject(input: { projectId: $p }) { ...e } }'],
  'task:read': ['query ($t: ID!) { task(id: $t) { id } }'],
  'judgment:read': ['query ($p: ID!) { project(id: $p) { judgments { totalCount } } }'],
  'metrics:read': ['query ($p: ID!) { project(id: $p) { agreement { value } } }'],
  'webhook:read': ['{ webhookEndpoints { id } }'],
  'webhook:manage': [
    'mutation { r: disableWebhookEndpoint(input: { webhookEndpointId: "x" }) { ...e } }',
  ],
  'connector:read': ['{ connectors { id } }'],
  'connector:manage': ['mutation { r: disableConnector(input: { connectorId: "x" }) { ...e } }'],
  'event:read': ['{ eventSubscriptions { id } }'],
  'event:manage': [
    'mutation { r: disableEventSubscription(input: { eventSubscriptionId: "x" }) { ...e } }',
  ],
  'assignment:read': ['query ($p: ID!) { assignments(projectId: $p) { id } }'],
  'assignment:claim': [
    'mutation ($p: ID!) { r: claimAssignment(input: { projectId: $p, count: 9 }) { ...e } }',
  ],
};
const fragment = 'fragment e on AppError { code }';

/** The code a request is refused with, or null. */
async function codeOf(person: Person, [query]: readonly [string, object?]): Promise<string | null> {
  const text = query.includes('...e') ? `${query} ${fragment}` : query;
  const variables = {
    ...(query.includes('$p') && { p: projectId }),
    ...(query.includes('$t') && { t: taskId }),
  };
  const { data, errors } = await person.ask(text, variables);
  return errors[0]?.extensions.code ?? data?.r?.code ?? null;
}

describe('the policy', () => {
  const asked = Object.entries(requests).flatMap(
    ([action, request]) => roles.map((role) => [action as Action, role, request] as const), // the keys of the table above
  );
  it.each(asked)('%s for %s', async (action, role, request) => {
    const code = await codeOf(people[role], request);
    if (ruleOf(action).roles.includes(role)) expect(code).not.toBe('FORBIDDEN');
    else expect(code).toBe('FORBIDDEN');
  });

  it('lets nobody do what is not granted: every action for every role', () => {
    const { OWNER, ADMIN, LEAD, REVIEWER, ANNOTATOR, ANALYST } = Object.fromEntries(
      roles.map((role) => [role, actions.filter((action) => ruleOf(action).roles.includes(role))]),
    );
    const work = ['read', 'claim', 'renew', 'release', 'skip'].map((verb) => `assignment:${verb}`);
    const anyone = [
      ...['tenant:create', 'tenant:read', 'invitation:accept', 'member:self', 'rubric:read'],
    ];
    const judging = [...work, 'draft:save', 'judgment:submit', 'judgment:revise'];
    const inside = [
      ...['member:read', 'project:read', 'task:read', 'task:open', 'judgment:read'],
      ...['metrics:read', 'job:read', 'release:read'],
    ];
    expect(new Set(ANNOTATOR)).toEqual(new Set([...anyone, ...judging]));
    const analysing = [
      'file:upload',
      'ticket:read',
      'ticket:record',
      'kpi:read',
      'kpi:run',
      'proposal:read',
      'proposal:make',
      'feedback:read',
      'job:cancel',
    ];
    expect(new Set(ANALYST)).toEqual(new Set([...anyone, ...inside, ...analysing]));
    expect(new Set(REVIEWER)).toEqual(
      new Set([...anyone, ...judging, ...inside, 'red-line:settle']),
    );
    const admin = [
      ...['member:change', 'api-key:manage', 'audit:read'],
      ...['webhook:read', 'webhook:manage', 'event:read', 'event:manage'],
      ...['connector:read', 'connector:manage'],
    ];
    expect(ADMIN).toEqual(OWNER);
    expect(LEAD).toEqual(ADMIN?.filter((action) => !admin.includes(action)));
    const nobody = actions.filter((action) => ruleOf(action).roles.length === 0);
    expect(nobody).toEqual([
      ...['api-key:touch', 'figures:keep', 'job:run', 'webhook:receive', 'webhook:clean'],
      ...['event:send', 'event:end', 'event:clean'],
      ...['kpi:run-scheduled', 'demo:load'],
    ]);
  });

  it('lets jobs do their one action only', () => {
    const job = { kind: 'SYSTEM', tenantId: 'any', action: 'job:run' } as const;
    expect(() => authorize(job, 'job:run')).not.toThrow();
    expect(() => authorize(job, 'task:read')).toThrow('may only do job:run');
  });

  it('is named by every entrance of every module', async () => {
    const folder = new URL('../../apps/server/src/modules/', import.meta.url);
    const files = (await readdir(folder, { recursive: true })).filter(
      (name) => name.endsWith('.ts') && !name.endsWith('.test.ts'),
    );
    let entrances = 0;
    for (const name of files) {
      const text = await readFile(new URL(name, folder), 'utf8');
      for (const [, quoted] of text.matchAll(/= (?:command|query|childrenOf)\(\s*([^,\s]+)/g)) {
        entrances += 1;
        expect(
          actions.map((action) => `'${action}'`),
          name,
        ).toContain(quoted);
      }
    }
    expect(entrances).toBeGreaterThan(50);
  });
});

describe('somebody who is not signed in', () => {
  const stranger = () => new Person(assay.url, { 'assay-tenant': slug }, null);

  it.each(Object.entries(requests))('is UNAUTHENTICATED for %s', async (_action, request) => {
    expect(await codeOf(stranger(), request)).toBe('UNAUTHENTICATED');
  });
});

describe('an annotator', () => {
  const refusedPaths: readonly string[] = [
    '{ projects { totalCount } }',
    'query ($p: ID!) { project(id: $p) { name } }',
    'query ($t: ID!) { task(id: $t) { externalId } }',
    '{ tenant { members { name } } }',
    '{ viewer { memberships { tenant { members { email } } } } }',
    '{ viewer { memberships { tenant { invitations { email } } } } }',
    '{ auditEntries { nodes { actor } } }',
    '{ apiKeys { prefix } }',
  ];
  it.each(refusedPaths)('is refused %s', async (query) => {
    expect(await codeOf(people.ANNOTATOR, [query])).toBe('FORBIDDEN');
  });

  it('gets null for every id of what annotators do not see', async () => {
    const { task } = await people.ANALYST.get(
      'query ($t: ID!) { task(id: $t) { responses { id } judgments { id annotator { id } } } }',
      { t: taskId },
    );
    const ids = [
      projectId,
      taskId,
      memberId,
      task.responses[0].id,
      task.judgments[0].id,
      task.judgments[0].annotator.id,
    ];
    const { nodes } = await people.ANNOTATOR.get(
      'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }',
      { ids },
    );
    expect(nodes).toEqual(ids.map(() => null));
  });

  it('reaches no project, task, judgment or figure from what it may read', async () => {
    const types = [
      'Assignment',
      'OwnJudgment',
      'WorkQueue',
      'RubricVersion',
      'Rubric',
      'Viewer',
      'Membership',
    ];
    const { __schema } = await people.ANNOTATOR.get(
      '{ __schema { types { name fields { type { name ofType { name ofType { name ofType { name } } } } } } } }',
    );
    const reached = new Set<string>();
    const queue = [...types];
    for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
      if (reached.has(name)) continue;
      reached.add(name);
      const type = __schema.types.find((candidate: { name: string }) => candidate.name === name);
      for (const field of type?.fields ?? []) {
        const { type: t } = field;
        queue.push(
          ...[
            t.name,
            t.ofType?.name,
            t.ofType?.ofType?.name,
            t.ofType?.ofType?.ofType?.name,
          ].filter((found) => typeof found === 'string'),
        );
      }
    }
    for (const hidden of [
      'Project',
      'Task',
      'Judgment',
      'Annotator',
      'Response',
      'AuditEntry',
      'ApiKey',
      'AgreementEstimate',
      'ProjectScores',
    ]) {
      expect(reached).not.toContain(hidden);
    }
    expect(reached).toContain('Dimension');
  });
});

describe('an analyst', () => {
  it('cannot judge', async () => {
    const refused = await people.ANALYST.change(
      'claimAssignment',
      { projectId },
      'assignments { id }',
    );
    expect(refused.code).toBe('FORBIDDEN');
    expect((await people.ANALYST.get('{ viewer { work { projectId } } }')).viewer.work).toEqual([]);
  });
});

describe('roles', () => {
  const invite = (person: Person, role: Role) =>
    person.change('inviteMember', { idempotencyKey: newKey(), role }, 'url');

  it('keeps who runs the organisation from those who run projects', async () => {
    expect((await invite(people.LEAD, 'ADMIN')).code).toBe('FORBIDDEN');
    expect((await invite(people.LEAD, 'OWNER')).code).toBe('FORBIDDEN');
    expect((await invite(people.ADMIN, 'OWNER')).code).toBe('FORBIDDEN');
    expect((await invite(people.REVIEWER, 'ANNOTATOR')).code).toBe('FORBIDDEN');
    payload(await invite(people.LEAD, 'REVIEWER'));
    payload(await invite(people.ADMIN, 'ADMIN'));
    payload(await invite(people.OWNER, 'OWNER'));
  });

  it.each(['LEAD', 'REVIEWER', 'ANNOTATOR', 'ANALYST', 'ADMIN'] as const)(
    'keeps %s from making themselves an owner',
    async (role) => {
      const { viewer } = await people[role].get('{ viewer { member { id } } }');
      const input = { memberId: viewer.member.id, role: 'OWNER' };
      expect((await people[role].change('changeMemberRole', input, 'member { role }')).code).toBe(
        'FORBIDDEN',
      );
    },
  );
});
