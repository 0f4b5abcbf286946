import { Cleaner } from '@assay/server/cleaner';
import postgres from 'postgres';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  auditOf,
  changeEvents,
  deliveriesTo,
  isSignedBy,
  newSubscription,
  Receiver,
  type Refusal,
  Senders,
  soon,
  subscriptionOf,
  testEvent,
} from '../support/events.ts';
import { type Assay, startAssay } from '../support/harness.ts';
import type { Person } from '../support/person.ts';
import { organisation, payload } from '../support/scenario.ts';

let assay: Assay;
let owner: Person;
let receiver: Receiver;
let slow: Receiver;
let senders: Senders;
let subscription: { id: string; secret: string };
beforeAll(async () => {
  [receiver, slow] = await Promise.all([Receiver.start(), Receiver.start()]);
  assay = await startAssay({ eventHosts: [receiver.url, slow.url] });
  senders = new Senders(assay);
});
beforeEach(async () => {
  ({ owner } = await organisation(assay));
  subscription = await newSubscription(owner, `${receiver.url}/hooks?team=1`);
});
afterEach(async () => {
  await senders.stop();
  receiver.forget();
});
afterAll(async () => {
  await assay.stop();
  await Promise.all([receiver.stop(), slow.stop()]);
});

const deliveries = (states?: readonly string[]) => deliveriesTo(owner, subscription.id, states);
const newest = async () => (await deliveries())[0];
/** Whether so many attempts are over. One that is under way is given a minute; no wait is near that. */
const pendingFrom = async (attempts: number) => {
  const { state, attempts: had, nextAttemptAt } = await newest();
  const seconds = (new Date(nextAttemptAt).getTime() - now().getTime()) / 1_000;
  return state === 'PENDING' && had === attempts && seconds > 0 && (seconds < 10 || seconds > 100);
};
const now = () => assay.app.services.clock();
const audited = () => auditOf(owner, subscription.id);
/** Sends until nothing is due. */
async function send(until: () => Promise<boolean>, options: object = {}): Promise<void> {
  senders.start(receiver, options);
  await soon('the events are sent', until);
  await senders.stop();
}
const nothingWaits = async () => (await deliveries(['PENDING'])).length === 0;

describe('an event', () => {
  it('is sent once, with an id, a time and a signature that fits', async () => {
    const id = await testEvent(owner, subscription.id);
    await send(nothingWaits);
    expect(receiver.received).toHaveLength(1);
    const [event] = receiver.received;
    if (event === undefined) throw new Error('no event');
    expect(event.path).toBe('/hooks?team=1');
    expect(event.headers).toMatchObject({ 'content-type': 'application/json' });
    expect(event.headers['webhook-id']).toBe(`assay_test_${id.split('_')[1]}`);
    expect(
      Math.abs(Number(event.headers['webhook-timestamp']) - now().getTime() / 1_000),
    ).toBeLessThan(60);
    expect(isSignedBy(subscription.secret, event)).toBe(true);
    expect(isSignedBy(subscription.secret, { ...event, body: `${event.body} ` })).toBe(false);
    expect(JSON.parse(event.body)).toEqual({
      ...{ type: 'assay.test', timestamp: expect.stringMatching(/^\d{4}-.*Z$/) },
      data: { eventSubscriptionId: subscription.id },
    });
    expect(await newest()).toMatchObject({
      ...{ id, state: 'DELIVERED', attempts: 1, lastStatus: 204, lastProblem: null },
      ...{ body: event.body, nextAttemptAt: null, settledAt: expect.any(String) },
    });
  });

  it('is signed by both secrets while the one before counts', async () => {
    const input = { eventSubscriptionId: subscription.id, keepPreviousHours: 2 };
    const { secret } = payload(await owner.change('rotateEventSecret', input, 'secret'));
    await testEvent(owner, subscription.id);
    await send(nothingWaits);
    assay.advance({ minutes: 121 });
    await testEvent(owner, subscription.id);
    await send(nothingWaits);
    const believed = receiver.received.map((event) => [
      isSignedBy(secret, event),
      isSignedBy(subscription.secret, event),
    ]);
    expect(believed).toEqual([
      [true, true],
      [true, false],
    ]);
    expect((await subscriptionOf(owner, subscription.id)).previousSecretUntil).toBeNull();
  });

  it('that is sent again by hand keeps its id and its body', async () => {
    const eventDeliveryId = await testEvent(owner, subscription.id);
    await send(nothingWaits);
    payload(await changeEvents(owner, 'replayEventDelivery', { eventDeliveryId }));
    await send(nothingWaits);
    const [first, second] = receiver.received;
    expect(receiver.received).toHaveLength(2);
    expect(second?.body).toBe(first?.body);
    expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id']);
    expect(await newest()).toMatchObject({ state: 'DELIVERED', attempts: 1 });
  });

  it('goes out once and in order, whatever number of senders there is', async () => {
    const count = 30;
    const sent: string[] = [];
    for (let n = 0; n < count; n += 1) sent.push(await testEvent(owner, subscription.id));
    await send(nothingWaits, { count: 3 });
    expect(receiver.ids).toEqual(sent.map((id) => id.replace('EventDelivery', 'assay_test')));
    expect(receiver.atOnce).toBe(1);
  });
});

