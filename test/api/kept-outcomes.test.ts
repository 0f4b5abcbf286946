import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Chores, until } from '../support/chores.ts';
import { type Assay, startAssay } from '../support/harness.ts';
import { recordOutcomes } from '../support/kpi.ts';
import { manyTickets } from '../support/many-tickets.ts';
import { uuidOf } from '../support/one-of-each.ts';
import type { Person } from '../support/person.ts';
import { addTasks, join, newProject, organisation, ratingTask } from '../support/scenario.ts';

const tickets = 20_000;
let assay: Assay;
let database: postgres.Sql;
let chores: Chores;
let owner: Person;
let analyst: Person;
let projectId: string;
beforeAll(async () => {
  assay = await startAssay();
  database = postgres(assay.database.ownerUrl, { max: 2, onnotice: () => {} });
  chores = new Chores(assay, database, 'outcomes.keep');
  const made = await organisation(assay);
  owner = made.owner;
  analyst = await join(assay, owner, made.slug, 'ANALYST');
  projectId = await newProject(owner);
  await manyTickets(database, projectId, tickets);
});
afterAll(async () => {
  await database.end();
  await assay.stop();
});

const coverage = `tickets matched unmatched matchedElsewhere conflicts lateMatches lateEvents tasks tasksWithTicket matchRate { value }
  satisfaction { answered unanswered unoffered byScale { scale answers mean } } bySource { source tickets matched lastEventAt }
  resolutionKinds { kind count } lastEventAt
  distributions { key label unit n missing mean p10 median p90 bins { low high count } levels { label count } }`;
async function coverageOf(person: Person, id = projectId) {
  const { project } = await person.get(
    `query ($id: ID!) { project(id: $id) { outcomeCoverage { countedAt ${coverage} } } }`,
    { id },
  );
  const { countedAt, ...figures } = project.outcomeCoverage;
  return { countedAt, figures };
}
const kept = () =>
  database<{ countedAt: Date; nextAt: Date }[]>`
    select counted_at as "countedAt", next_at as "nextAt" from kept_outcomes where project_id = ${uuidOf(projectId)}`;

let told = 0;
/** One more event about a ticket. */
async function tell(externalId: string): Promise<void> {
  told += 1;
  const occurredAt = new Date(Date.UTC(2026, 0, 1, 0, told)).toISOString();
  const event = { source: 'desk', externalId, eventId: `told-${told}`, occurredAt, reopens: 1 };
  expect(await recordOutcomes(owner, [event])).toBe(1);
}

describe('outcomes of a project with many tickets', () => {
  it('are counted by one job a while after events came, to the same figures', async () => {
    await tell('many-1');
    await chores.isQueued();
    expect(await chores.queued()).toMatchObject([{ key: `outcomes.keep:${uuidOf(projectId)}` }]);
    const live = await coverageOf(analyst);
    expect(live.countedAt).toBeNull();
    expect(live.figures).toMatchObject({ matched: tickets, tasksWithTicket: tickets });
    const resolved = live.figures.distributions.find(
      ({ key }: { key: string }) => key === 'resolved',
    );
    expect(resolved).toMatchObject({ n: tickets, mean: 0.8, bins: [] });
    const csat = live.figures.distributions.find(
      ({ key }: { key: string }) => key === 'csat:ONE_TO_FIVE',
    );
    expect(csat).toMatchObject({ label: 'Satisfaction, one to five', n: tickets, median: 0.5 });
    await chores.perform();
    const counted = await coverageOf(analyst);
    expect(counted.figures).toEqual(live.figures);
    const [row] = await kept();
    expect(counted.countedAt).toBe(row?.countedAt.toISOString());
  });

  it('are shown as they were counted, until they are counted again', async () => {
    await tell('of no task');
    expect((await coverageOf(analyst)).figures.unmatched).toBe(0);
    await chores.isQueued();
    await chores.perform();
    expect((await coverageOf(analyst)).figures.unmatched).toBe(1);
  });

  it('are counted seldom where that takes long, and events do not put it off', async () => {
    const nextAt = new Date(Date.now() + 3_600_000);
    await database`update kept_outcomes set next_at = ${nextAt.toISOString()}`;
    await tell('many-2');
    await chores.isQueued();
    const due = async () => (await chores.queued()).map(({ run_at }) => run_at);
    expect(await due()).toEqual([nextAt]);
    await database`update kept_outcomes set next_at = ${new Date(nextAt.getTime() + 60_000).toISOString()}`;
    await tell('many-3');
    await until('the event was announced', async () => {
      const [left] = await database`select from outbox`;
      return left === undefined;
    });
    expect(await due()).toEqual([nextAt]);
    await chores.perform();
    const [row] = await kept();
    expect(row?.nextAt.getTime()).toBeGreaterThan(row?.countedAt.getTime() ?? Number.NaN);
    expect(row?.nextAt.getTime()).toBeLessThan(nextAt.getTime());
  });

  it('are never what is kept for who may still judge the task of a ticket', async () => {
    await tell('shared');
    await addTasks(owner, projectId, [ratingTask('open', { externalId: 'shared' })]);
    await chores.isQueued();
    await chores.perform();
    expect((await coverageOf(analyst)).countedAt).not.toBeNull();
    const mine = await coverageOf(owner);
    expect(mine.countedAt).toBeNull();
    expect(mine.figures.distributions[0].n + mine.figures.distributions[0].missing).toBe(tickets);
  });

  it('are counted for each answer where there are few', async () => {
    const small = await newProject(owner);
    await addTasks(owner, small, [ratingTask('few', { externalId: 'few-1' })]);
    await tell('few-1');
    await chores.isQueued();
    await chores.perform();
    const found = await coverageOf(analyst, small);
    expect(found.countedAt).toBeNull();
    expect(found.figures.matched).toBe(1);
  });
});
