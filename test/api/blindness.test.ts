import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { halfJudged, secretly } from '../support/half-judged.ts';
import { type Assay, startAssay } from '../support/harness.ts';
import { judge, uuidOf } from '../support/one-of-each.ts';
import { newKey, type Person } from '../support/person.ts';
import {
  addTasks,
  answersTo,
  claim,
  join,
  newProject,
  organisation,
  pairTask,
  payload,
  ratingTask,
} from '../support/scenario.ts';

let assay: Assay;
let database: postgres.Sql;
beforeAll(async () => {
  assay = await startAssay();
  database = postgres(assay.database.ownerUrl, { max: 1 });
});
afterAll(async () => {
  await database.end();
  await assay.stop();
});

/** Everything an assignment tells, and what leads on from there. */
const everything = `__typename id projectId kind state leasedUntil allowBothGood renderMarkdown draftSavedAt
  contexts { kind title text version date }
  messages { id role content language judged } responses { id content language }
  rubricVersion { id number note rubric { id name description } }
  dimensions { weight dimension { id key label description weight scope tiers { id label value } } }
  draft { note scores { dimensionKey tier } }`;
const hidden = ['model-1', 'model-2', 'ticket-4711', 'the-source', 'the-segment', 'LIVE', 'GOLD'];

const claimAll = async (person: Person, projectId: string, count: number) =>
  payload(
    await person.change('claimAssignment', { projectId, count }, `assignments { ${everything} }`),
  ).assignments;

/** The same with every id and instant replaced, so that only its form and content are left. */
const withoutIds = (value: unknown) =>
  JSON.parse(
    JSON.stringify(value)
      .replaceAll(/"Assignment\w*_[0-9a-f-]{36}"/g, '"its own id"')
      .replaceAll(/"leasedUntil":"[^"]*"/g, '"leasedUntil":""'),
  );

describe('what an annotator gets', () => {
  it.each([
    ['rating', ratingTask],
    ['comparison', pairTask],
  ])('is the same %s whatever the slot is for', async (_kind, task) => {
    const { owner, slug } = await organisation(assay);
    const projectId = await newProject(owner);
    const same = task('The same question', secretly);
    const [live, gold] = await addTasks(owner, projectId, [same, { ...same, externalId: 'gold' }]);
    await database`update slots set purpose = 'GOLD' where task_id = ${uuidOf(gold ?? '')}`;
    const ada = await join(assay, owner, slug, 'ANNOTATOR');
    const [one, other] = await claimAll(ada, projectId, 2);
    const inOrder = (assignment: typeof one) => ({
      ...withoutIds(assignment),
      // shuffled for each claim
      responses: assignment.responses.map(({ content }: { content: string }) => content).sort(),
    });
    expect(inOrder(other)).toEqual(inOrder(one));
    expect(Object.keys(other).sort()).toEqual(Object.keys(one).sort());
    const told = JSON.stringify([one, other]);
    const taskIds = [live, gold].map((id) => uuidOf(id ?? ''));
    const parts = await database`
      select id from messages where task_id in ${database(taskIds)} union
      select id from responses where task_id in ${database(taskIds)} union
      select id from slots where task_id in ${database(taskIds)}`;
    for (const secret of [...hidden, ...taskIds, ...parts.map(({ id }) => id)]) {
      expect(told).not.toContain(secret);
    }
    await judge(ada, one);
    await judge(ada, other);
    const { ownJudgments } = await ada.get(
      `query ($id: ID!) { ownJudgments(projectId: $id, first: 9) { nodes { revision revisable assignment { ${everything} } } } }`,
      { id: projectId },
    );
    const [first, second] = ownJudgments.nodes.map(
      ({ assignment, ...rest }: { assignment: typeof one }) => [rest, inOrder(assignment)],
    );
    expect(second).toEqual(first);
  });

  it('has new ids with every claim, which do not tell the stored order', async () => {
    const { owner, slug } = await organisation(assay);
    const projectId = await newProject(owner);
    await addTasks(owner, projectId, [pairTask()]);
    const ada = await join(assay, owner, slug, 'ANNOTATOR');
    const seen = new Set<string>();
    const firsts = new Map<string, number>();
    const rounds = 24;
    for (let round = 0; round < rounds; round += 1) {
      const [assignment] = await claimAll(ada, projectId, 1);
      const { id, messages, responses } = assignment;
      for (const part of [{ id }, ...messages, ...responses]) seen.add(part.id);
      firsts.set(responses[0].content, (firsts.get(responses[0].content) ?? 0) + 1);
      payload(await ada.change('releaseAssignment', { assignmentId: id }, 'assignment { state }'));
    }
    expect(seen.size).toBe(rounds * 4);
    expect([...seen].every((id) => /_[0-9a-f]{8}-[0-9a-f]{4}-[48]/.test(id))).toBe(true);
    expect(firsts.size).toBe(2); // both orders come up: by chance alone one would in 1 of 8 million
  });

  it('keeps its ids and its order as long as it is held', async () => {
    const { owner, slug } = await organisation(assay);
    const projectId = await newProject(owner);
    await addTasks(owner, projectId, [pairTask()]);
    const ada = await join(assay, owner, slug, 'ANNOTATOR');
    const [claimed] = await claimAll(ada, projectId, 1);
    const query = `query ($id: ID!) { assignments(projectId: $id) { ${everything} } }`;
    expect((await ada.get(query, { id: projectId })).assignments).toEqual([claimed]);
  });
});

