import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Assay, startAssay } from '../support/harness.ts';
import { newKey } from '../support/person.ts';
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
beforeAll(async () => {
  assay = await startAssay();
});
afterAll(() => assay.stop());

it('scores a submitted rating and shows it in the figures', async () => {
  const { owner, slug } = await organisation(assay);
  const projectId = await newProject(owner);
  await addTasks(owner, projectId, [ratingTask()]);
  const ada = await join(assay, owner, slug, 'ANNOTATOR', 'Ada');
  const [assignment] = await claim(ada, projectId);
  const done = payload(
    await ada.change(
      'submitJudgment',
      {
        idempotencyKey: newKey(),
        assignmentId: assignment.id,
        answers: answersTo(assignment, 1),
        activeSeconds: 12.5,
      },
      'replayed judgment { id composite revisable answers { scores { dimensionKey tier } } }',
    ),
  );
  expect(done.replayed).toBe(false);
  expect(done.judgment).toMatchObject({ composite: 0.5, revisable: true });
  const { project } = await owner.get(
    'query ($id: ID!) { project(id: $id) { progress { judgments slotsSubmitted } scores { composite { value n } } } }',
    { id: projectId },
  );
  expect(project.progress).toEqual({ judgments: 1, slotsSubmitted: 1 });
  expect(project.scores.composite).toEqual({ value: 0.5, n: 1 });
});

it('gives twenty annotators who claim at once twenty slots', async () => {
  const { owner, slug } = await organisation(assay);
  const projectId = await newProject(owner, { overlap: 5 });
  await addTasks(
    owner,
    projectId,
    ['a', 'b', 'c', 'd'].map((text) => ratingTask(text)),
  );
  const people = await Promise.all(
    Array.from({ length: 20 }, () => join(assay, owner, slug, 'ANNOTATOR')),
  );
  const claims = await Promise.all(people.map((person) => claim(person, projectId)));
  const { project } = await owner.get(
    'query ($id: ID!) { project(id: $id) { progress { slotsOpen slotsLeased } } }',
    { id: projectId },
  );
  expect(new Set(claims.flat().map(({ id }) => id)).size).toBe(20);
  expect(project.progress).toEqual({ slotsOpen: 0, slotsLeased: 20 });
});

it('never gives one annotator a task twice, however many claims run at once', async () => {
  const { owner, slug } = await organisation(assay);
  const projectId = await newProject(owner, { overlap: 3 });
  await addTasks(
    owner,
    projectId,
    Array.from({ length: 8 }, (_, n) => ratingTask(`question ${n}`)),
  );
  const ada = await join(assay, owner, slug, 'ANNOTATOR');
  const results = await Promise.all(
    Array.from({ length: 20 }, () =>
      ada.change('claimAssignment', { projectId }, 'assignments { messages { content } }'),
    ),
  );
  const seen = results.flatMap(({ assignments = [] }) =>
    assignments.map(({ messages }: { messages: { content: string }[] }) => messages[0]?.content),
  );
  expect(seen.length).toBe(8);
  expect(new Set(seen).size).toBe(8);
  expect(results.filter(({ code }) => code === 'NOT_FOUND').length).toBe(12);
});

it('is one judgment when the same key comes twice, at once or later', async () => {
  const { owner, slug } = await organisation(assay);
  const projectId = await newProject(owner);
  await addTasks(owner, projectId, [pairTask()]);
  const ada = await join(assay, owner, slug, 'ANNOTATOR');
  const [assignment] = await claim(ada, projectId);
  const input = {
    idempotencyKey: newKey(),
    assignmentId: assignment.id,
    answers: answersTo(assignment),
  };
  const both = await Promise.all(
    [1, 2, 3].map(() => ada.change('submitJudgment', input, 'replayed judgment { id }')),
  );
  const later = await ada.change('submitJudgment', input, 'replayed judgment { id }');
  const ids = [...both, later].map(({ judgment }) => judgment.id);
  expect(new Set(ids).size).toBe(1);
  expect(both.filter(({ replayed }) => !replayed).length).toBe(1);
  expect(later.replayed).toBe(true);
  const other = { ...input, answers: { preference: { verdict: 'TIE' } } };
  expect(await ada.change('submitJudgment', other, 'replayed')).toMatchObject({
    code: 'IDEMPOTENCY_CONFLICT',
  });
  const { project } = await owner.get(
    'query ($id: ID!) { project(id: $id) { progress { judgments } } }',
    { id: projectId },
  );
  expect(project.progress.judgments).toBe(1);
});

