import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Assay, startAssay } from '../support/harness.ts';
import { record, ticketOf, ticketsOf, told } from '../support/outcomes.ts';
import type { Person } from '../support/person.ts';
import {
  addTasks,
  join,
  newProject,
  organisation,
  payload,
  ratingTask,
} from '../support/scenario.ts';

let assay: Assay;
let owner: Person;
/** Judges nothing, so that nothing is withheld. */
let analyst: Person;
let lead: Person;
let here: string;
let there: string;
/** Of the other project, about the ticket that only it has. */
let taskThere: string;
beforeAll(async () => {
  assay = await startAssay({ worker: true });
  const { owner: one, slug } = await organisation(assay);
  owner = one;
  analyst = await join(assay, owner, slug, 'ANALYST');
  lead = await join(assay, owner, slug, 'LEAD');
  [here, there] = [await newProject(owner), await newProject(owner)];
  const tasks = (ids: readonly string[]) =>
    ids.map((externalId) => ratingTask(`Where is ${externalId}?`, { externalId }));
  await addTasks(owner, here, tasks(['here', 'both']));
  [taskThere = ''] = await addTasks(owner, there, tasks(['there', 'both', 'chat there']));
  const desk = ['here', 'there', 'both', 'nowhere'].map((id) => told(id, { resolved: true }));
  const chat = ['chat there', 'chat nowhere'].map((id) => told(id, { source: 'chat', reopens: 1 }));
  await record(owner, [...desk, ...chat]);
});
afterAll(() => assay.stop());

async function listed(person: Person, projectId: string, match: string) {
  const { nodes, totalCount, withheld } = await ticketsOf(person, { projectId, match });
  const ids: string[] = nodes.map(({ externalId }: { externalId: string }) => externalId);
  return { ids: ids.sort(), totalCount, withheld };
}
async function counted(person: Person, projectId: string) {
  const { project } = await person.get(
    `query ($id: ID!) { project(id: $id) { outcomeCoverage {
      tickets matched unmatched matchedElsewhere } } }`,
    { id: projectId },
  );
  return project.outcomeCoverage;
}

it('tells tickets that wait from those that another project has, in the list as in the count', async () => {
  expect((await listed(analyst, here, 'MATCHED')).ids).toEqual(['both', 'here']);
  const elsewhere = await listed(analyst, here, 'ELSEWHERE');
  expect(elsewhere.ids).toEqual(['chat there', 'there']);
  const unmatched = await listed(analyst, here, 'UNMATCHED');
  expect(unmatched.ids).toEqual(['chat nowhere', 'nowhere']);
  expect(await counted(analyst, here)).toEqual({
    ...{ tickets: 6, matched: 2 },
    ...{ unmatched: unmatched.totalCount, matchedElsewhere: elsewhere.totalCount },
  });
  expect((await listed(analyst, there, 'ELSEWHERE')).ids).toEqual(['here']);
  expect(await counted(analyst, there)).toMatchObject({ unmatched: 2, matchedElsewhere: 1 });
});

it('shows nobody a ticket of another project’s task that they may still judge', async () => {
  expect(await listed(lead, here, 'ELSEWHERE')).toEqual({ ids: [], totalCount: 0, withheld: 2 });
  expect(await counted(lead, here)).toMatchObject({ matchedElsewhere: 2 });
});

it('counts and lists those of the sources that the project means', async () => {
  payload(
    await owner.change(
      'saveMatchSettings',
      { projectId: here, matchOn: 'EXTERNAL_TICKET_ID', sources: ['desk'] },
      'project { id }',
    ),
  );
  expect((await listed(analyst, here, 'ELSEWHERE')).ids).toEqual(['there']);
  expect((await listed(analyst, here, 'UNMATCHED')).ids).toEqual(['nowhere']);
  expect(await counted(analyst, here)).toMatchObject({
    ...{ tickets: 4, unmatched: 1, matchedElsewhere: 1 },
  });
});

it('lets a ticket wait again that the other project gives up', async () => {
  payload(await owner.change('openTask', { taskId: taskThere }, 'task { id }'));
  const { id: ticketId } = await ticketOf(owner, 'there');
  const pair = { ticketId, taskId: taskThere };
  payload(await owner.change('unmatchTicket', pair, 'ticket { id }'));
  expect((await listed(analyst, here, 'ELSEWHERE')).ids).toEqual([]);
  expect((await listed(analyst, here, 'UNMATCHED')).ids).toEqual(['nowhere', 'there']);
  expect(await counted(analyst, here)).toMatchObject({ unmatched: 2, matchedElsewhere: 0 });
});

it('asks elsewhere of which project', async () => {
  const { errors } = await analyst.ask(
    '{ tickets(filter: { match: ELSEWHERE }, first: 5) { totalCount } }',
  );
  expect(errors[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT' });
  const { nodes } = await ticketsOf(analyst, { match: 'UNMATCHED' });
  expect(nodes).toHaveLength(3);
});
