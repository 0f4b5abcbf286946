import { type Answering, answer, type Bench, openBench } from './answering.ts';
import { type Answers, answersFrom } from './answers.ts';
import type { Assignment, StoredAnswers } from './assignment.ts';
import type { Lease } from './lease.ts';
import type { JudgmentReference } from './outbox.ts';

/** How long a judgment can be taken back with one key. */
export const undoMs = 10_000;

/** A submit this soon after a task came up, with nothing done to it, was meant for the one before. */
const strayMs = 300;

/** Everything in front of one annotator: the first item is on the bench, the others are loaded. */
export interface Session {
  readonly items: readonly SessionItem[];
  readonly undoable: Undoable | null;
  /** assignments answered or skipped here; a list fetched before the server knew may still name them */
  readonly gone: ReadonlySet<string>;
  /** when the task on the bench came up; null as soon as anything has been done to it */
  readonly freshSince: number | null;
}

export interface SessionItem {
  readonly bench: Bench;
  readonly basis: Basis;
  readonly lease: Lease;
  /** the server said that the lease is over; the answers stay and can still be sent */
  readonly lapsed: boolean;
  /** the answers that the server has as a draft; null where only this browser has them */
  readonly saved: Answers | null;
}

/** What submitting does: answer a lease, or revise a judgment that was already given. */
export type Basis =
  | { readonly type: 'LEASE' }
  | { readonly type: 'REVISION'; readonly judgment: JudgmentReference };

export interface Undoable {
  readonly item: SessionItem;
  readonly key: string;
  readonly until: number;
  /** null until the server has answered */
  readonly judgmentId: string | null;
}

export type SessionEvent =
  | {
      readonly type: 'received';
      readonly assignments: readonly Assignment[];
      /** answers kept in this browser that the server does not have yet, by assignment */
      readonly kept: ReadonlyMap<string, StoredAnswers>;
      readonly at: number;
    }
  | { readonly type: 'answered'; readonly act: Answering }
  | { readonly type: 'submitted'; readonly key: string; readonly at: number }
  | { readonly type: 'skipped'; readonly at: number }
  | { readonly type: 'undone'; readonly takenBack: boolean; readonly at: number }
  | { readonly type: 'undo-ended'; readonly at: number }
  | { readonly type: 'revision-dropped' }
  | { readonly type: 'acknowledged'; readonly key: string; readonly judgmentId: string }
  | { readonly type: 'refused'; readonly key: string; readonly assignmentId: string }
  | {
      readonly type: 'leased';
      readonly assignmentId: string;
      readonly leasedUntil: string;
      readonly at: number;
    }
  | { readonly type: 'lapsed'; readonly assignmentId: string }
  | { readonly type: 'draft-saved'; readonly assignmentId: string; readonly answers: Answers }
  | { readonly type: 'withdrawn'; readonly assignmentId: string };

export const emptySession: Session = {
  items: [],
  undoable: null,
  gone: new Set(),
  freshSince: null,
};

/** Whether a submit now is the second press of a hand that meant one: the task was not touched yet. */
export function isStraySubmit({ freshSince }: Session, at: number): boolean {
  return freshSince !== null && at - freshSince < strayMs;
}

export function sessionAfter(session: Session, event: SessionEvent): Session {
  switch (event.type) {
    case 'received':
      return received(session, event);
    case 'answered':
      return answered(session, event.act);
    case 'submitted':
      return submitted(session, event);
    case 'skipped':
      return { ...withoutFirst(session), freshSince: event.at };
    case 'undone':
      return undone(session, event);
    case 'undo-ended':
      return session.undoable !== null && event.at >= session.undoable.until
        ? { ...session, undoable: null }
        : session;
    case 'revision-dropped':
      return session.items[0]?.basis.type === 'REVISION' ? withoutFirst(session) : session;
    case 'acknowledged':
      return acknowledged(session, event.key, event.judgmentId);
    case 'refused':
      return refused(session, event.key, event.assignmentId);
    case 'leased': {
      const lease = { leasedUntil: event.leasedUntil, receivedAt: event.at };
      return withItem(session, event.assignmentId, (item) => ({ ...item, lease, lapsed: false }));
    }
    case 'lapsed':
      return withItem(session, event.assignmentId, (item) => ({ ...item, lapsed: true }));
    case 'draft-saved':
      return withItem(session, event.assignmentId, (item) => ({ ...item, saved: event.answers }));
    case 'withdrawn':
      return {
        ...session,
        items: session.items.filter(({ bench }) => bench.assignment.id !== event.assignmentId),
      };
  }
}

