import postgres from 'postgres';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createConnector, credentials, Desks, startBackfill } from '../support/desks.ts';
import { startAssay } from '../support/harness.ts';
import { ended } from '../support/imports.ts';
import { eventsOf } from '../support/inbox.ts';
import { newKey } from '../support/person.ts';
import { organisation, payload } from '../support/scenario.ts';
import { intercom, intercomConversation, TicketSystem } from '../support/ticket-systems.ts';

let desks: Desks;
let database: postgres.Sql;
beforeAll(async () => {
  desks = await Desks.start();
  database = postgres(desks.assay.database.ownerUrl, { max: 1, onnotice: () => {} });
});
afterEach(() => desks.forget());
afterAll(async () => {
  await database.end();
  await desks.stop();
});

const outcomes = (source: string) => database`
  select t.external_id as id, o.resolved, o.resolution_kind as kind, o.reopens, o.csat_raw as csat, o.csat_scale as scale,
    o.first_resolution_calendar_seconds as calendar, o.first_resolution_business_seconds as business
  from tickets t join ticket_outcomes o on o.tenant_id = t.tenant_id and o.ticket_id = t.id
  where t.source = ${source} order by length(t.external_id), t.external_id`;
describe('a backfill', () => {
  it('reads Zendesk: tickets with their metrics, then ratings', async () => {
    const backfill = await desks.backfilled('ZENDESK', 'zendesk');
    expect(backfill).toMatchObject({
      ...{ pagesRead: 8, ticketsRead: 45, eventsRecorded: 70, ticketsFailed: 0, lastProblem: null },
      job: { state: 'SUCCEEDED', progress: 45, error: null },
    });
    const rows = await outcomes('zendesk');
    expect(rows).toHaveLength(45);
    expect(rows[0]).toEqual({
      ...{ id: '1000', resolved: true, kind: 'AGENT', reopens: 1, csat: 1, scale: 'GOOD_BAD' },
      ...{ calendar: 7_200, business: 3_600 },
    });
    expect(rows[1]).toMatchObject({ resolved: false, kind: null, csat: 0, calendar: null });
    expect(rows[44]).toMatchObject({ id: '1044', csat: null });
    const [first] = desks.systems.ZENDESK.requests;
    expect(first?.headers).toMatchObject({
      authorization: `Basic ${Buffer.from(credentials.ZENDESK).toString('base64')}`,
      'accept-encoding': 'identity',
    });
  });

  it('reads Intercom: what was assumed is kept apart from what people did', async () => {
    const backfill = await desks.backfilled('INTERCOM', 'intercom');
    expect(backfill).toMatchObject({
      ...{ pagesRead: 3, ticketsRead: 40, eventsRecorded: 40 },
      job: { state: 'SUCCEEDED', progress: 40, total: 40 },
    });
    const rows = await outcomes('intercom');
    expect(rows.slice(0, 3)).toEqual([
      {
        ...{
          id: '7000',
          resolved: true,
          kind: 'ASSUMED',
          reopens: 0,
          csat: 1,
          scale: 'ONE_TO_FIVE',
        },
        ...{ calendar: 1_200, business: 600 },
      },
      {
        ...{ id: '7001', resolved: false, kind: null, reopens: 0, csat: null, scale: null },
        ...{ calendar: null, business: null },
      },
      {
        ...{ id: '7002', resolved: true, kind: 'AGENT', reopens: 0, csat: null, scale: null },
        ...{ calendar: 1_200, business: 600 },
      },
    ]);
    expect(desks.systems.INTERCOM.requests[0]?.headers).toMatchObject({
      ...{ authorization: `Bearer ${credentials.INTERCOM}`, 'intercom-version': '2.15' },
    });
  });

  it('reads Freshdesk: times become seconds, codes stay codes', async () => {
    const backfill = await desks.backfilled('FRESHDESK', 'freshdesk');
    expect(backfill).toMatchObject({
      ...{ pagesRead: 4, ticketsRead: 230, eventsRecorded: 242 },
      job: { state: 'SUCCEEDED' },
    });
    const rows = await outcomes('freshdesk');
    expect(rows).toHaveLength(230);
    expect(rows[0]).toMatchObject({
      id: '1',
      resolved: true,
      calendar: 3_600,
      csat: 103,
      scale: 'FRESHDESK',
    });
    expect(rows[1]).toMatchObject({ id: '2', resolved: false, calendar: null, csat: -103 });
    expect(desks.systems.FRESHDESK.requests[0]?.headers.authorization).toBe(
      `Basic ${Buffer.from(`${credentials.FRESHDESK}:X`).toString('base64')}`,
    );
  });

  it('read again tells nothing new', async () => {
    const id = await desks.connect('INTERCOM', 'twice');
    for (const eventsRecorded of [40, 0]) {
      const { backfill } = payload(await startBackfill(desks.owner, id));
      await ended(desks.owner, backfill.job.id);
      expect(await desks.found(backfill.id)).toMatchObject({ ticketsRead: 40, eventsRecorded });
    }
    expect(await eventsOf(database, 'twice')).toBe(40);
    const { connector } = await desks.owner.get(
      'query ($id: ID!) { connector(id: $id) { kind source backfills { totalCount nodes { eventsRecorded } } } }',
      { id },
    );
    expect(connector).toEqual({
      ...{ kind: 'INTERCOM', source: 'twice' },
      backfills: { totalCount: 2, nodes: [{ eventsRecorded: 0 }, { eventsRecorded: 40 }] },
    });
  });

  it('keeps what could not be understood, and goes on', async () => {
    const broken = await TicketSystem.start(
      intercom(
        [
          intercomConversation(0),
          { id: '' },
          intercomConversation(2, { created_at: 1_900_000_000 }),
        ],
        15,
      ),
    );
    const other = await startAssay({ worker: true, connectorHosts: [broken.url] });
    try {
      const { owner: admin } = await organisation(other);
      const input = { kind: 'INTERCOM', baseUrl: broken.url, credential: credentials.INTERCOM };
      const { connector } = payload(await createConnector(admin, input));
      const { backfill } = payload(
        await admin.change(
          'startBackfill',
          { idempotencyKey: newKey(), connectorId: connector.id, since: '2026-01-01T00:00:00Z' },
          'backfill { id job { id } }',
        ),
      );
      expect(await ended(admin, backfill.job.id)).toMatchObject({ state: 'SUCCEEDED' });
      const { node } = await admin.get(
        `query ($id: ID!) { node(id: $id) { ... on Backfill { ticketsRead eventsRecorded ticketsFailed lastProblem } } }`,
        { id: backfill.id },
      );
      expect(node).toMatchObject({
        ...{ ticketsRead: 3, eventsRecorded: 1, ticketsFailed: 2 },
        lastProblem: expect.stringMatching(/^ticket 7002: /),
      });
    } finally {
      await other.stop();
      await broken.stop();
    }
  });
});

