import { expect, test } from 'vitest';
import type { Assignment } from './assignment.ts';
import { judgingActions } from './judging-actions.ts';
import { answeringOf, commandFor } from './key-map.ts';
import type { OutboxEntry } from './outbox.ts';
import { emptySession, sessionAfter } from './session.ts';
import { createStore } from './store.ts';
import { rating } from './testing/assignments.ts';

const scores = (...tiers: readonly number[]) => ({
  assignmentId: expect.any(String),
  action: {
    type: 'SUBMIT',
    answers: { scores: tiers.map((tier) => expect.objectContaining({ tier })) },
  },
});

/** The judge page without its page: what keys do to these tasks, and what is sent. */
function bench(...assignments: readonly Assignment[]) {
  const store = createStore(sessionAfter, emptySession);
  const sent: OutboxEntry[] = [];
  let now = 1000;
  const actions = judgingActions({
    projectId: 'project-1',
    store,
    outbox: {
      add: async (entry) => void sent.push(entry),
      takeBack: () => false,
    },
    spent: () => 0,
    now: () => now,
  });
  store.dispatch({ type: 'received', assignments, kept: new Map(), at: now });
  function press(key: string) {
    const keys = { key, shift: false, command: false, alt: false, repeat: false };
    const command = commandFor(
      { ...keys, target: 'PLAIN' },
      { kind: 'RATING', allowBothGood: false, dialogOpen: false, readOnly: false },
    );
    if (command === null) return;
    const act = answeringOf(command);
    if (act !== null) actions.act(act);
    else if (command.type === 'submit') actions.submit();
    else if (command.type === 'undo') actions.undo();
  }
  return {
    store,
    sent,
    type: (...keys: readonly string[]) => keys.forEach(press),
    wait: (ms: number) => {
      now += ms;
    },
  };
}

test('tiers and Enter in one burst, with nothing drawn in between, submit each task once', () => {
  const { sent, type } = bench(rating({ id: 'one' }), rating({ id: 'two' }));
  type('2', '1', 'Enter', '3', '2', 'Enter');
  expect(sent).toMatchObject([scores(1, 0), scores(2, 1)]);
  expect(sent.map(({ assignmentId }) => assignmentId)).toEqual(['one', 'two']);
});

test('a second Enter by the same press does not submit a task whose draft is complete', () => {
  const draft = {
    scores: ['accuracy', 'tone'].map((dimensionKey) => ({
      dimensionKey,
      tier: 2,
      notApplicable: false,
      responseId: 'r1',
      messageId: null,
    })),
    preference: null,
    flags: [],
    note: '',
  };
  const { sent, type, wait, store } = bench(rating({ id: 'one' }), rating({ id: 'two', draft }));
  type('1', '1', 'Enter', 'Enter');
  expect(sent).toHaveLength(1);
  expect(store.state().items[0]?.bench.assignment.id).toBe('two');
  wait(300);
  type('Enter');
  expect(sent.map(({ assignmentId }) => assignmentId)).toEqual(['one', 'two']);
});

test('Enter before the last answer goes to the gap, and after it submits', () => {
  const { sent, type, wait, store } = bench(rating());
  wait(300);
  type('2', 'Enter');
  expect(sent).toEqual([]);
  expect(store.state().items[0]?.bench).toMatchObject({ showMissing: true, focus: 1 });
  type('1', 'Enter');
  expect(sent).toMatchObject([scores(1, 0)]);
});

test('undo right after Enter brings the task back as it was answered', () => {
  const { type, store } = bench(rating({ id: 'one' }), rating({ id: 'two' }));
  type('2', '1', 'Enter', 'u');
  expect(store.state().items[0]).toMatchObject({
    bench: { assignment: { id: 'one' } },
    basis: { type: 'REVISION' },
  });
});