function received(
  session: Session,
  { assignments, kept, at }: Extract<SessionEvent, { readonly type: 'received' }>,
): Session {
  const held = new Set(session.items.map(({ bench }) => bench.assignment.id));
  const fresh = assignments
    .filter(({ id }) => !held.has(id) && !session.gone.has(id))
    .map((assignment): SessionItem => {
      const here = kept.get(assignment.id);
      const answers = answersFrom(assignment, here ?? assignment.draft);
      return {
        bench: openBench(assignment, answers),
        basis: { type: 'LEASE' },
        lease: { leasedUntil: assignment.leasedUntil, receivedAt: at },
        lapsed: false,
        saved: here === undefined ? answers : null,
      };
    });
  if (fresh.length === 0) return session;
  const freshSince = session.items.length === 0 ? at : session.freshSince;
  return { ...session, items: [...session.items, ...fresh], freshSince };
}

function answered(session: Session, act: Answering): Session {
  const [first, ...others] = session.items;
  if (first === undefined) return session;
  const bench = answer(first.bench, act);
  if (bench === first.bench) return session;
  return { ...session, items: [{ ...first, bench }, ...others], freshSince: null };
}

function submitted(
  session: Session,
  { key, at }: { readonly key: string; readonly at: number },
): Session {
  const item = session.items[0];
  if (item === undefined) return session;
  const undoable = { item, key, until: at + undoMs, judgmentId: null };
  return { ...withoutFirst(session), undoable, freshSince: at };
}

/** Puts the last judgment back on the bench; as a revision unless it never left this browser. */
function undone(
  session: Session,
  { takenBack, at }: { readonly takenBack: boolean; readonly at: number },
): Session {
  const { undoable } = session;
  if (undoable === null || at > undoable.until) return session;
  const judgment: JudgmentReference =
    undoable.judgmentId === null
      ? { id: null, afterKey: undoable.key }
      : { id: undoable.judgmentId, afterKey: null };
  const basis: Basis = takenBack ? undoable.item.basis : { type: 'REVISION', judgment };
  const gone = new Set(session.gone);
  if (takenBack) gone.delete(undoable.item.bench.assignment.id);
  const items = [{ ...undoable.item, basis }, ...session.items];
  return { items, undoable: null, gone, freshSince: null };
}

function acknowledged(session: Session, key: string, judgmentId: string): Session {
  const { undoable } = session;
  const items = session.items.map(
    (item): SessionItem =>
      item.basis.type === 'REVISION' && item.basis.judgment.afterKey === key
        ? { ...item, basis: { type: 'REVISION', judgment: { id: judgmentId, afterKey: null } } }
        : item,
  );
  return {
    ...session,
    items,
    undoable: undoable?.key === key ? { ...undoable, judgmentId } : undoable,
  };
}

/** A refused judgment is not one: what was reopened as its revision becomes a first answer again. */
function refused(session: Session, key: string, assignmentId: string): Session {
  const gone = new Set(session.gone);
  gone.delete(assignmentId);
  const items = session.items.map(
    (item): SessionItem =>
      item.basis.type === 'REVISION' && item.basis.judgment.afterKey === key
        ? { ...item, basis: { type: 'LEASE' } }
        : item,
  );
  const undoable = session.undoable?.key === key ? null : session.undoable;
  return { ...session, items, gone, undoable };
}

function withoutFirst(session: Session): Session {
  const [first, ...items] = session.items;
  if (first === undefined) return session;
  return { ...session, items, gone: new Set([...session.gone, first.bench.assignment.id]) };
}

function withItem(
  session: Session,
  assignmentId: string,
  change: (item: SessionItem) => SessionItem,
): Session {
  const items = session.items.map((item) =>
    item.bench.assignment.id === assignmentId ? change(item) : item,
  );
  return { ...session, items };
}
