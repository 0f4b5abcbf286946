import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Assay, startAssay } from '../support/harness.ts';
import { ended, importFile, jsonLines, nativeTask } from '../support/imports.ts';
import {
  coverageOf,
  importOutcomes,
  record,
  ticketOf,
  ticketsOf,
  told,
} from '../support/outcomes.ts';
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
let database: postgres.Sql;
beforeAll(async () => {
  assay = await startAssay({ worker: true });
  database = postgres(assay.database.ownerUrl, { max: 1, onnotice: () => {} });
});
afterAll(async () => {
  await database.end();
  await assay.stop();
});

/** An organisation whose owner judges no more, so that nothing is withheld from its analyst. */
async function start() {
  const { owner, slug } = await organisation(assay);
  const analyst = await join(assay, owner, slug, 'ANALYST');
  return { owner, analyst, projectId: await newProject(owner) };
}

const named = (externalId: string, more: object = {}) =>
  ratingTask(`Where is ${externalId}?`, { externalId, ...more });

/** Which tasks stand for a ticket, by their external ids. */
async function tasksOf(person: Person, externalId: string): Promise<string[]> {
  const { matches } = await ticketOf(person, externalId);
  return matches
    .filter(({ stands }: { stands: boolean }) => stands)
    .map(({ task }: { task: { externalId: string } }) => task.externalId)
    .sort();
}

async function settle(person: Person, projectId: string, settings: object): Promise<void> {
  payload(
    await person.change(
      'saveMatchSettings',
      { projectId, ...settings },
      'project { matchSettings { matchOn matchAttribute sources } }',
    ),
  );
  await idle();
}