describe('an event that is not taken', () => {
  it.each([
    ['an error', { status: 500 }, 500, 'It answered 500.'],
    ['a redirect', { status: 302, headers: { location: '/elsewhere' } }, 302, 'sent us elsewhere'],
    ['a refusal', { status: 401 }, 401, 'It answered 401.'],
    ['a connection that ends', 'CUT', null, 'cut the connection'],
    ['silence', 'HANG', null, 'did not answer in time'],
  ] as const)('is sent again after %s, under the same id', async (_what, refusal, status, why) => {
    receiver.refusals.push(refusal satisfies Refusal);
    await testEvent(owner, subscription.id);
    await send(() => pendingFrom(1), { deadlineMs: 300 });
    expect(await newest()).toMatchObject({
      lastStatus: status,
      lastProblem: expect.stringContaining(why),
    });
    expect((await subscriptionOf(owner, subscription.id)).failingSince).not.toBeNull();
    assay.advance({ minutes: 1 });
    await send(nothingWaits);
    expect(new Set(receiver.ids).size).toBe(1);
    expect(receiver.received.map(({ path }) => path)).toEqual(['/hooks?team=1', '/hooks?team=1']);
    expect(await newest()).toMatchObject({
      ...{ state: 'DELIVERED', attempts: 2, lastStatus: 204, lastProblem: null },
    });
    expect((await subscriptionOf(owner, subscription.id)).failingSince).toBeNull();
  });

  it('counts as taken once it was answered well, whatever comes behind the status', async () => {
    receiver.refusals.push('HALF');
    await testEvent(owner, subscription.id);
    await send(nothingWaits);
    expect(await newest()).toMatchObject({ state: 'DELIVERED', attempts: 1, lastStatus: 200 });
  });

  it('is sent ten times over three days, then has failed; after five the subscription ends', async () => {
    receiver.refusals.push(...Array.from({ length: 40 }, () => ({ status: 500 })));
    const give = async () => {
      await testEvent(owner, subscription.id);
      const waits: number[] = [];
      for (let attempt = 1; attempt <= 10; attempt += 1) {
        await send(async () => (await pendingFrom(attempt)) || (await nothingWaits()));
        const { nextAttemptAt } = await newest();
        if (nextAttemptAt === null) break;
        const ms = new Date(nextAttemptAt).getTime() - now().getTime();
        waits.push(ms / 3_600_000);
        assay.advance({ minutes: Math.ceil(ms / 60_000) + 1 });
      }
      return waits;
    };
    const waits = await give();
    const planned = [5 / 3_600, 1 / 12, 0.5, 2, 5, 10, 14, 20, 24];
    expect(waits).toHaveLength(planned.length);
    for (const [at, hours] of planned.entries()) {
      expect(waits[at]).toBeGreaterThan(hours * 0.98 - 0.001);
      expect(waits[at]).toBeLessThan(hours * 1.1 + 0.001);
    }
    expect(await newest()).toMatchObject({ state: 'FAILED', attempts: 10, lastStatus: 500 });
    expect((await subscriptionOf(owner, subscription.id)).disabledAt).toBeNull();
    expect(await audited()).toEqual([expect.stringMatching(/^member:.*: event:manage$/)]);
    await give();
    expect(await subscriptionOf(owner, subscription.id)).toMatchObject({
      ...{ disabledBecause: 'FAILING', disabledAt: expect.any(String) },
    });
    expect(await audited()).toEqual([
      'system: event:end',
      expect.stringMatching(/^member:.*: event:manage$/),
    ]);
    expect(new Set(receiver.ids).size).toBe(2);
  }, 90_000);

  it('ends its subscription when the receiver is gone', async () => {
    receiver.refusals.push({ status: 410 });
    await testEvent(owner, subscription.id);
    await testEvent(owner, subscription.id);
    await send(nothingWaits);
    expect(receiver.received).toHaveLength(1);
    expect(await deliveries()).toMatchObject([
      { state: 'FAILED', attempts: 0, lastProblem: 'The subscription was disabled.' },
      { state: 'FAILED', attempts: 1, lastStatus: 410 },
    ]);
    expect(await subscriptionOf(owner, subscription.id)).toMatchObject({
      disabledBecause: 'GONE',
    });
    expect((await audited())[0]).toBe('system: event:end');
  });

  it.each([
    ['as long as an overloaded receiver asks', { 'retry-after': '600' }, 10],
    ['a minute where it does not say', {}, 1],
    ['an hour at most', { 'retry-after': '999999' }, 60],
  ])('has all others wait %s', async (_what, headers, minutes) => {
    receiver.refusals.push({ status: 429, headers });
    await testEvent(owner, subscription.id);
    await testEvent(owner, subscription.id);
    const [second, first] = (await deliveries()).map(({ id }: { id: string }) => id);
    await send(async () =>
      (await deliveries()).some(
        ({ id, lastStatus }: { id: string; lastStatus: number }) =>
          id === first && lastStatus === 429,
      ),
    );
    assay.advance({ minutes: minutes - 0.5 });
    senders.start(receiver);
    await new Promise((resolve) => setTimeout(resolve, 600));
    await senders.stop();
    expect(receiver.received).toHaveLength(1);
    assay.advance({ minutes: 1 });
    await send(nothingWaits);
    expect(new Set(receiver.ids)).toEqual(
      new Set([first, second].map((id) => `${id}`.replace('EventDelivery', 'assay_test'))),
    );
  });
});

