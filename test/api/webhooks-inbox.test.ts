import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Assay, startAssay } from '../support/harness.ts';
import { eventsOf, Inboxes, minute, told } from '../support/inbox.ts';
import { newKey, type Person } from '../support/person.ts';
import { organisation, payload } from '../support/scenario.ts';
import { deliveriesOf, newEndpoint, send, settled } from '../support/webhooks.ts';

let assay: Assay;
let owner: Person;
let database: postgres.Sql;
let inboxes: Inboxes;
beforeAll(async () => {
  assay = await startAssay();
  inboxes = new Inboxes(assay);
  ({ owner } = await organisation(assay));
  database = postgres(assay.database.ownerUrl, { max: 2, onnotice: () => {} });
});
afterAll(async () => {
  await inboxes.stop();
  await database.end();
  await assay.stop();
});

const outcomes = (source: string) => database`
  select t.external_id as id, o.resolved, o.resolution_kind as kind, o.reopens, o.csat_raw as csat, o.csat_scale as scale,
    o.opened_at as "openedAt", o.resolved_at as "resolvedAt", o.last_event_at as "lastEventAt"
  from tickets t left join ticket_outcomes o on o.tenant_id = t.tenant_id and o.ticket_id = t.id
  where t.source = ${source} order by t.external_id`;
describe('an event that was received', () => {
  it('makes a ticket that no task knows yet, and waits to be matched', async () => {
    const endpoint = await newEndpoint(owner, 'ZENDESK', 'zd');
    const status = (id: string, current: string, time: string) => ({
      ...{ id, type: 'zen:event-type:ticket.status_changed', time },
      detail: { id: '35436', status: current, created_at: minute(0), via: { channel: 'web' } },
      event: { current, previous: 'OPEN' },
    });
    await send(endpoint, status('a', 'SOLVED', minute(30)));
    expect(await inboxes.effects(owner, endpoint)).toMatchObject([
      {
        state: 'APPLIED',
        attempts: 1,
        reason: null,
        settledAt: expect.any(String),
        nextAttemptAt: null,
      },
    ]);
    expect(await outcomes('zd')).toMatchObject([
      {
        id: '35436',
        resolved: true,
        kind: 'AGENT',
        openedAt: new Date(minute(0)),
        resolvedAt: new Date(minute(30)),
      },
    ]);
    const matches = await database`select from ticket_matches`;
    expect(matches).toHaveLength(0);
    const [{ origin_id: originId } = {}] = await database`
      select origin, origin_id from outcome_events where event_id = 'zendesk:a'`;
    const [delivery] = await deliveriesOf(owner, endpoint);
    expect(delivery.id).toBe(`WebhookDelivery_${originId}`);
  });

  it.each([
    ['is no JSON', 'no json', 'FAILED', 'The body is no JSON.'],
    ['tells nothing of its ticket', told('x', 1), 'FAILED', /nothing|names/i],
    ['has no time', { externalId: 'x', resolved: true }, 'FAILED', /occurredAt/],
    ['has a name that nobody knows', told('x', 1, { solved: true }), 'FAILED', /solved/],
    [
      'has a duration below 0',
      told('x', 1, { fullResolutionCalendarSeconds: -1 }),
      'FAILED',
      /fullResolution/,
    ],
    [
      'has satisfaction off its scale',
      told('x', 1, { csat: { raw: 9, scale: 'ONE_TO_FIVE' } }),
      'FAILED',
      /csat/,
    ],
    [
      'has a scale that is none',
      told('x', 1, { csat: { raw: 1, scale: 'STARS' } }),
      'FAILED',
      /csat/,
    ],
    [
      'names a measure that is not declared',
      told('x', 1, { measures: { nps: 1 } }),
      'FAILED',
      /nps/,
    ],
    [
      'has text that cannot be stored',
      told('x\u0000', 1, { resolved: true }),
      'FAILED',
      /externalId/,
    ],
    ['is a number', '7', 'FAILED', /./],
    ['is null', 'null', 'FAILED', /./],
    ['has a list of nothing', { tickets: [] }, 'FAILED', /tickets/],
  ])('%s: it says why', async (_what, event, state, reason) => {
    const endpoint = await newEndpoint(owner, 'GENERIC', `why-${newKey().slice(0, 8)}`);
    await send(endpoint, event);
    const [delivery] = await inboxes.effects(owner, endpoint);
    expect(delivery).toMatchObject({ state, attempts: 1 });
    expect(delivery.reason).toMatch(reason);
  });

  it('that tells of several tickets records the good ones and names the bad one', async () => {
    const endpoint = await newEndpoint(owner, 'GENERIC', 'list');
    const tickets = [told('L1', 1, { resolved: true }), told('L2', 1, { reopens: -1 })];
    await send(endpoint, { tickets });
    const [delivery] = await inboxes.effects(owner, endpoint);
    expect(delivery).toMatchObject({ state: 'FAILED', reason: expect.stringContaining('reopens') });
    expect(await outcomes('list')).toMatchObject([{ id: 'L1', resolved: true }]);
  });

  it('that tells nothing of an outcome is ignored, and says so', async () => {
    const endpoint = await newEndpoint(owner, 'INTERCOM', 'ping');
    const item = { type: 'ping', message: 'hello' };
    await send(endpoint, { type: 'notification_event', id: 'n1', topic: 'ping', data: { item } });
    expect(await inboxes.effects(owner, endpoint)).toMatchObject([
      { state: 'IGNORED', reason: 'ping tells nothing of an outcome.', attempts: 1 },
    ]);
  });

  it('does not choose its source', async () => {
    const endpoint = await newEndpoint(owner, 'GENERIC', 'ours');
    await send(endpoint, told('S1', 1, { source: 'theirs', resolved: true }));
    await inboxes.effects(owner, endpoint);
    expect(await outcomes('theirs')).toEqual([]);
    expect(await outcomes('ours')).toMatchObject([{ id: 'S1' }]);
  });
});