const open = (person: Person, taskId: string) =>
  person.change('openTask', { taskId }, 'task { blind judgments { id composite } }');

describe.each(['LEAD', 'REVIEWER', 'ADMIN', 'OWNER'])('%s, who may still judge a task', (role) => {
  it('learns nothing of its judgments until openTask, which ends judging it', async () => {
    const { owner, slug, projectId, taskId } = await halfJudged(assay);
    const person = role === 'OWNER' ? owner : await join(assay, owner, slug, role);
    const variables = { p: projectId, t: taskId };
    for (const field of [
      'judgments { id }',
      'composite { value }',
      'redLine { stands }',
      'responses { model }',
      'responses { source }',
      'responses { parameters }',
    ]) {
      const { errors } = await person.ask(
        `query ($t: ID!) { task(id: $t) { ${field} } }`,
        variables,
      );
      expect([field, errors[0]?.extensions.code]).toEqual([field, 'NOT_FOUND']);
    }
    const analyst = await join(assay, owner, slug, 'ANALYST');
    const { task: seen } = await analyst.get(
      'query ($t: ID!) { task(id: $t) { blind state judgments { id } } }',
      variables,
    );
    expect(seen).toMatchObject({ blind: false, state: 'ON_HOLD' });
    const told = await person.get(
      `query ($p: ID!, $t: ID!, $j: ID!) {
        node(id: $j) { id }
        task(id: $t) { blind state }
        project(id: $p) {
          progress { tasksOnHold }
          judgments(filter: { taskId: $t }) { totalCount nodes { id } }
          flagged: tasks(filter: { flag: RED_LINE }) { totalCount }
          held: tasks(filter: { state: ON_HOLD }) { totalCount nodes { id } }
        } }`,
      { ...variables, j: seen.judgments[0].id },
    );
    expect(told).toEqual({
      node: null,
      task: { blind: true, state: 'OPEN' },
      project: {
        progress: { tasksOnHold: 0 },
        judgments: { totalCount: 0, nodes: [] },
        flagged: { totalCount: 0 },
        held: { totalCount: 0, nodes: [] },
      },
    });
    const opened = payload(await open(person, taskId));
    expect(opened.task).toEqual({
      blind: false,
      judgments: [{ ...seen.judgments[0], composite: 0 }],
    });
    expect(
      await person.change('claimAssignment', { projectId }, 'assignments { id }'),
    ).toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});

describe('opening a task', () => {
  it('is refused while one holds it, and then counts for good', async () => {
    const { lead, projectId, taskId } = await halfJudged(assay);
    const [assignment] = await claim(lead, projectId);
    expect(await open(lead, taskId)).toMatchObject({ code: 'CONFLICT' });
    await lead.change('releaseAssignment', { assignmentId: assignment.id }, 'assignment { id }');
    payload(await open(lead, taskId));
    payload(await open(lead, taskId));
    const again = await lead.change('claimAssignment', { projectId }, 'assignments { id }');
    expect(again.code).toBe('NOT_FOUND');
  });

  it('ends a lease that ran out, which could have been submitted late', async () => {
    const { lead, projectId, taskId } = await halfJudged(assay);
    const [assignment] = await claim(lead, projectId);
    assay.advance({ minutes: 31 });
    payload(await open(lead, taskId));
    const { id: assignmentId } = assignment;
    const input = { idempotencyKey: newKey(), assignmentId, answers: answersTo(assignment) };
    expect((await lead.change('submitJudgment', input, 'replayed')).code).toBe('CONFLICT');
    expect((await lead.change('renewLease', { assignmentId }, 'assignment { id }')).code).toBe(
      'CONFLICT',
    );
    const { task, project } = await lead.get(
      'query ($t: ID!, $p: ID!) { task(id: $t) { judgments { id } } project(id: $p) { lateAnswers { id } } }',
      { t: taskId, p: projectId },
    );
    expect(task.judgments.length).toBe(1);
    expect(project.lateAnswers).toEqual([]);
  });

  it('and claiming it at once never both succeed', async () => {
    const { owner, slug, projectId, taskId } = await halfJudged(assay);
    const people = await Promise.all(
      Array.from({ length: 2 }, () => join(assay, owner, slug, 'LEAD')),
    );
    for (const person of people) {
      const [opened, claimed] = await Promise.all([
        open(person, taskId),
        person.change('claimAssignment', { projectId }, 'assignments { id }'),
      ]);
      const done = [opened, claimed].filter(({ __typename }) => __typename !== 'AppError');
      expect(done.length).toBe(1);
    }
  });

  it('does not come back by way of a revision', async () => {
    const { lead, projectId, taskId } = await halfJudged(assay);
    const [assignment] = await claim(lead, projectId);
    const judgmentId = await judge(lead, assignment);
    const { task } = await lead.get('query ($t: ID!) { task(id: $t) { blind } }', { t: taskId });
    expect(task.blind).toBe(true); // one's own judgment may still be revised
    payload(await open(lead, taskId));
    const input = { idempotencyKey: newKey(), judgmentId, answers: answersTo(assignment) };
    expect((await lead.change('reviseJudgment', input, 'replayed')).code).toBe('CONFLICT');
  });
});
