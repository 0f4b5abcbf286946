import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Assay, startAssay } from '../support/harness.ts';
import { judge, lateAnswer, uuidOf } from '../support/one-of-each.ts';
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
beforeAll(async () => {
  assay = await startAssay();
});
afterAll(() => assay.stop());

const taskOf = async (person: Person, taskId: string, fields: string) =>
  (await person.get(`query ($id: ID!) { task(id: $id) { ${fields} } }`, { id: taskId })).task;
const projectOf = async (person: Person, projectId: string, fields: string) =>
  (await person.get(`query ($id: ID!) { project(id: $id) { ${fields} } }`, { id: projectId }))
    .project;

describe('a red line', () => {
  it('holds a task until somebody else has settled it', async () => {
    const { owner, slug } = await organisation(assay);
    const projectId = await newProject(owner);
    const [taskId = ''] = await addTasks(owner, projectId, [ratingTask()]);
    const rita = await join(assay, owner, slug, 'REVIEWER', 'Rita');
    const [assignment] = await claim(rita, projectId);
    const answers = { ...answersTo(assignment), flags: [{ kind: 'RED_LINE', note: 'a threat' }] };
    const { judgment } = payload(
      await rita.change(
        'submitJudgment',
        { idempotencyKey: newKey(), assignmentId: assignment.id, answers },
        'judgment { id }',
      ),
    );
    expect(judgment.id).toContain('OwnJudgment_');
    expect(await taskOf(owner, taskId, 'state redLine { stands }')).toEqual({
      state: 'ON_HOLD',
      redLine: null,
    });
    const settle = (person: Person, more: object = {}) =>
      person.change(
        'settleRedLine',
        { taskId, stands: false, note: 'a quotation', ...more },
        'task { state redLine { stands note settledBy } }',
      );
    expect((await settle(rita)).code).toBe('NOT_FOUND'); // may still revise, so must not know
    payload(await rita.change('openTask', { taskId }, 'task { id }'));
    expect((await settle(rita)).code).toBe('FORBIDDEN');
    const lead = await join(assay, owner, slug, 'LEAD', 'Lea');
    const results = await Promise.all([settle(lead), settle(owner)]);
    expect(results.map(({ code }) => code ?? 'settled').sort()).toEqual(['CONFLICT', 'settled']);
    const { state, redLine } = await taskOf(
      owner,
      taskId,
      'state redLine { stands note settledBy }',
    );
    expect([state, redLine.stands, redLine.note]).toEqual(['COMPLETE', false, 'a quotation']);
    expect(['Lea', 'Olga Owner']).toContain(redLine.settledBy);
    expect((await settle(lead)).code).toBe('CONFLICT');
  });

  it('of a rubric fails the score, and goes with a revision', async () => {
    const { owner, slug } = await organisation(assay);
    const rubricVersionId = await publishedRubric(owner, {
      dimensions: [dimension('safety', 1), dimension('tone', 1)],
      redLines: [{ dimensionKey: 'safety', atOrBelowTier: 0, effect: 'FAIL_ALL' }],
    });
    const projectId = await newProject(owner);
    payload(
      await owner.change('adoptRubricVersion', { projectId, rubricVersionId }, 'project { id }'),
    );
    const [taskId = ''] = await addTasks(owner, projectId, [ratingTask()]);
    const ada = await join(assay, owner, slug, 'ANNOTATOR');
    const [assignment] = await claim(ada, projectId);
    const scores = (safety: number) => ({
      scores: (answersTo(assignment).scores ?? []).map((score) =>
        score.dimensionKey === 'safety' ? { ...score, tier: safety } : score,
      ),
    });
    const submit = { idempotencyKey: newKey(), assignmentId: assignment.id, answers: scores(0) };
    const { judgment } = payload(
      await ada.change('submitJudgment', submit, 'judgment { id composite }'),
    );
    expect(judgment.composite).toBe(0);
    expect(await taskOf(owner, taskId, 'state judgments { composite compositeUngated }')).toEqual({
      state: 'ON_HOLD',
      judgments: [{ composite: 0, compositeUngated: 0.5 }],
    });
    const rate = async () =>
      (await projectOf(owner, projectId, 'scores { redLineRate { value n } }')).scores.redLineRate;
    expect(await rate()).toEqual({ value: 1, n: 1 });
    const revise = { idempotencyKey: newKey(), judgmentId: judgment.id, answers: scores(1) };
    payload(await ada.change('reviseJudgment', revise, 'judgment { id }'));
    expect(await taskOf(owner, taskId, 'state judgments { composite revision }')).toEqual({
      state: 'COMPLETE',
      judgments: [{ composite: 0.75, revision: 2 }],
    });
    expect(await rate()).toEqual({ value: 0, n: 1 });
  });
});