it('a receiver that does not answer holds up nobody but its own organisation', async () => {
  const hung = await organisation(assay);
  const others = await Promise.all(Array.from({ length: 3 }, () => organisation(assay)));
  const tell = async ({ owner: admin }: { owner: Person }, to: Receiver) =>
    testEvent(admin, (await newSubscription(admin, to.url)).id);
  for (let n = 0; n < 6; n += 1) await tell(hung, slow);
  for (const other of others) await tell(other, receiver);
  const held: (() => void)[] = [];
  slow.before = () => new Promise((answer) => held.push(answer));
  senders.start(receiver, { listed: [receiver.url, slow.url], deadlineMs: 20_000 });
  await soon('the others have their events', () => receiver.received.length === others.length);
  await soon('the slow one has what it is given at a time', () => held.length === 4);
  expect(slow.received.length).toBe(4);
  slow.before = () => {};
  for (const answer of held) answer();
  await soon('the slow one has all', () => slow.received.length === 6);
});

it('what an event said is forgotten after 30 days, and cannot be sent again then', async () => {
  const cleaner = new Cleaner(assay.app.services, assay.database.workerUrl);
  const eventDeliveryId = await testEvent(owner, subscription.id);
  await send(nothingWaits);
  assay.advance({ minutes: 29 * 1_440 });
  const waiting = await testEvent(owner, subscription.id);
  await cleaner.round();
  expect((await deliveries()).map(({ body }: { body: string }) => body === '')).toEqual([
    false,
    false,
  ]);
  assay.advance({ minutes: 2 * 1_440 });
  await cleaner.round();
  await cleaner.stop();
  expect(await deliveries()).toMatchObject([
    { id: waiting, state: 'PENDING', body: expect.stringContaining('assay.test') },
    { id: eventDeliveryId, state: 'DELIVERED', body: '' },
  ]);
  expect(await changeEvents(owner, 'replayEventDelivery', { eventDeliveryId })).toMatchObject({
    ...{ code: 'CONFLICT', message: expect.stringContaining('not kept any more') },
  });
  await send(nothingWaits);
});

it('says so where its secret was sealed under another ASSAY_SECRET', async () => {
  const database = postgres(assay.database.ownerUrl, { max: 1, onnotice: () => {} });
  const id = subscription.id.split('_')[1] ?? '';
  await database`update event_subscriptions set sealed_secret = 'v1.' || repeat('A', 80) where id = ${id}`;
  await database.end();
  await testEvent(owner, subscription.id);
  await send(() => pendingFrom(1));
  expect((await newest()).lastProblem).toContain('ASSAY_SECRET');
  expect(receiver.received).toEqual([]);
});
