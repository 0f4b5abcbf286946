import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  changeEvents,
  deliveriesTo,
  newSubscription,
  subscribeTo,
  subscriptionOf,
  testEvent,
} from '../support/events.ts';
import { type Assay, startAssay } from '../support/harness.ts';
import { newKey, type Person } from '../support/person.ts';
import { join, newProject, organisation, payload } from '../support/scenario.ts';

const allowed = 'http://127.0.0.1:9';
const good = 'https://pipeline.example.test/hooks/assay?team=1';

const statements: string[] = [];
let assay: Assay;
let owner: Person;
let slug: string;
let database: postgres.Sql;
beforeAll(async () => {
  assay = await startAssay({
    eventHosts: [allowed],
    onStatement: (statement) => statements.push(statement),
  });
  ({ owner, slug } = await organisation(assay));
  database = postgres(assay.database.ownerUrl, { max: 1, onnotice: () => {} });
});
afterAll(async () => {
  await database.end();
  await assay.stop();
});

describe('an address of a receiver', () => {
  it.each([
    ['no TLS', 'http://pipeline.example.test/'],
    ['another port', 'https://pipeline.example.test:8443/'],
    ['a user', 'https://user:secret@pipeline.example.test/'],
    ['a fragment', 'https://pipeline.example.test/#part'],
    ['another scheme', 'file:///etc/passwd'],
    ['no address at all', 'pipeline'],
    ['this machine', 'https://localhost/'],
    ['this machine, below a name', 'https://api.localhost/'],
    ['this machine, with a full stop', 'https://localhost./'],
    ['a name without a domain', 'https://metadata/'],
    ['a name of a cloud', 'https://metadata.google.internal/'],
    ['a name of a home', 'https://printer.local/'],
    ['the loopback', 'https://127.0.0.1/'],
    ['the loopback, in short', 'https://127.1/'],
    ['the loopback as one number', 'https://2130706433/'],
    ['the loopback in hexadecimal', 'https://0x7f.0.0.1/'],
    ['the loopback in octal', 'https://0177.0.0.1/'],
    ['metadata', 'https://169.254.169.254/latest/meta-data/'],
    ['IPv6', 'https://[::1]/'],
    ['IPv4 in IPv6', 'https://[::ffff:169.254.169.254]/'],
    ['a private network', 'https://10.0.0.1/'],
    ['a public address without a name', 'https://8.8.8.8/'],
    ['another port of what is allowed', 'http://127.0.0.1:10/'],
    ['a path that is another host', 'https://pipeline.example.test//evil.test/'],
    ['two thousand characters and more', `https://pipeline.example.test/${'x'.repeat(2_000)}`],
  ])('is refused: %s', async (_what, url) => {
    expect(await subscribeTo(owner, url)).toMatchObject({ code: 'INVALID_INPUT', field: 'url' });
    const { id } = await newSubscription(owner, good);
    const input = { eventSubscriptionId: id, name: 'Other', url, types: ['KPI_RUN_COMPLETED'] };
    const changed = await changeEvents(owner, 'updateEventSubscription', input);
    expect(changed).toMatchObject({ code: 'INVALID_INPUT', field: 'url' });
    expect(await subscriptionOf(owner, id)).toMatchObject({ url: good, name: 'Pipeline' });
    payload(await changeEvents(owner, 'disableEventSubscription', { eventSubscriptionId: id }));
  });

  it('is taken with path and query, or as the operator allows it', async () => {
    for (const url of [good, `${allowed}/events`]) {
      const { id } = await newSubscription(owner, ` ${url} `);
      expect(await subscriptionOf(owner, id)).toMatchObject({ url });
    }
  });
});