it('takes a late submit while nobody else has the slot, and keeps the answers otherwise', async () => {
  const { owner, slug } = await organisation(assay);
  const projectId = await newProject(owner, { leaseMinutes: 10 });
  await addTasks(owner, projectId, [ratingTask('first'), ratingTask('second')]);
  const ada = await join(assay, owner, slug, 'ANNOTATOR', 'Ada');
  const ben = await join(assay, owner, slug, 'ANNOTATOR', 'Ben');
  const [first, second] = await claim(ada, projectId, 2);
  assay.advance({ minutes: 11 });
  const send = (assignment: typeof first) =>
    ada.change(
      'submitJudgment',
      { idempotencyKey: newKey(), assignmentId: assignment.id, answers: answersTo(assignment) },
      'judgment { id }',
    );
  payload(await send(first));
  await claim(ben, projectId);
  expect(await send(second)).toMatchObject({ code: 'LEASE_EXPIRED' });
  const { project } = await owner.get(
    'query ($id: ID!) { project(id: $id) { progress { judgments } lateAnswers { id annotator { name } } } }',
    { id: projectId },
  );
  expect(project.progress.judgments).toBe(1);
  // the owner may still claim the task, so its late answer is kept from them until they give that up
  expect(project.lateAnswers).toEqual([]);
});

it("answers for somebody else's lease as for nothing at all", async () => {
  const { owner, slug } = await organisation(assay);
  const projectId = await newProject(owner);
  await addTasks(owner, projectId, [ratingTask()]);
  const ada = await join(assay, owner, slug, 'ANNOTATOR');
  const ben = await join(assay, owner, slug, 'ANNOTATOR');
  const [assignment] = await claim(ada, projectId);
  const input = (assignmentId: string) => ({
    idempotencyKey: newKey(),
    assignmentId,
    answers: answersTo(assignment),
  });
  const foreign = await ben.change('submitJudgment', input(assignment.id), 'replayed');
  const missing = await ben.change(
    'submitJudgment',
    input(`Assignment_${crypto.randomUUID()}`),
    'replayed',
  );
  expect({ ...foreign, requestId: '' }).toEqual({ ...missing, requestId: '' });
  expect(foreign.code).toBe('NOT_FOUND');
});

it('undoes a submit by a revision, until the judgments of the others were opened', async () => {
  const { owner } = await organisation(assay);
  const projectId = await newProject(owner);
  const [taskId] = await addTasks(owner, projectId, [ratingTask()]);
  const [assignment] = await claim(owner, projectId);
  const submitted = payload(
    await owner.change(
      'submitJudgment',
      { idempotencyKey: newKey(), assignmentId: assignment.id, answers: answersTo(assignment, 0) },
      'judgment { id }',
    ),
  );
  const revise = (judgmentId: string) =>
    owner.change(
      'reviseJudgment',
      { idempotencyKey: newKey(), judgmentId, answers: answersTo(assignment, 2) },
      'judgment { id revision composite }',
    );
  const { judgment } = payload(await revise(submitted.judgment.id));
  expect(judgment).toMatchObject({ revision: 2, composite: 1 });
  payload(await owner.change('openTask', { taskId }, 'task { blind }'));
  expect(await revise(judgment.id)).toMatchObject({ code: 'CONFLICT' });
  const { task } = await owner.get(
    'query ($id: ID!) { task(id: $id) { judgments { revision composite } } }',
    { id: taskId },
  );
  expect(task.judgments).toEqual([{ revision: 2, composite: 1 }]);
});

it.each([
  ['an unknown tier', { tier: 9 }, 'scores'],
  ['a tier below none', { tier: -1 }, 'scores'],
  ['not applicable where that is not allowed', { tier: null, notApplicable: true }, 'scores'],
])('refuses %s, and nothing is written', async (_what, change, field) => {
  const { owner } = await organisation(assay);
  const projectId = await newProject(owner);
  await addTasks(owner, projectId, [ratingTask()]);
  const [assignment] = await claim(owner, projectId);
  const answers = answersTo(assignment);
  const [first, ...others] = answers.scores ?? [];
  const refused = await owner.change(
    'submitJudgment',
    {
      idempotencyKey: newKey(),
      assignmentId: assignment.id,
      answers: { scores: [{ ...first, ...change }, ...others] },
    },
    'replayed',
  );
  expect(refused).toMatchObject({ code: 'INVALID_INPUT' });
  expect(refused.field).toContain(field);
  const { project } = await owner.get(
    'query ($id: ID!) { project(id: $id) { progress { judgments slotsLeased } } }',
    { id: projectId },
  );
  expect(project.progress).toEqual({ judgments: 0, slotsLeased: 1 });
});

it('refuses a rating with a missing dimension and names it', async () => {
  const { owner } = await organisation(assay);
  const projectId = await newProject(owner);
  await addTasks(owner, projectId, [ratingTask()]);
  const [assignment] = await claim(owner, projectId);
  const refused = await owner.change(
    'submitJudgment',
    {
      idempotencyKey: newKey(),
      assignmentId: assignment.id,
      answers: { scores: (answersTo(assignment).scores ?? []).slice(1) },
    },
    'replayed',
  );
  expect(refused.code).toBe('INVALID_INPUT');
  expect(refused.field).toContain('accuracy');
});
