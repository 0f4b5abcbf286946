import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Assay, startAssay } from '../support/harness.ts';
import { judge, lateAnswer } from '../support/one-of-each.ts';
import { newKey, type Person } from '../support/person.ts';
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
beforeAll(async () => {
  assay = await startAssay();
});
afterAll(() => assay.stop());

const estimate = 'value n undefinedBecause';
/** Everything that is counted over judgments. */
const figures = `tasksLeftOut
  agreement(dimensionKey: "tone", coefficient: PERCENT) { value units annotators undefinedBecause }
  agreements { value units annotators } agreementMatrix(dimensionKey: "tone") { cells { estimate { units } } }
  annotatorQuality { judgments composite { n } agreementWithOthers { n } }
  scores { composite { ${estimate} } redLineRate { ${estimate} } histogram { low count } preferences { n }
    byModel { model composite { value n } } dimensions { mean { n } notApplicable { n } tierCounts { count } } }`;
const figuresOf = async (person: Person, id: string) =>
  (await person.get(`query ($id: ID!) { project(id: $id) { ${figures} } }`, { id })).project;

/** Of three tasks two are judged by everybody who was asked, one by half of them. */
async function threeTasks() {
  const { owner, slug } = await organisation(assay);
  const projectId = await newProject(owner, { overlap: 2 });
  const ids = await addTasks(
    owner,
    projectId,
    ['a', 'b', 'c'].map((text) => ratingTask(text)),
  );
  const [ada, ben] = [
    await join(assay, owner, slug, 'ANNOTATOR', 'Ada'),
    await join(assay, owner, slug, 'ANNOTATOR', 'Ben'),
  ];
  for (const assignment of await claim(ada, projectId, 3)) await judge(ada, assignment, 2);
  for (const assignment of await claim(ben, projectId, 2)) await judge(ben, assignment, 0);
  const analyst = await join(assay, owner, slug, 'ANALYST');
  return { owner, slug, projectId, ids, ben, analyst };
}

const open = (person: Person, projectId: string) =>
  person.change('openTasks', { projectId }, 'project { tasksLeftOut }');

describe('the figures of a project', () => {
  it('leave out what their reader may still judge, and say how much', async () => {
    const { owner, slug, projectId, ben, analyst } = await threeTasks();
    const lead = await join(assay, owner, slug, 'LEAD');
    const whole = await figuresOf(analyst, projectId);
    expect(whole).toMatchObject({
      tasksLeftOut: 0,
      agreement: { value: 0, units: 2 },
      scores: { composite: { value: (0.5 + 0.5 + 1) / 3, n: 3 }, redLineRate: { n: 3 } },
    });
    const partly = await figuresOf(lead, projectId);
    expect(partly).toMatchObject({
      tasksLeftOut: 1,
      agreement: { value: 0, units: 2, annotators: 2 },
      annotatorQuality: [{ judgments: 2 }, { judgments: 2 }],
      scores: {
        composite: { value: 0.5, n: 2 },
        redLineRate: { n: 2 },
        byModel: [{ model: 'model-1', composite: { value: 0.5, n: 2 } }],
      },
    });
    const [last] = await claim(ben, projectId);
    expect(await figuresOf(lead, projectId)).toEqual(partly);
    await judge(ben, last, 0);
    expect(await figuresOf(lead, projectId)).toEqual(await figuresOf(analyst, projectId));
  });

  it('leave out what their reader has judged, as long as they may revise it', async () => {
    const { owner, slug, projectId, analyst } = await threeTasks();
    const lead = await join(assay, owner, slug, 'LEAD');
    const [assignment] = await claim(lead, projectId);
    await judge(lead, assignment, 1);
    expect((await figuresOf(lead, projectId)).tasksLeftOut).toBe(1);
    expect((await figuresOf(analyst, projectId)).scores.composite.n).toBe(3);
    expect(payload(await open(lead, projectId)).project.tasksLeftOut).toBe(0);
    expect(await figuresOf(lead, projectId)).toEqual(await figuresOf(analyst, projectId));
  });

  it('say so where nothing is left', async () => {
    const { owner, slug } = await organisation(assay);
    const projectId = await newProject(owner, { overlap: 2 });
    await addTasks(owner, projectId, [ratingTask('a'), ratingTask('b')]);
    const ada = await join(assay, owner, slug, 'ANNOTATOR');
    for (const assignment of await claim(ada, projectId, 2)) await judge(ada, assignment);
    const { scores, agreement, annotatorQuality, tasksLeftOut } = await figuresOf(owner, projectId);
    const because = expect.stringMatching(
      /2 judged tasks are left out, because you may still judge them\.$/,
    );
    expect(tasksLeftOut).toBe(2);
    expect(scores.composite).toEqual({ value: null, n: 0, undefinedBecause: because });
    expect(scores.redLineRate.undefinedBecause).toEqual(because);
    expect(agreement).toMatchObject({ value: null, units: 0, undefinedBecause: because });
    expect(annotatorQuality).toEqual([]);
  });

  it('are whole for a program and for who cannot judge', async () => {
    const { owner, projectId, analyst } = await threeTasks();
    const key = payload(
      await owner.change(
        'createApiKey',
        { idempotencyKey: newKey(), name: 'k', scopes: ['TASKS_READ', 'METRICS_READ'] },
        'secret',
      ),
    );
    const seen = await figuresOf(owner.withKey(key.secret), projectId);
    expect(seen).toEqual(await figuresOf(analyst, projectId));
  });
});

