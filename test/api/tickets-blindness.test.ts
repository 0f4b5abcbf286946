import { roles } from '@assay/server/auth/viewer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Assay, startAssay } from '../support/harness.ts';
import { judge } from '../support/one-of-each.ts';
import { at, record, ticketOf, ticketsOf, told } from '../support/outcomes.ts';
import { newKey, type Person } from '../support/person.ts';
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
beforeAll(async () => {
  assay = await startAssay();
});
afterAll(() => assay.stop());

const task = (externalId: string) => ratingTask(`Where is ${externalId}?`, { externalId });
const code = async (person: Person, query: string, variables: object) => {
  const { data, errors } = await person.ask(query, { ...variables });
  return (
    errors[0]?.extensions.code ?? Object.values<{ code?: string } | null>(data)[0]?.code ?? null
  );
};
const byId = 'query ($id: ID!) { ticket(id: $id) { id } }';
const node = async (person: Person, id: string) =>
  (await person.get('query ($id: ID!) { node(id: $id) { id } }', { id })).node;

describe('who may still judge a task', () => {
  it('sees nothing of its ticket, on no path, until they give the judging up', async () => {
    const { owner, slug } = await organisation(assay);
    const analyst = await join(assay, owner, slug, 'ANALYST');
    const projectId = await newProject(owner);
    const [taskId = ''] = await addTasks(owner, projectId, [task('T1')]);
    await record(owner, [
      told('T1', { resolved: true, csat: { raw: 1, scale: 'ONE_TO_FIVE' } }),
      told('T2', { resolved: true }),
    ]);
    const { id } = await ticketOf(analyst, 'T1');

    const seen = await ticketsOf(owner);
    expect(seen).toMatchObject({ totalCount: 1, withheld: 1, nodes: [{ externalId: 'T2' }] });
    expect(await ticketsOf(owner, { search: 'T1' })).toMatchObject({ totalCount: 0, withheld: 1 });
    expect(await code(owner, byId, { id })).toBe('NOT_FOUND');
    expect(await node(owner, id)).toBeNull();
    const ofTask = 'query ($id: ID!) { task(id: $id) { tickets { id } } }';
    expect(await code(owner, ofTask, { id: taskId })).toBe('NOT_FOUND');
    const coverage = `query ($id: ID!) { project(id: $id) { outcomeCoverage { matched withheld
      satisfaction { answered } distributions { key } resolutionKinds { count } } } }`;
    const hidden = await owner.get(coverage, { id: projectId });
    expect(hidden.project.outcomeCoverage).toEqual({
      ...{ matched: 1, withheld: 1, satisfaction: { answered: 0 } },
      ...{ distributions: [], resolutionKinds: [] },
    });
    for (const name of ['matchTicket', 'unmatchTicket']) {
      expect(await owner.change(name, { ticketId: id, taskId }, 'task { id }')).toMatchObject({
        code: 'NOT_FOUND',
      });
    }

    const opened = payload(
      await owner.change(
        'openTicket',
        { ticketId: id },
        'ticket { externalId outcome { resolved } }',
      ),
    );
    expect(opened.ticket).toEqual({ externalId: 'T1', outcome: { resolved: true } });
    expect(await ticketsOf(owner)).toMatchObject({ totalCount: 2, withheld: 0 });
    expect((await owner.get(ofTask, { id: taskId })).task.tickets).toEqual([{ id }]);
    expect((await owner.get(coverage, { id: projectId })).project.outcomeCoverage).toMatchObject({
      ...{ withheld: 0, satisfaction: { answered: 1 } },
    });
    const refused = await owner.change(
      'claimAssignment',
      { projectId, count: 1 },
      'assignments { id }',
    );
    expect(refused).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('cannot open its ticket while they judge it, and not revise after they have', async () => {
    const { owner, slug } = await organisation(assay);
    const analyst = await join(assay, owner, slug, 'ANALYST');
    const projectId = await newProject(owner);
    await addTasks(owner, projectId, [task('T1')]);
    await record(owner, [told('T1', { resolved: true })]);
    const { id } = await ticketOf(analyst, 'T1');
    const [assignment] = await claim(owner, projectId);
    const open = () => owner.change('openTicket', { ticketId: id }, 'ticket { id }');
    expect(await open()).toMatchObject({ code: 'CONFLICT' });
    const judgmentId = await judge(owner, assignment);
    expect(await code(owner, byId, { id })).toBe('NOT_FOUND');
    payload(await open());
    expect(await code(owner, byId, { id })).toBeNull();
    const { assignments } = { assignments: [assignment] };
    const revised = await owner.change(
      'reviseJudgment',
      { idempotencyKey: newKey(), judgmentId, answers: { scores: [] } },
      'replayed',
    );
    expect(assignments).toHaveLength(1);
    expect(revised.__typename).toBe('AppError');
  });
});

describe('by role', () => {
  it('annotators and reviewers have no access at all', async () => {
    const { owner, slug } = await organisation(assay);
    const projectId = await newProject(owner);
    await record(owner, [told('T1', { resolved: true })]);
    const { id } = await ticketOf(owner, 'T1');
    const outcomes = [told('T2', { resolved: true })];
    const ask = async (person: Person) => ({
      list: await code(person, '{ tickets { totalCount } }', {}),
      one: await code(person, byId, { id }),
      measures: await code(person, '{ outcomeMeasures { key } }', {}),
      node: await node(person, id),
      record:
        (
          await person.change(
            'recordTicketOutcomes',
            { idempotencyKey: newKey(), outcomes },
            'recorded',
          )
        ).code ?? null,
      settings:
        (
          await person.change(
            'saveMatchSettings',
            { projectId, matchOn: 'CONVERSATION_ID' },
            'project { id }',
          )
        ).code ?? null,
    });
    const nothing = {
      ...{ list: 'FORBIDDEN', one: 'FORBIDDEN', measures: 'FORBIDDEN', node: null },
      ...{ record: 'FORBIDDEN', settings: 'FORBIDDEN' },
    };
    const reads = { list: null, one: null, measures: null, node: { id } };
    const expected = {
      ANNOTATOR: nothing,
      REVIEWER: nothing,
      ANALYST: { ...reads, record: null, settings: 'FORBIDDEN' },
      LEAD: { ...reads, record: null, settings: null },
      ADMIN: { ...reads, record: null, settings: null },
    };
    for (const [role, want] of Object.entries(expected)) {
      const person = await join(assay, owner, slug, role);
      expect({ role, ...(await ask(person)) }).toEqual({ role, ...want });
    }
    expect(roles).toEqual(['OWNER', 'ADMIN', 'LEAD', 'REVIEWER', 'ANNOTATOR', 'ANALYST']);
  });

  it('an API key does what its scopes say', async () => {
    const { owner } = await organisation(assay);
    const key = async (scopes: string[]) => {
      const made = payload(
        await owner.change(
          'createApiKey',
          { idempotencyKey: newKey(), name: 'Key', scopes },
          'secret',
        ),
      );
      return owner.withKey(made.secret);
    };
    const [reader, writer] = [await key(['TICKETS_READ']), await key(['TICKETS_WRITE'])];
    expect(await record(writer, [told('T1', { resolved: true })])).toMatchObject({ recorded: 1 });
    expect(await code(writer, '{ tickets { totalCount } }', {})).toBe('FORBIDDEN');
    expect((await ticketOf(reader, 'T1')).outcome.resolved).toBe(true);
    const input = { idempotencyKey: newKey(), outcomes: [told('T1', { resolved: false })] };
    expect(await reader.change('recordTicketOutcomes', input, 'recorded')).toMatchObject({
      code: 'FORBIDDEN',
    });
  });
});

describe('another organisation', () => {
  it('reaches nothing by the ids of this one, and keeps tickets of the same name apart', async () => {
    const [here, there] = [await organisation(assay), await organisation(assay)];
    const projectId = await newProject(here.owner);
    const [taskId = ''] = await addTasks(here.owner, projectId, [task('T1')]);
    payload(await here.owner.change('openTask', { taskId }, 'task { id }'));
    await record(here.owner, [told('T1', { resolved: true, occurredAt: at(20) })]);
    await record(there.owner, [told('T1', { resolved: false, eventId: 'x' })]);
    const { id } = await ticketOf(here.owner, 'T1');
    expect((await ticketOf(there.owner, 'T1')).outcome).toMatchObject({ resolved: false });
    expect((await ticketOf(there.owner, 'T1')).matches).toEqual([]);
    expect(await code(there.owner, byId, { id })).toBe('NOT_FOUND');
    expect(await node(there.owner, id)).toBeNull();
    const attempts = [
      ['matchTicket', { ticketId: id, taskId }],
      ['unmatchTicket', { ticketId: id, taskId }],
      ['openTicket', { ticketId: id }],
      ['saveMatchSettings', { projectId, matchOn: 'CONVERSATION_ID' }],
      ['matchTickets', { projectId }],
      [
        'startOutcomeImport',
        { idempotencyKey: newKey(), projectId, uploadId: 'Upload_x', format: 'JSONL' },
      ],
    ] as const;
    for (const [name, input] of attempts) {
      expect(await there.owner.change(name, input, '__typename'), name).toMatchObject({
        code: 'NOT_FOUND',
      });
    }
    expect((await ticketOf(here.owner, 'T1')).outcome).toMatchObject({ resolved: true });
  });
});