describe('a late answer', () => {
  it('becomes an extra judgment that serves the label and not the agreement', async () => {
    const { owner, slug } = await organisation(assay);
    const projectId = await newProject(owner, { leaseMinutes: 10, overlap: 1 });
    const [taskId = ''] = await addTasks(owner, projectId, [ratingTask()]);
    const { lateAnswerId, slow, quick, assignment } = await lateAnswer(
      assay,
      owner,
      slug,
      projectId,
    );
    await judge(quick, assignment, 0);
    expect(
      await projectOf(owner, projectId, 'lateAnswers { id annotator { name } task { id } }'),
    ).toEqual({
      lateAnswers: [{ id: lateAnswerId, annotator: { name: 'Sam Slow' }, task: { id: taskId } }],
    });
    const accept = (person: Person, idempotencyKey = newKey()) =>
      person.change(
        'acceptLateAnswer',
        { idempotencyKey, lateAnswerId },
        'replayed judgment { id purpose composite annotator { name } }',
      );
    expect((await accept(slow)).code).toBe('FORBIDDEN');
    const key = newKey();
    const accepted = payload(await accept(owner, key));
    expect(accepted.judgment).toMatchObject({
      purpose: 'EXTRA',
      composite: 1,
      annotator: { name: 'Sam Slow' },
    });
    expect(payload(await accept(owner, key))).toEqual({ ...accepted, replayed: true });
    expect((await accept(owner)).code).toBe('NOT_FOUND');
    const { lateAnswers, agreement, progress, scores } = await projectOf(
      owner,
      projectId,
      'lateAnswers { id } agreement { units pairable } progress { judgments } scores { composite { value n } }',
    );
    expect(lateAnswers).toEqual([]);
    expect(agreement).toEqual({ units: 0, pairable: 0 });
    expect(progress.judgments).toBe(2);
    expect(scores.composite).toEqual({ value: 0.5, n: 1 });
  });
});

describe('agreement', () => {
  /** Two people rate the same: of every four things the one calls two bad, the other one of these. */
  async function ratedByTwo(things: number) {
    const { owner, slug } = await organisation(assay);
    const rubricVersionId = await publishedRubric(owner, { dimensions: [dimension('tone', 1)] });
    const projectId = await newProject(owner, { overlap: 2 });
    payload(
      await owner.change('adoptRubricVersion', { projectId, rubricVersionId }, 'project { id }'),
    );
    const texts = Array.from({ length: things }, (_, at) => `thing ${at}`);
    await addTasks(
      owner,
      projectId,
      texts.map((text) => ratingTask(text)),
    );
    for (const [name, bad] of [
      ['Ada', 2],
      ['Ben', 1],
    ] as const) {
      const person = await join(assay, owner, slug, 'ANNOTATOR', name);
      for (const _ of texts) {
        const [assignment] = await claim(person, projectId);
        const at = texts.indexOf(await content(person, assignment.id));
        await judge(person, assignment, at % 4 < bad ? 0 : 2);
      }
    }
    return projectOf(
      owner,
      projectId,
      `
      nominal: agreement(dimensionKey: "tone", metric: NOMINAL) { value units pairable annotators }
      percent: agreement(dimensionKey: "tone", coefficient: PERCENT, metric: NOMINAL) { value }
      cohen: agreement(dimensionKey: "tone", coefficient: COHEN_KAPPA, metric: NOMINAL) { value units undefinedBecause }
      agreementMatrix(dimensionKey: "tone") { annotators { name } cells { estimate { value interval { low } undefinedBecause } } }
      annotatorQuality { medianActiveSeconds composite { value } agreementWithOthers { value undefinedBecause } }`,
    );
  }

  it('is that of a small example worked out by hand', async () => {
    const figures = await ratedByTwo(20);
    // the bad tier 15 times, the good one 25 times of 40; one of four pairs differs. Do = 1/4, De = 1 - (15·14 + 25·24)/(40·39)
    expect(figures.nominal).toEqual({
      value: expect.closeTo(1 - 1 / 4 / (1 - 810 / 1560), 12),
      units: 20,
      pairable: 40,
      annotators: 2,
    });
    expect(figures.percent.value).toBeCloseTo(3 / 4, 12);
    // po = 3/4, pe = 1/2·1/4 + 1/2·3/4 = 1/2
    expect(figures.cohen.value).toBeCloseTo(0.5, 12);
    expect(figures.agreementMatrix.annotators.length).toBe(2);
    expect(figures.agreementMatrix.cells).toMatchObject([
      { estimate: { interval: { low: expect.any(Number) }, undefinedBecause: null } },
    ]);
  });

  it('says nothing about two people, or one, who have little in common with others', async () => {
    const figures = await ratedByTwo(4);
    expect(figures.nominal.value).toEqual(expect.any(Number)); // that of the project is there
    const tooFew = expect.stringMatching(/^Fewer than 20 shared answers/);
    expect(figures.cohen).toEqual({ value: null, units: 4, undefinedBecause: tooFew });
    expect(figures.agreementMatrix.cells).toEqual([
      { estimate: { value: null, interval: null, undefinedBecause: tooFew } },
    ]);
    const nothing = {
      medianActiveSeconds: null,
      composite: { value: null },
      agreementWithOthers: { value: null, undefinedBecause: expect.stringMatching(/^Fewer than/) },
    };
    expect(figures.annotatorQuality).toEqual([nothing, nothing]);
  });

  const content = async (person: Person, id: string): Promise<string> =>
    (
      await person.get(
        'query ($id: ID!) { node(id: $id) { ... on Assignment { messages { content } } } }',
        { id },
      )
    ).node.messages[0].content;
});