describe('opening all tasks of a project', () => {
  it('ends judging those that are judged, and no other', async () => {
    const { owner, slug, projectId, ids } = await threeTasks();
    const lead = await join(assay, owner, slug, 'LEAD');
    const [fresh = ''] = await addTasks(owner, projectId, [ratingTask('nobody judged this')]);
    payload(await open(lead, projectId));
    payload(await open(lead, projectId));
    const { nodes } = await lead.get(
      'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Task { blind } } }',
      {
        ids: [...ids, fresh],
      },
    );
    expect(nodes.map(({ blind }: { blind: boolean }) => blind)).toEqual([
      false,
      false,
      false,
      true,
    ]);
    const [claimed, ...more] = await claim(lead, projectId, 3);
    expect(more).toEqual([]);
    const { node } = await lead.get(
      'query ($id: ID!) { node(id: $id) { ... on Assignment { messages { content } } } }',
      { id: claimed.id },
    );
    expect(node.messages).toEqual([{ content: 'nobody judged this' }]);
  });

  it('is refused while one of them is held; a lease that ran out is given up', async () => {
    const { owner, slug, projectId } = await threeTasks();
    const lead = await join(assay, owner, slug, 'LEAD');
    const [held] = await claim(lead, projectId);
    expect(await open(lead, projectId)).toMatchObject({ code: 'CONFLICT' });
    assay.advance({ minutes: 61 });
    payload(await open(lead, projectId));
    const input = { idempotencyKey: newKey(), assignmentId: held.id, answers: answersTo(held) };
    expect((await lead.change('submitJudgment', input, 'replayed')).code).toBe('CONFLICT');
  });

  it('needs a person who reads figures, and a project of theirs', async () => {
    const { projectId, ben } = await threeTasks();
    expect(await open(ben, projectId)).toMatchObject({ code: 'FORBIDDEN' });
    const { owner: stranger } = await organisation(assay);
    expect(await open(stranger, projectId)).toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('answers that came late', () => {
  const accepted = async (owner: Person, lateAnswerId: string) =>
    payload(
      await owner.change(
        'acceptLateAnswer',
        { idempotencyKey: newKey(), lateAnswerId },
        'judgment { purpose blind }',
      ),
    ).judgment;

  async function late() {
    const { owner, slug } = await organisation(assay);
    const projectId = await newProject(owner, { leaseMinutes: 10 });
    const [taskId = ''] = await addTasks(owner, projectId, [ratingTask()]);
    const made = await lateAnswer(assay, owner, slug, projectId, 'LEAD');
    await judge(made.quick, made.assignment);
    payload(await owner.change('openTask', { taskId }, 'task { id }'));
    return { ...made, owner, taskId };
  }

  it('are blind where their author had not looked, who has to look openly', async () => {
    const { owner, slow, taskId, lateAnswerId } = await late();
    const { task } = await slow.get('query ($t: ID!) { task(id: $t) { blind } }', { t: taskId });
    expect(task.blind).toBe(true);
    expect(await accepted(owner, lateAnswerId)).toEqual({ purpose: 'EXTRA', blind: true });
  });

  it('are not where they were sent again after a look', async () => {
    const { owner, slow, taskId, lapsed, lateAnswerId } = await late();
    payload(await slow.change('openTask', { taskId }, 'task { judgments { id } }'));
    const input = {
      idempotencyKey: newKey(),
      assignmentId: lapsed.id,
      answers: answersTo(lapsed, 0),
    };
    expect(await slow.change('submitJudgment', input, 'replayed')).toMatchObject({
      code: 'LEASE_EXPIRED',
    });
    expect(await accepted(owner, lateAnswerId)).toEqual({ purpose: 'EXTRA', blind: false });
  });
});
