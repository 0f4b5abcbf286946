import { once } from 'node:events';
import { Context } from '@assay/server/context';
import { putBackDelivery } from '@assay/server/modules/events/commands/put-back-delivery';
import { settleDelivery } from '@assay/server/modules/events/commands/settle-delivery';
import {
  type TakenDelivery,
  takeDelivery,
} from '@assay/server/modules/events/commands/take-delivery';
import type { AttemptResult } from '@assay/server/modules/events/rules/answer';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  deliveriesTo,
  isSignedBy,
  newSubscription,
  Receiver,
  Senders,
  soon,
  subscriptionOf,
  testEvent,
} from '../support/events.ts';
import { type Assay, startAssay } from '../support/harness.ts';
import { uuidOf } from '../support/one-of-each.ts';
import { newKey } from '../support/person.ts';
import { organisation } from '../support/scenario.ts';
import { workerProcess } from '../support/worker-process.ts';

let assay: Assay;
let receiver: Receiver;
beforeAll(async () => {
  receiver = await Receiver.start();
  assay = await startAssay({ eventHosts: [receiver.url] });
});
afterAll(async () => {
  await assay.stop();
  await receiver.stop();
});

it('an event whose sender is killed behind it is sent again, under the same id', async () => {
  const { owner } = await organisation(assay);
  const { id, secret } = await newSubscription(owner, receiver.url);
  await testEvent(owner, id);
  const worker = workerProcess(assay, { ASSAY_EVENT_HOSTS: receiver.url });
  const ended = once(worker, 'exit');
  receiver.before = () => {
    receiver.before = () => {};
    worker.kill('SIGKILL');
  };
  await ended;
  expect(receiver.received).toHaveLength(1);
  expect(await deliveriesTo(owner, id)).toMatchObject([{ state: 'PENDING', attempts: 1 }]);
  const senders = new Senders(assay);
  senders.start(receiver);
  try {
    assay.advance({ minutes: 2 });
    const isSettled = async () => (await deliveriesTo(owner, id, ['DELIVERED'])).length === 1;
    await soon('the event is settled', isSettled);
  } finally {
    await senders.stop();
  }
  const [first, second] = receiver.received;
  if (first === undefined || second === undefined) throw new Error('it came once');
  expect(receiver.received).toHaveLength(2);
  expect(second.headers['webhook-id']).toBe(first.headers['webhook-id']);
  expect(second.body).toBe(first.body);
  expect([isSignedBy(secret, first), isSignedBy(secret, second)]).toEqual([true, true]);
}, 60_000);

it('a sender that stops waits for no receiver: its event goes out again at once, uncounted', async () => {
  const { owner } = await organisation(assay);
  const { id } = await newSubscription(owner, receiver.url);
  receiver.forget();
  receiver.refusals.push('HANG');
  await testEvent(owner, id);
  const senders = new Senders(assay);
  senders.start(receiver, { deadlineMs: 15_000 });
  await soon('the event is there', () => receiver.received.length === 1);
  const before = performance.now();
  await senders.stop();
  expect(performance.now() - before).toBeLessThan(3_000);
  const [waiting] = await deliveriesTo(owner, id);
  expect(waiting).toMatchObject({ state: 'PENDING', attempts: 0, lastProblem: null });
  expect(new Date(waiting.nextAttemptAt) <= assay.app.services.clock()).toBe(true);
  expect((await subscriptionOf(owner, id)).failingSince).toBeNull();

  senders.start(receiver);
  const isSettled = async () => (await deliveriesTo(owner, id, ['DELIVERED'])).length === 1;
  await soon('the event is settled', isSettled).finally(() => senders.stop());
  expect(await deliveriesTo(owner, id)).toMatchObject([{ attempts: 1, lastStatus: 204 }]);
  expect(receiver.received).toHaveLength(2);
  expect(new Set(receiver.ids).size).toBe(1);
});

it('a sender that comes back when another has taken its event over changes nothing', async () => {
  const { owner } = await organisation(assay);
  const { id } = await newSubscription(owner, receiver.url);
  await testEvent(owner, id);
  const { tenant } = await owner.get('{ tenant { id } }');
  const viewer = { kind: 'SYSTEM', tenantId: uuidOf(tenant.id), action: 'event:send' } as const;
  const take = async () => {
    const taken: TakenDelivery[] = [];
    const context = new Context(assay.app.services, viewer, newKey());
    const found = (delivery: TakenDelivery) => taken.push(delivery);
    await takeDelivery(context, { subscriptionId: uuidOf(id), taken: found });
    return taken;
  };
  const settle = (delivery: TakenDelivery, result: AttemptResult) =>
    settleDelivery(new Context(assay.app.services, viewer, newKey()), { delivery, result });
  const putBack = (delivery: TakenDelivery) =>
    putBackDelivery(new Context(assay.app.services, viewer, newKey()), delivery);
  const [late] = await take();
  expect(await take()).toEqual([]);
  assay.advance({ minutes: 2 });
  const [next] = await take();
  if (late === undefined || next === undefined) throw new Error('nothing was due');
  expect([late.attempts, next.attempts]).toEqual([1, 2]);
  await settle(late, { kind: 'GONE', status: 410, problem: 'too late' });
  await putBack(late);
  expect(await deliveriesTo(owner, id)).toMatchObject([{ state: 'PENDING', lastStatus: null }]);
  expect(await take()).toEqual([]);
  await putBack(next);
  const [last] = await take();
  if (last === undefined) throw new Error('what was put back is not due');
  expect(last.attempts).toBe(2);
  await settle(next, { kind: 'GONE', status: 410, problem: 'put back before' });
  expect(await deliveriesTo(owner, id)).toMatchObject([{ state: 'PENDING', lastStatus: null }]);
  await settle(last, { kind: 'TAKEN', status: 204 });
  expect(await deliveriesTo(owner, id)).toMatchObject([{ state: 'DELIVERED', lastStatus: 204 }]);
  await settle(last, { kind: 'GONE', status: 410, problem: 'settled before' });
  await putBack(last);
  expect(await deliveriesTo(owner, id)).toMatchObject([{ state: 'DELIVERED', attempts: 2 }]);
  expect((await subscriptionOf(owner, id)).disabledAt).toBeNull();
});