describe('the audit', () => {
  it('has an entry for every change, by whom and in which request, and none for drafts', async () => {
    const { owner, slug } = await organisation(assay);
    const projectId = await newProject(owner, { leaseMinutes: 10 });
    const [taskId = ''] = await addTasks(owner, projectId, [
      ratingTask('a'),
      ratingTask('b'),
      ratingTask('c'),
    ]);
    const ada = await join(assay, owner, slug, 'ANNOTATOR');
    const [first, second, third] = await claim(ada, projectId, 3);
    const [a, b, c] = [first.id, second.id, third.id];
    payload(await ada.change('saveDraft', { assignmentId: a, answers: {} }, 'assignment { id }'));
    payload(await ada.change('renewLease', { assignmentId: a }, 'assignment { id }'));
    await judge(ada, first);
    payload(
      await ada.change(
        'skipAssignment',
        { idempotencyKey: newKey(), assignmentId: b, reason: 'OTHER' },
        'replayed',
      ),
    );
    payload(await ada.change('releaseAssignment', { assignmentId: c }, 'assignment { id }'));
    payload(await owner.change('openTask', { taskId }, 'task { id }'));
    const refused = await owner.change('updateProject', { projectId, name: '' }, 'project { id }');
    expect(refused.code).toBe('INVALID_INPUT');
    const { auditEntries } = await owner.get(
      '{ auditEntries(first: 100) { totalCount nodes { action actor targetId requestId at } } }',
    );
    const actions = auditEntries.nodes.map(({ action }: { action: string }) => action).reverse();
    expect(actions).toEqual([
      ...[
        'tenant:create',
        'rubric:write',
        'rubric:write',
        'rubric:write',
        'project:write',
        'task:import',
      ],
      ...[
        'member:invite',
        'invitation:accept',
        ...Array.from({ length: 3 }, () => 'assignment:claim'),
        'judgment:submit',
        'assignment:skip',
      ],
      ...['assignment:release', 'task:open'],
    ]);
    const entriesOf = (wanted: string) =>
      auditEntries.nodes.filter(({ action }: { action: string }) => action === wanted);
    const targetsOf = (wanted: string) =>
      entriesOf(wanted).map(({ targetId }: { targetId: string }) => targetId);
    expect(targetsOf('assignment:claim').sort()).toEqual([a, b, c].map(uuidOf).sort());
    const [skipped] = entriesOf('assignment:skip');
    expect(skipped.targetId).toBe(uuidOf(b));
    expect(skipped.actor).toMatch(/^member:/);
    expect(skipped.requestId).toMatch(/^[0-9a-f-]{36}$/);
  });
});