describe('a subscription', () => {
  it.each([
    ['no name', { name: ' ' }, 'INVALID_INPUT', 'name'],
    ['no type', { types: [] }, 'INVALID_INPUT', 'types'],
    ['a project that is not there', { projectId: `Project_${newKey()}` }, 'NOT_FOUND', null],
  ])('is not made with %s', async (_what, more, code, field) => {
    expect(await subscribeTo(owner, good, more)).toMatchObject({ code, field });
  });

  it('has a secret that is shown once, and kept sealed', async () => {
    const idempotencyKey = newKey();
    const made = payload(await subscribeTo(owner, good, { idempotencyKey }));
    expect(made).toMatchObject({
      replayed: false,
      secret: expect.stringMatching(/^whsec_[A-Za-z0-9+/]{43}=$/),
      eventSubscription: { url: good, types: ['KPI_RUN_COMPLETED'], project: null },
    });
    expect(payload(await subscribeTo(owner, good, { idempotencyKey }))).toEqual({
      ...made,
      ...{ replayed: true, secret: null },
    });
    expect(await subscribeTo(owner, `${good}2`, { idempotencyKey })).toMatchObject({
      code: 'IDEMPOTENCY_CONFLICT',
    });
    for (const table of ['event_subscriptions', 'audit_entries', 'idempotency_keys']) {
      const [{ text } = { text: '' }] = await database.unsafe<{ text: string }[]>(
        `select coalesce(string_agg(t::text, '|'), '') as text from ${table} t`,
      );
      expect(text).not.toContain(made.secret.slice(6));
    }
  });

  it('is changed as a whole', async () => {
    const { id } = await newSubscription(owner, good);
    const projectId = await newProject(owner);
    const row = {
      ...{ name: 'Trainer', url: `${good}&again`, projectId },
      types: ['DATASET_RELEASE_READY', 'CALIBRATION_CHANGED', 'CALIBRATION_CHANGED'],
    };
    const input = { eventSubscriptionId: id, ...row };
    payload(await changeEvents(owner, 'updateEventSubscription', input));
    expect(await subscriptionOf(owner, id)).toMatchObject({
      ...{ name: 'Trainer', url: `${good}&again`, project: { id: projectId } },
      types: ['CALIBRATION_CHANGED', 'DATASET_RELEASE_READY'],
    });
  });

  it('is disabled and enabled; what waited has failed, and is told then only if it is asked for', async () => {
    const { id } = await newSubscription(owner, good);
    const chosen = { eventSubscriptionId: id };
    await testEvent(owner, id);
    const off = payload(await changeEvents(owner, 'disableEventSubscription', chosen));
    expect(off.eventSubscription.disabledBecause).toBe('PERSON');
    expect(payload(await changeEvents(owner, 'disableEventSubscription', chosen))).toEqual(off);
    const [failed] = await deliveriesTo(owner, id);
    expect(failed).toMatchObject({
      ...{ state: 'FAILED', attempts: 0, nextAttemptAt: null },
      lastProblem: 'The subscription was disabled.',
    });
    const again = () => changeEvents(owner, 'replayEventDelivery', { eventDeliveryId: failed.id });
    expect(await again()).toMatchObject({ code: 'CONFLICT' });
    const test = { idempotencyKey: newKey(), eventSubscriptionId: id };
    expect((await owner.change('sendTestEvent', test, '__typename')).code).toBe('CONFLICT');
    const on = payload(await changeEvents(owner, 'enableEventSubscription', chosen));
    expect(on.eventSubscription).toMatchObject({ disabledAt: null, disabledBecause: null });
    expect(await deliveriesTo(owner, id, ['PENDING'])).toEqual([]);
    expect(payload(await again()).eventDelivery).toMatchObject({
      ...{ state: 'PENDING', eventId: failed.eventId, body: failed.body, settledAt: null },
    });
    expect(await again()).toMatchObject({ code: 'CONFLICT' });
  });

  it('is one of twenty at most, also when they are made at once', async () => {
    const other = (await organisation(assay)).owner;
    const answers = await Promise.all(
      Array.from({ length: 24 }, () => subscribeTo(other, good).catch((error: unknown) => error)),
    );
    const made = answers.filter((answer) => answer.__typename === 'CreateEventSubscriptionPayload');
    expect(made).toHaveLength(20);
    expect(answers.filter(({ code }) => code === 'CONFLICT')).toHaveLength(4);
    const id = made[0].eventSubscription.id;
    payload(await changeEvents(other, 'disableEventSubscription', { eventSubscriptionId: id }));
    payload(await subscribeTo(other, good));
    const enabled = await changeEvents(other, 'enableEventSubscription', {
      eventSubscriptionId: id,
    });
    expect(enabled.code).toBe('CONFLICT');
    const { eventSubscriptions } = await other.get('{ eventSubscriptions { id disabledAt } }');
    expect(eventSubscriptions).toHaveLength(21);
    expect(eventSubscriptions.at(-1).id).toBe(id);
  });

  it('is sent sixty test events an hour at most', async () => {
    const { id } = await newSubscription(owner, good);
    const idempotencyKey = newKey();
    const send = (key: string) =>
      owner.change(
        'sendTestEvent',
        { idempotencyKey: key, eventSubscriptionId: id },
        'replayed eventDelivery { id }',
      );
    const first = payload(await send(idempotencyKey));
    for (let n = 1; n < 60; n += 1) payload(await send(newKey()));
    expect((await send(newKey())).code).toBe('RATE_LIMITED');
    expect(payload(await send(idempotencyKey))).toEqual({ ...first, replayed: true });
    assay.advance({ minutes: 61 });
    payload(await send(newKey()));
  });

  it.each([-1, 169])('keeps no secret for %s hours', async (keepPreviousHours) => {
    const { id } = await newSubscription(owner, good);
    const input = { eventSubscriptionId: id, keepPreviousHours };
    expect(await owner.change('rotateEventSecret', input, 'secret')).toMatchObject({
      ...{ code: 'INVALID_INPUT', field: 'keepPreviousHours' },
    });
  });
});

