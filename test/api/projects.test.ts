import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Assay, startAssay } from '../support/harness.ts';
import { judge } from '../support/one-of-each.ts';
import { newKey, type Person } from '../support/person.ts';
import {
  addTasks,
  answersTo,
  claim,
  dimension,
  join,
  newProject,
  organisation,
  payload,
  publishedRubric,
  ratingTask,
} from '../support/scenario.ts';

let assay: Assay;
let owner: Person;
let slug: string;
beforeAll(async () => {
  assay = await startAssay();
});
beforeEach(async () => {
  ({ owner, slug } = await organisation(assay));
});
afterAll(() => assay.stop());

const annotator = (name?: string) => join(assay, owner, slug, 'ANNOTATOR', name);
const read = async (person: Person, projectId: string, fields: string) =>
  (await person.get(`query ($id: ID!) { project(id: $id) { ${fields} } }`, { id: projectId }))
    .project;
const codeOfClaim = async (person: Person, projectId: string) =>
  (await person.change('claimAssignment', { projectId }, 'assignments { id }')).code;

describe('a project', () => {
  const settings =
    'name description instructions overlap overlapShare leaseMinutes allowBothGood renderMarkdown targetAgreement pausedAt';

  it('is made once under one key, with its settings', async () => {
    const rubricVersionId = await publishedRubric(owner);
    const given = {
      name: 'Refunds',
      description: 'About refunds',
      instructions: 'Read the policy.',
      overlap: 3,
      overlapShare: 0.25,
      leaseMinutes: 45,
      allowBothGood: true,
      renderMarkdown: true,
      targetAgreement: 0.8,
    };
    const input = { idempotencyKey: newKey(), rubricVersionId, ...given };
    const results = await Promise.all(
      [1, 2].map(() => owner.change('createProject', input, `replayed project { id ${settings} }`)),
    );
    const [first, second] = results.map((result) => payload(result).project);
    expect(first).toEqual({ ...given, id: first.id, pausedAt: null });
    expect(second).toEqual(first);
    expect((await owner.get('{ projects { totalCount } }')).projects.totalCount).toBe(1);
  });

  it.each([
    ['overlap', 0],
    ['overlap', 21],
    ['overlapShare', -0.1],
    ['overlapShare', 1.1],
    ['leaseMinutes', 0],
    ['leaseMinutes', 1441],
    ['targetAgreement', 2],
    ['name', ' '],
  ])('is refused with %s = %j', async (field, value) => {
    const input = {
      idempotencyKey: newKey(),
      name: 'P',
      rubricVersionId: await publishedRubric(owner),
      [field]: value,
    };
    expect(await owner.change('createProject', input, 'replayed')).toMatchObject({
      code: 'INVALID_INPUT',
      field,
    });
  });

  it('is not judged by a draft', async () => {
    const { rubric } = payload(
      await owner.change(
        'createRubric',
        { idempotencyKey: newKey(), name: 'R' },
        'rubric { draft { id } }',
      ),
    );
    const input = { idempotencyKey: newKey(), name: 'P', rubricVersionId: rubric.draft.id };
    expect(await owner.change('createProject', input, 'replayed')).toMatchObject({
      code: 'CONFLICT',
      field: 'rubricVersionId',
    });
    const projectId = await newProject(owner);
    expect(
      await owner.change(
        'adoptRubricVersion',
        { projectId, rubricVersionId: rubric.draft.id },
        'project { id }',
      ),
    ).toMatchObject({ code: 'CONFLICT' });
  });

  it('changes what is given and nothing else', async () => {
    const projectId = await newProject(owner, { leaseMinutes: 45, instructions: 'Old' });
    const before = await read(owner, projectId, settings);
    payload(
      await owner.change(
        'updateProject',
        { projectId, instructions: '', leaseMinutes: 5 },
        'project { id }',
      ),
    );
    expect(await read(owner, projectId, settings)).toEqual({
      ...before,
      instructions: '',
      leaseMinutes: 5,
    });
    expect(
      await owner.change('updateProject', { projectId, name: '' }, 'project { id }'),
    ).toMatchObject({ code: 'INVALID_INPUT', field: 'name' });
  });

  it('gives out no task while it is paused, and takes what is held', async () => {
    const projectId = await newProject(owner);
    await addTasks(owner, projectId, [ratingTask('a'), ratingTask('b')]);
    const ada = await annotator();
    const [held] = await claim(ada, projectId);
    payload(
      await owner.change('updateProject', { projectId, paused: true }, 'project { pausedAt }'),
    );
    expect(await codeOfClaim(ada, projectId)).toBe('CONFLICT');
    expect((await ada.get('{ viewer { work { waiting held } } }')).viewer.work).toEqual([
      { waiting: 0, held: 1 },
    ]);
    await judge(ada, held);
    payload(
      await owner.change('updateProject', { projectId, paused: false }, 'project { pausedAt }'),
    );
    expect(await codeOfClaim(ada, projectId)).toBeUndefined();
  });
});