describe('events in any order', () => {
  it('twice, shuffled, and taken by several at once have their effect once', async () => {
    const endpoint = await newEndpoint(owner, 'GENERIC', 'storm');
    const [tickets, perTicket] = [20, 8];
    const events = Array.from({ length: tickets * perTicket }, (_, n) => {
      const step = Math.floor(n / tickets);
      const fields = {
        ...(step % 2 === 0 && { resolved: step % 4 === 0 }),
        ...(step % 3 === 0 && { reopens: step }),
        ...(step % 5 === 0 && { csat: { raw: 1 + (step % 5), scale: 'ONE_TO_FIVE' } }),
        ...(step === 1 && { resolutionKind: 'ASSUMED' }),
        attributes: { step: { value: `${step}`, knownAt: null } },
      };
      return told(`T${String(n % tickets).padStart(2, '0')}`, step, fields);
    });
    const ids = events.map(() => newKey());
    // a fixed shuffle: the step has no divisor in common with the number of sends
    const sends = events.length * 3;
    const order = Array.from({ length: sends }, (_, n) => (n * 77) % sends);
    inboxes.start(3);
    for (let from = 0; from < sends; from += 40) {
      const answers = await Promise.all(
        order.slice(from, from + 40).map((n) => {
          const which = n % events.length;
          return send(endpoint, events[which] ?? {}, { id: ids[which] ?? '' });
        }),
      );
      expect(answers.every(({ status }) => status === 202 || status === 200)).toBe(true);
    }
    await settled(owner, endpoint);
    await inboxes.stop();
    const states = await database`
      select state, count(*)::int as n from webhook_deliveries where endpoint_id = ${endpoint.id.split('_')[1] ?? ''} group by 1`;
    expect(states).toEqual([{ state: 'APPLIED', n: events.length }]);
    expect(await eventsOf(database, 'storm')).toBe(events.length);
    expect(await outcomes('storm')).toEqual(
      Array.from({ length: tickets }, (_, n) => ({
        id: `T${String(n).padStart(2, '0')}`,
        // minutes 0 to 7: the last even one is 6, the last third 6, the last fifth 5
        ...{ resolved: false, kind: 'ASSUMED', reopens: 6, csat: 1, scale: 'ONE_TO_FIVE' },
        ...{ openedAt: null, resolvedAt: null, lastEventAt: new Date(minute(7)) },
      })),
    );
  }, 120_000);
});

describe('a replay', () => {
  const replay = (id: string) =>
    owner.change(
      'replayWebhookDelivery',
      { webhookDeliveryId: id },
      'webhookDelivery { id state reason settledAt }',
    );

  it('has no second effect', async () => {
    const endpoint = await newEndpoint(owner, 'GENERIC', 'again');
    await send(endpoint, told('A1', 1, { resolved: true }));
    const [first] = await inboxes.effects(owner, endpoint);
    const before = await outcomes('again');
    expect(payload(await replay(first.id)).webhookDelivery).toEqual({
      ...{ id: first.id, state: 'RECEIVED', reason: null, settledAt: null },
    });
    expect((await replay(first.id)).code).toBe('CONFLICT');
    expect(await inboxes.effects(owner, endpoint)).toMatchObject([{ state: 'APPLIED' }]);
    expect(await eventsOf(database, 'again')).toBe(1);
    expect(await outcomes('again')).toEqual(before);
  });

  it('of an endpoint that is disabled is read all the same', async () => {
    const endpoint = await newEndpoint(owner, 'GENERIC', 'off');
    await send(endpoint, told('O1', 1, { resolved: true }));
    payload(
      await owner.change(
        'disableWebhookEndpoint',
        { webhookEndpointId: endpoint.id },
        'webhookEndpoint { id }',
      ),
    );
    expect(await inboxes.effects(owner, endpoint)).toMatchObject([{ state: 'APPLIED' }]);
  });
});

it('counts what became of events, and when the last came', async () => {
  const endpoint = await newEndpoint(owner, 'GENERIC', 'counted');
  await send(endpoint, told('N1', 1, { resolved: true }));
  await send(endpoint, told('N2', 1, { resolved: false }));
  await send(endpoint, 'no json');
  await inboxes.effects(owner, endpoint);
  await send(endpoint, told('N3', 1, { resolved: true }));
  const { webhookEndpoint } = await owner.get(
    `query ($id: ID!) { webhookEndpoint(id: $id) { lastReceivedAt deliveryCounts { received applied ignored failed }
      deliveries(states: [FAILED]) { totalCount nodes { reason } } } }`,
    { id: endpoint.id },
  );
  expect(webhookEndpoint).toEqual({
    lastReceivedAt: expect.stringMatching(/Z$/),
    deliveryCounts: { received: 1, applied: 2, ignored: 0, failed: 1 },
    deliveries: { totalCount: 1, nodes: [{ reason: 'The body is no JSON.' }] },
  });
});
