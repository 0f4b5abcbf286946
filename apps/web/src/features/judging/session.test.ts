import { expect, test } from 'vitest';
import type { StoredAnswers } from './assignment.ts';
import { emptySession, type Session, type SessionEvent, sessionAfter, undoMs } from './session.ts';
import { rating } from './testing/assignments.ts';

const first = rating({ id: 'one' });
const second = rating({ id: 'two' });

function session(...events: readonly SessionEvent[]): Session {
  return events.reduce(sessionAfter, emptySession);
}
function received(...assignments: readonly ReturnType<typeof rating>[]): SessionEvent {
  return { type: 'received', assignments, kept: new Map(), at: 0 };
}
const ids = ({ items }: Session) => items.map(({ bench }) => bench.assignment.id);
const submit: SessionEvent = { type: 'submitted', key: 'key-1', at: 1000 };
const undo: SessionEvent = { type: 'undone', takenBack: false, at: 2000 };

test('submitting shows the next at once, and a late list does not bring the first back', () => {
  const next = session(received(first, second), submit, received(first, second));
  expect(ids(next)).toEqual(['two']);
});

test('a task already here keeps its answers when it is received again', () => {
  const before = session(received(first), {
    type: 'answered',
    act: { type: 'digit-pressed', digit: 1 },
  });
  expect(sessionAfter(before, received(first))).toBe(before);
});

test('answers kept in the browser win over the server’s draft', () => {
  const stored = (note: string): StoredAnswers => ({
    scores: [],
    preference: null,
    flags: [],
    note,
  });
  const next = session({
    type: 'received',
    assignments: [
      { ...first, draft: stored('server') },
      { ...second, draft: stored('server') },
    ],
    kept: new Map([['one', stored('browser')]]),
    at: 0,
  });
  expect(next.items.map(({ bench }) => bench.answers.note)).toEqual(['browser', 'server']);
});

test('undo reopens the last one as a revision of what was sent', () => {
  const reopened = session(received(first, second), submit, undo);
  expect(ids(reopened)).toEqual(['one', 'two']);
  expect(reopened.items[0]?.basis).toEqual({
    type: 'REVISION',
    judgment: { id: null, afterKey: 'key-1' },
  });
  const known = sessionAfter(reopened, {
    type: 'acknowledged',
    key: 'key-1',
    judgmentId: 'judgment-1',
  });
  expect(known.items[0]?.basis).toEqual({
    type: 'REVISION',
    judgment: { id: 'judgment-1', afterKey: null },
  });
});

test('undo after the answer knows the judgment', () => {
  const acknowledged: SessionEvent = { type: 'acknowledged', key: 'key-1', judgmentId: 'j' };
  const reopened = session(received(first), submit, acknowledged, undo);
  expect(reopened.items[0]?.basis).toMatchObject({ judgment: { id: 'j' } });
});

test('what never left the browser is simply open again', () => {
  const reopened = session(received(first), submit, { ...undo, takenBack: true });
  expect(reopened.items[0]?.basis).toEqual({ type: 'LEASE' });
  expect(reopened.gone.has('one')).toBe(false);
});

test('undo ends after ten seconds', () => {
  const late = session(received(first), submit, { ...undo, at: 1000 + undoMs + 1 });
  expect(ids(late)).toEqual([]);
  expect(session(received(first), submit, { type: 'undo-ended', at: 1000 + undoMs }).undoable).toBe(
    null,
  );
});

test('a reopened judgment can be left as it was; a lease cannot be dropped that way', () => {
  const drop: SessionEvent = { type: 'revision-dropped' };
  expect(ids(session(received(first, second), submit, undo, drop))).toEqual(['two']);
  expect(ids(session(received(first), drop))).toEqual(['one']);
});

test('a refusal turns a reopened revision into a first answer', () => {
  const refused: SessionEvent = { type: 'refused', key: 'key-1', assignmentId: 'one' };
  const next = session(received(first), submit, undo, refused);
  expect(next.items[0]?.basis).toEqual({ type: 'LEASE' });
  expect(session(received(first), submit, refused).undoable).toBeNull();
});

test('a renewed lease is no longer lapsed', () => {
  const lapsed = session(received(first), { type: 'lapsed', assignmentId: 'one' });
  expect(lapsed.items[0]?.lapsed).toBe(true);
  const renewed = sessionAfter(lapsed, {
    type: 'leased',
    assignmentId: 'one',
    leasedUntil: '2026-01-01T02:00:00Z',
    at: 5,
  });
  expect(renewed.items[0]).toMatchObject({ lapsed: false, lease: { receivedAt: 5 } });
});