describe('another rubric version', () => {
  it('holds for what is claimed from then on', async () => {
    const projectId = await newProject(owner);
    await addTasks(owner, projectId, [ratingTask('a'), ratingTask('b'), ratingTask('c')]);
    const ada = await annotator();
    const [judged, held] = await claim(ada, projectId, 2);
    const judgmentId = await judge(ada, judged);
    const rubricVersionId = await publishedRubric(owner, {
      dimensions: [dimension('helpfulness', 1)],
    });
    payload(
      await owner.change(
        'adoptRubricVersion',
        { projectId, rubricVersionId },
        'project { rubricVersion { id } }',
      ),
    );
    const [next] = await claim(ada, projectId);
    const keys = (of: typeof next) =>
      of.dimensions.map(({ dimension: { key } }: { dimension: { key: string } }) => key);
    expect(keys(next)).toEqual(['helpfulness']);
    expect(keys(held)).toEqual(['accuracy', 'tone', 'policy']);
    await judge(ada, held);
    await judge(ada, next);
    const revision = { idempotencyKey: newKey(), judgmentId, answers: answersTo(judged, 0) };
    payload(await ada.change('reviseJudgment', revision, 'judgment { composite }'));
    const analyst = await join(assay, owner, slug, 'ANALYST');
    const { judgments, agreement } = await read(
      analyst,
      projectId,
      'judgments { nodes { rubricVersion { id } } } agreement { units }',
    );
    expect(
      judgments.nodes.filter(
        (node: { rubricVersion: { id: string } }) => node.rubricVersion.id === rubricVersionId,
      ).length,
    ).toBe(1);
    expect(agreement.units).toBe(0);
  });
});

describe('skipping', () => {
  const skip = (person: Person, assignmentId: string, more: object = {}) =>
    person.change(
      'skipAssignment',
      { idempotencyKey: newKey(), assignmentId, reason: 'NOT_MY_LANGUAGE', ...more },
      'replayed assignment { id state }',
    );

  it('frees the slot for others, is kept with its reason, and the task does not come again', async () => {
    const projectId = await newProject(owner);
    await addTasks(owner, projectId, [ratingTask()]);
    const [ada, ben] = [await annotator('Ada'), await annotator('Ben')];
    const [mine] = await claim(ada, projectId);
    const input = { idempotencyKey: newKey(), note: 'in Finnish' };
    expect(payload(await skip(ada, mine.id, input))).toMatchObject({
      replayed: false,
      assignment: { state: 'SKIPPED' },
    });
    expect(payload(await skip(ada, mine.id, input)).replayed).toBe(true);
    expect((await skip(ada, mine.id)).code).toBe('CONFLICT');
    expect(await codeOfClaim(ada, projectId)).toBe('NOT_FOUND');
    expect((await claim(ben, projectId)).length).toBe(1);
  });

  it('by all lists the task as such', async () => {
    const projectId = await newProject(owner);
    const [taskId] = await addTasks(owner, projectId, [
      ratingTask('nobody can'),
      ratingTask('somebody can'),
    ]);
    const people = [owner, await annotator(), await annotator()];
    const state = async () =>
      await read(
        owner,
        projectId,
        'progress { tasksSkippedByAll } tasks(filter: { state: SKIPPED_BY_ALL }) { nodes { id state } }',
      );
    for (const person of people) {
      expect((await state()).progress.tasksSkippedByAll).toBe(0);
      const [assignment] = await claim(person, projectId);
      payload(await skip(person, assignment.id));
    }
    expect(await state()).toEqual({
      progress: { tasksSkippedByAll: 1 },
      tasks: { nodes: [{ id: taskId, state: 'SKIPPED_BY_ALL' }] },
    });
    await annotator(); // somebody new can still judge it
    expect((await state()).progress.tasksSkippedByAll).toBe(0);
  });
});