/** Waits until no job is left to do. */
async function idle(): Promise<void> {
  for (let left = 600; left > 0; left -= 1) {
    const [open] = await database`select 1 from jobs where finished_at is null limit 1`;
    if (open === undefined) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('a job has not ended within a minute');
}

describe('a task finds its ticket', () => {
  it('by its external id, whichever of the two comes first', async () => {
    const { owner, analyst, projectId } = await start();
    await addTasks(owner, projectId, [named('T1')]);
    await record(owner, [told('T1', { resolved: true }), told('T2', { resolved: false })]);
    expect(await tasksOf(analyst, 'T1')).toEqual(['T1']);
    expect(await tasksOf(analyst, 'T2')).toEqual([]);
    expect(await coverageOf(analyst, projectId)).toMatchObject({ matched: 1, unmatched: 1 });
    assay.advance({ minutes: 2 });
    await importFile(owner, projectId, jsonLines([nativeTask('T2')]));
    await idle();
    expect(await tasksOf(analyst, 'T2')).toEqual(['T2']);
    expect(await coverageOf(analyst, projectId)).toMatchObject({
      ...{ matched: 2, unmatched: 0, tasks: 2, tasksWithTicket: 2, lateMatches: 1 },
    });
  });

  it('by the conversation, and loses it when the ticket turns out to be of another', async () => {
    const { owner, analyst, projectId } = await start();
    await settle(owner, projectId, { matchOn: 'CONVERSATION_ID' });
    await addTasks(owner, projectId, [named('C1'), named('C2'), named('T1')]);
    await record(owner, [told('T1', { conversationId: 'C1', eventId: 'a' })]);
    expect(await tasksOf(analyst, 'T1')).toEqual(['C1']);
    const later = '2026-01-01T13:00:00Z';
    await record(owner, [told('T1', { conversationId: 'C2', eventId: 'b', occurredAt: later })]);
    expect(await tasksOf(analyst, 'T1')).toEqual(['C2']);
    const { matches } = await ticketOf(analyst, 'T1');
    expect(
      matches.map(({ rule, stands }: { rule: string; stands: boolean }) => [rule, stands]),
    ).toContainEqual(['CONVERSATION_ID', false]);
  });

  it('by an attribute, and anew for all when the settings change', async () => {
    const { owner, analyst, projectId } = await start();
    await addTasks(owner, projectId, [
      named('T1', { attributes: { ticket: 'T9' } }),
      named('x', { attributes: { ticket: 'T1' } }),
    ]);
    await record(owner, [told('T1', { resolved: true })]);
    expect(await tasksOf(analyst, 'T1')).toEqual(['T1']);
    await settle(owner, projectId, { matchOn: 'ATTRIBUTE', matchAttribute: 'ticket' });
    expect(await tasksOf(analyst, 'T1')).toEqual(['x']);
    await addTasks(owner, projectId, [named('y', { attributes: { ticket: 'T1' } })]);
    await idle();
    expect(await tasksOf(analyst, 'T1')).toEqual(['x', 'y']);
    await settle(owner, projectId, { matchOn: 'EXTERNAL_TICKET_ID', sources: ['another'] });
    expect(await tasksOf(analyst, 'T1')).toEqual([]);
    const wrong = await owner.change(
      'saveMatchSettings',
      { projectId, matchOn: 'ATTRIBUTE' },
      'project { id }',
    );
    expect(wrong).toMatchObject({ code: 'INVALID_INPUT', field: 'matchAttribute' });
  });

  it('when many outcomes and many tasks come at the same moment', async () => {
    const { owner, analyst, projectId } = await start();
    const ids = Array.from({ length: 120 }, (_, n) => `T${n}`);
    const parts = Array.from({ length: 12 }, (_, n) => ids.slice(10 * n, 10 * n + 10));
    await Promise.all([
      ...parts.map((part) =>
        addTasks(
          owner,
          projectId,
          part.map((id) => named(id)),
        ),
      ),
      ...parts.map((part) =>
        record(
          owner,
          part.map((id) => told(id, { resolved: true })),
        ),
      ),
    ]);
    await idle();
    expect(await coverageOf(analyst, projectId)).toMatchObject({
      matched: 120,
      tasksWithTicket: 120,
    });
  });

  it('in an import of outcomes, and once on demand where nothing changed', async () => {
    const { owner, analyst, projectId } = await start();
    await addTasks(owner, projectId, [named('T1')]);
    await importOutcomes(owner, projectId, jsonLines([told('T1', { resolved: true })]));
    expect(await tasksOf(analyst, 'T1')).toEqual(['T1']);
    const { job } = payload(await owner.change('matchTickets', { projectId }, 'job { id kind }'));
    expect(await ended(owner, job.id)).toMatchObject({ kind: 'tickets.match', state: 'SUCCEEDED' });
    expect((await ticketOf(analyst, 'T1')).matches).toHaveLength(1);
  });
});

describe('a person', () => {
  const change = (person: Person, name: string, ticketId: string, taskId: string) =>
    person.change(name, { ticketId, taskId }, 'ticket { id } task { id }');

  it('matches and unmatches by hand, and no rule overrules them', async () => {
    const { owner, analyst, projectId } = await start();
    const [one = '', two = ''] = await addTasks(owner, projectId, [named('T1'), named('other')]);
    for (const taskId of [one, two]) {
      payload(await owner.change('openTask', { taskId }, 'task { id }'));
    }
    await record(owner, [told('T1', { resolved: true, eventId: 'a' })]);
    const { id } = await ticketOf(owner, 'T1');
    payload(await change(owner, 'unmatchTicket', id, one));
    payload(await change(owner, 'matchTicket', id, two));
    expect(await tasksOf(analyst, 'T1')).toEqual(['other']);
    await record(owner, [told('T1', { resolved: false, eventId: 'b' })]);
    payload(await owner.change('matchTickets', { projectId }, 'job { id }'));
    await idle();
    expect(await tasksOf(analyst, 'T1')).toEqual(['other']);
    const { matches } = await ticketOf(analyst, 'T1');
    expect(matches).toMatchObject([
      { rule: 'PERSON', stands: true, matchedBy: 'Olga Owner' },
      { rule: 'PERSON', stands: false, matchedBy: 'Olga Owner' },
    ]);
    expect(await change(owner, 'matchTicket', id, two)).toMatchObject({ code: 'CONFLICT' });
    expect(await change(owner, 'unmatchTicket', id, one)).toMatchObject({ code: 'CONFLICT' });
    expect(await change(owner, 'matchTicket', id, id)).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('who may still judge a task does not match it', async () => {
    const { owner, projectId } = await start();
    const [taskId = ''] = await addTasks(owner, projectId, [named('x')]);
    await record(owner, [told('T1', { resolved: true })]);
    const { id } = await ticketOf(owner, 'T1');
    expect(await change(owner, 'matchTicket', id, taskId)).toMatchObject({
      ...{ code: 'CONFLICT', field: 'taskId' },
    });
  });
});

describe('two sources for one ticket', () => {
  it('are told as a conflict', async () => {
    const { owner, analyst, projectId } = await start();
    await addTasks(owner, projectId, [named('T1'), named('T2')]);
    await record(owner, [
      told('T1', { source: 'desk', resolved: true }),
      told('T1', { source: 'shop', resolved: false }),
      told('T2', { source: 'desk', resolved: true }),
    ]);
    const conflict = await ticketsOf(
      analyst,
      { match: 'CONFLICT', projectId },
      'conflictsWith { source externalId }',
    );
    expect(conflict.nodes).toMatchObject([
      { source: 'shop', conflictsWith: [{ source: 'desk', externalId: 'T1' }] },
      { source: 'desk', conflictsWith: [{ source: 'shop', externalId: 'T1' }] },
    ]);
    expect(await coverageOf(analyst, projectId)).toMatchObject({
      ...{ conflicts: 1, tickets: 3, matched: 3, tasksWithTicket: 2 },
      bySource: [
        { source: 'desk', tickets: 2, matched: 2 },
        { source: 'shop', tickets: 1, matched: 1 },
      ],
    });
    await settle(owner, projectId, { matchOn: 'EXTERNAL_TICKET_ID', sources: ['desk'] });
    expect(await coverageOf(analyst, projectId)).toMatchObject({
      conflicts: 0,
      tickets: 2,
      matched: 2,
    });
  });
});