describe('trouble on the way', () => {
  it('that passes is waited out: too many requests, an error, a cut, half an answer', async () => {
    desks.systems.INTERCOM.troubles.push(
      { status: 429, headers: { 'retry-after': '2' } },
      { status: 500 },
      'CUT',
      'HALF',
      { status: 503, body: '<html>' },
    );
    const began = performance.now();
    const backfill = await desks.backfilled('INTERCOM', 'trouble');
    expect(backfill).toMatchObject({ eventsRecorded: 40, job: { state: 'SUCCEEDED' } });
    // two seconds as asked, then 0.5 + 1 + 2 + 4
    expect(performance.now() - began).toBeGreaterThan(9_000);
    expect(desks.systems.INTERCOM.requests).toHaveLength(8);
  }, 60_000);

  it.each([
    [401, /refused the credential \(401\)/],
    [403, /refused the credential \(403\)/],
    [404, /did not give the list of tickets \(404\)/],
    [302, /sent us elsewhere \(302\)/],
    [200, /something else than JSON/],
  ])(
    'that does not pass is told, without what the other side said: %i',
    async (status, message) => {
      const headers = { location: 'http://127.0.0.1:1/secret' };
      desks.systems.ZENDESK.troubles.push({ status, headers, body: 'the other side says hello' });
      const { job } = await desks.backfilled('ZENDESK', `refused-${status}`);
      expect(job).toMatchObject({ state: 'FAILED', error: expect.stringMatching(message) });
      expect(job.error).not.toContain('hello');
      expect(desks.systems.ZENDESK.requests).toHaveLength(1);
    },
  );

  it('is also a page that is none', async () => {
    desks.systems.ZENDESK.troubles.push({ status: 200, body: '{"tickets":"none"}' });
    const { job } = await desks.backfilled('ZENDESK', 'no-page');
    expect(job).toMatchObject({
      state: 'FAILED',
      error: 'The answer is no page that is understood.',
    });
  });
});
