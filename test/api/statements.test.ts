import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Assay, startAssay } from '../support/harness.ts';
import { countBranches } from '../support/nested-lists.ts';
import { judge } from '../support/one-of-each.ts';
import type { Person } from '../support/person.ts';
import {
  addTasks,
  claim,
  join,
  newProject,
  organisation,
  ratingTask,
} from '../support/scenario.ts';

const statements: string[] = [];
let assay: Assay;
let annotator: Person;
let analyst: Person;
let few: string;
let many: string;
const rows = 100;
beforeAll(async () => {
  assay = await startAssay({ onStatement: (statement) => statements.push(statement) });
  const { owner, slug } = await organisation(assay);
  analyst = await join(assay, owner, slug, 'ANALYST');
  annotator = await join(assay, owner, slug, 'ANNOTATOR');
  few = await newProject(owner);
  many = await newProject(owner);
  const tasks = Array.from({ length: rows }, (_, n) => ratingTask(`question ${n}`));
  await addTasks(owner, few, tasks.slice(0, 1));
  await addTasks(owner, many, tasks);
  await judgeAll(few, 1);
  await judgeAll(many, rows);
});
afterAll(() => assay.stop());

async function judgeAll(projectId: string, left: number): Promise<void> {
  for (let n = 0; n < left; n += 3) {
    const claimed = await claim(annotator, projectId, 3);
    await Promise.all(
      claimed.map((one: (typeof claimed)[number], at: number) => judge(annotator, one, at)),
    );
  }
}

const overview = `query ($id: ID!) { project(id: $id) { name pausedAt targetAgreement
  rubricVersion { number status rubric { name } dimensions { key label weight } }
  progress { tasks tasksComplete tasksOnHold slotsPlanned slotsSubmitted judgments annotators submittedByDay { day count } }
  agreements { dimension { key } value undefinedBecause units interval { low high } }
  scores { composite { value n interval { low high } } redLineRate { value } histogram { low high count }
    byModel { model composite { value n } } dimensions { dimension { key } mean { value } tierCounts { count tier { label } } } } } }`;
const tasks = `query ($id: ID!) { project(id: $id) { tasks(first: 100) { totalCount totalCountIsExact pageInfo { hasNextPage }
  nodes { id state kind blind externalId slotsPlanned slotsSubmitted composite { value } redLine { stands }
    messages { content } contexts { title } responses { content model } judgments { id composite annotator { name } } } } } }`;
const judgments = `query ($id: ID!) { project(id: $id) { judgments(first: 100) { totalCount nodes { id composite superseded
  annotator { name } rubricVersion { number } preference { direction } flags { kind }
  scores { tier { label } dimension { label } } task { externalId state project { name } } } } } }`;
const history = `query ($id: ID!) { ownJudgments(projectId: $id, first: 100) { totalCount nodes { id revision revisable composite
  answers { note flags { kind } scores { dimensionKey tier } }
  assignment { id state messages { content } responses { content } rubricVersion { number } } } } }`;

async function sent(person: Person, document: string, id: string): Promise<number> {
  statements.length = 0;
  await person.get(document, { id });
  return statements.length;
}

it('has the rows it counts by', async () => {
  const { project } = await analyst.get(judgments, { id: many });
  expect(project.judgments.totalCount).toBe(rows);
  expect((await annotator.get(history, { id: many })).ownJudgments.nodes.length).toBe(rows);
});

it.each([
  ['the overview of a project', overview, () => analyst],
  ['a list of tasks with everything', tasks, () => analyst],
  ['a list of judgments', judgments, () => analyst],
  ['one’s own history', history, () => annotator],
])('sends as many statements for 100 rows as for one: %s', async (_what, document, who) => {
  const one = await sent(who(), document, few);
  const hundred = await sent(who(), document, many);
  expect(one).toBeGreaterThan(0);
  expect(hundred).toBe(one);
  expect(hundred).toBeLessThanOrEqual(2 + countBranches(document));
});

it('sends as many statements for five projects as for two', async () => {
  const { owner } = await organisation(assay);
  const lists = `{ projects(first: 20) { totalCount nodes { id name rubricVersion { number rubric { name } }
    progress { tasks judgments } agreements { value dimension { key } } scores { composite { value } redLineRate { value } }
    kpiSchedule { cron } kpiDefaults { level } matchSettings { matchOn } latestKpiRun { id } } } }`;
  const add = async (count: number) => {
    for (let n = 0; n < count; n += 1) {
      const projectId = await newProject(owner);
      await addTasks(owner, projectId, [ratingTask()]);
    }
    return sent(owner, lists, '');
  };
  const two = await add(2);
  expect(await add(3)).toBe(two);
  expect(two).toBeLessThanOrEqual(2 + countBranches(lists));
});

it('sends none for a document that is refused', async () => {
  statements.length = 0;
  const nested = '{ projects(first: 100) { nodes { tasks(first: 100) { nodes { id } } } } }';
  expect((await analyst.ask(nested)).status).toBe(400);
  expect(statements).toEqual([]);
});

it('sends a bounded number for a submit', async () => {
  const { owner } = await organisation(assay);
  const projectId = await newProject(owner);
  await addTasks(owner, projectId, [ratingTask()]);
  const [assignment] = await claim(owner, projectId);
  statements.length = 0;
  await judge(owner, assignment);
  expect(statements.length).toBeLessThanOrEqual(16);
});