it('as many statements read ten subscriptions with their events as two', async () => {
  const other = (await organisation(assay)).owner;
  const lists = `{ eventSubscriptions { id types project { name }
    deliveries(first: 5, states: [PENDING]) { totalCount nodes { id subscription { name } } } } }`;
  const read = async (count: number) => {
    for (let n = 0; n < count; n += 1) {
      const projectId = await newProject(other);
      const { id } = await newSubscription(other, good, { projectId });
      await testEvent(other, id);
    }
    statements.length = 0;
    const { eventSubscriptions } = await other.get(lists);
    for (const { deliveries } of eventSubscriptions) expect(deliveries.totalCount).toBe(1);
    return { sent: statements.length, rows: eventSubscriptions.length };
  };
  const two = await read(2);
  expect(two.sent).toBeGreaterThan(0);
  expect(await read(8)).toEqual({ sent: two.sent, rows: 10 });
});

describe('somebody else', () => {
  it.each(['LEAD', 'REVIEWER', 'ANNOTATOR', 'ANALYST'])(
    'neither reads nor changes subscriptions: %s',
    async (role) => {
      const { id } = await newSubscription(owner, good);
      const person = await join(assay, owner, slug, role);
      for (const query of ['{ eventSubscriptions { id } }', '{ eventDeliveries { totalCount } }']) {
        const { errors } = await person.ask(query);
        expect(errors.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
      }
      expect((await subscribeTo(person, good)).code).toBe('FORBIDDEN');
      const chosen = { eventSubscriptionId: id };
      for (const [name, input] of [
        ['disableEventSubscription', chosen],
        ['enableEventSubscription', chosen],
        ['rotateEventSecret', chosen],
        ['sendTestEvent', { ...chosen, idempotencyKey: newKey() }],
        ['replayEventDelivery', { eventDeliveryId: 'EventDelivery_x' }],
      ] as const) {
        expect([name, (await person.change(name, input, '__typename')).code]).toEqual([
          name,
          'FORBIDDEN',
        ]);
      }
      payload(await changeEvents(owner, 'disableEventSubscription', chosen));
    },
  );

  it('of another organisation sees nothing of them', async () => {
    const { id } = await newSubscription(owner, good);
    const eventDeliveryId = await testEvent(owner, id);
    const { owner: stranger } = await organisation(assay);
    const { eventSubscriptions, eventDeliveries, nodes } = await stranger.get(
      `query ($id: ID!, $ids: [ID!]!) { eventSubscriptions { id }
        eventDeliveries(eventSubscriptionId: $id) { totalCount nodes { id } } nodes(ids: $ids) { id } }`,
      { id, ids: [id, eventDeliveryId] },
    );
    expect([eventSubscriptions, nodes]).toEqual([[], [null, null]]);
    expect(eventDeliveries).toEqual({ totalCount: 0, nodes: [] });
    const input = { eventDeliveryId };
    expect((await changeEvents(stranger, 'replayEventDelivery', input)).code).toBe('NOT_FOUND');
  });
});
