import { expect, test } from 'vitest';
import {
  backoffMs,
  canTakeBack,
  emptyOutbox,
  judgedSince,
  nextToSend,
  type OutboxEvent,
  outboxAfter,
  refusals,
  unsent,
} from './outbox.ts';
import { revision, submission } from './testing/outbox-entries.ts';

function outbox(...events: readonly OutboxEvent[]) {
  return events.reduce(outboxAfter, emptyOutbox);
}
const add = (entry: ReturnType<typeof submission>): OutboxEvent => ({ type: 'added', entry });

test('sends the oldest first, one at a time', () => {
  const two = outbox(add(submission('a')), add(submission('b')));
  expect(nextToSend(two, 0)?.key).toBe('a');
  const sending = outboxAfter(two, { type: 'started', key: 'a' });
  expect(nextToSend(sending, 0)).toBeNull();
  const done = outboxAfter(sending, { type: 'acknowledged', key: 'a', judgmentId: 'j' });
  expect(nextToSend(done, 0)?.key).toBe('b');
});

test('one that keeps failing does not hold up the others', () => {
  const stuck = outbox(
    add(submission('a')),
    add(submission('b')),
    { type: 'started', key: 'a' },
    { type: 'deferred', key: 'a', until: 0, trouble: 'SERVER' },
  );
  expect(nextToSend(stuck, 0)?.key).toBe('b');
});

test('a failed attempt keeps the entry and its key, and waits', () => {
  const failed = outbox(
    add(submission('a')),
    { type: 'started', key: 'a' },
    { type: 'deferred', key: 'a', until: 5000, trouble: 'OFFLINE' },
  );
  expect(nextToSend(failed, 4999)).toBeNull();
  expect(nextToSend(failed, 5000)).toMatchObject({ key: 'a', attempts: 1 });
  expect(nextToSend(outboxAfter(failed, { type: 'woken' }), 0)?.key).toBe('a');
});

test('only what was never sent can be taken back', () => {
  const fresh = outbox(add(submission('a')));
  expect(canTakeBack(fresh, 'a')).toBe(true);
  const tried = outboxAfter(outboxAfter(fresh, { type: 'started', key: 'a' }), {
    type: 'deferred',
    key: 'a',
    until: 0,
    trouble: 'SERVER',
  });
  expect(canTakeBack(tried, 'a')).toBe(false);
  expect(outboxAfter(tried, { type: 'taken-back', key: 'a' })).toBe(tried);
});

test('a revision waits for its judgment and is then pointed at it', () => {
  const waiting = outbox(
    add(submission('a')),
    add(revision('b', 'a')),
    { type: 'started', key: 'a' },
    { type: 'deferred', key: 'a', until: 0, trouble: 'SERVER' },
  );
  expect(nextToSend(waiting, 0)?.key).toBe('a');
  const done = outboxAfter(waiting, {
    type: 'acknowledged',
    key: 'a',
    judgmentId: 'judgment-9',
  });
  expect(nextToSend(done, 0)?.action).toMatchObject({
    type: 'REVISE',
    judgment: { id: 'judgment-9', afterKey: null },
  });
});

test('a refusal takes the revisions along, whenever they were added', () => {
  const refuse: OutboxEvent = {
    type: 'refused',
    key: 'a',
    code: 'LEASE_EXPIRED',
    message: 'too late',
  };
  const before = outbox(add(submission('a')), add(revision('b', 'a')), refuse);
  const after = outbox(add(submission('a')), refuse, add(revision('b', 'a')));
  for (const state of [before, after]) {
    expect(refusals(state).map(({ key }) => key)).toEqual(['a', 'b']);
    expect(unsent(state)).toEqual([]);
  }
});

test('what an earlier page was sending is sent again with the same key', () => {
  const left = { ...submission('a'), state: { type: 'SENDING' as const }, attempts: 1 };
  const restored = outbox({ type: 'restored', entries: [left] });
  expect(nextToSend(restored, 0)).toMatchObject({ key: 'a', attempts: 1 });
});

test('waits 1, 2, 4 … at most 30 seconds, and at least half of that', () => {
  expect([1, 2, 3, 9].map((attempts) => backoffMs(attempts, 0))).toEqual([
    1000, 2000, 4000, 30_000,
  ]);
  expect(backoffMs(1, 0.999)).toBeGreaterThanOrEqual(500);
});

test('a judgment counts from the moment it is given, and once; a refused one does not', () => {
  const given = outbox(add(submission('a')), add(submission('b')), add(revision('c', 'a')));
  const sending = outboxAfter(given, { type: 'started', key: 'a' });
  const taken = outboxAfter(sending, { type: 'acknowledged', key: 'a', judgmentId: 'j' });
  const refused = outboxAfter(taken, {
    type: 'refused',
    key: 'b',
    code: 'CONFLICT',
    message: '',
  });
  const counts = [given, sending, taken, refused].map((state) => judgedSince(state, 'project-1'));
  expect(counts).toEqual([2, 2, 2, 1]);
  expect(judgedSince(taken, 'project-2')).toBe(0);
});
