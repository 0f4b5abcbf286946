import type { SkipReason, StoredAnswers } from './assignment.ts';

/** One thing to tell the server. It keeps its idempotency key through every attempt and reload. */
export interface OutboxEntry {
  readonly key: string;
  readonly projectId: string;
  readonly assignmentId: string;
  /** names the task for a person: the start of its last question */
  readonly title: string;
  readonly queuedAt: number;
  readonly attempts: number;
  readonly action: OutboxAction;
  readonly state: OutboxState;
}

export type OutboxAction =
  | {
      readonly type: 'SUBMIT';
      readonly answers: StoredAnswers;
      readonly activeSeconds: number;
    }
  | {
      readonly type: 'REVISE';
      readonly answers: StoredAnswers;
      readonly activeSeconds: number;
      readonly judgment: JudgmentReference;
    }
  | { readonly type: 'SKIP'; readonly reason: SkipReason; readonly note: string };

/** A judgment by its id, or, while it is itself unsent, by the key of the entry that makes it. */
export type JudgmentReference =
  | { readonly id: string; readonly afterKey: null }
  | { readonly id: null; readonly afterKey: string };

export type OutboxState =
  | { readonly type: 'WAITING' }
  | { readonly type: 'SENDING' }
  | { readonly type: 'REFUSED'; readonly code: string; readonly message: string };

export interface Outbox {
  /** oldest first; sent one at a time, what has failed before after the others */
  readonly entries: readonly OutboxEntry[];
  /** no attempt before this time, after a failed one */
  readonly notBefore: number;
  /** why the last attempt failed, or null */
  readonly trouble: 'OFFLINE' | 'SIGNED_OUT' | 'SERVER' | null;
  /** judgments that the server has taken since the page was loaded, by project */
  readonly taken: ReadonlyMap<string, number>;
}

export type OutboxEvent =
  | { readonly type: 'restored'; readonly entries: readonly OutboxEntry[] }
  | { readonly type: 'added'; readonly entry: OutboxEntry }
  | { readonly type: 'taken-back'; readonly key: string }
  | { readonly type: 'started'; readonly key: string }
  | { readonly type: 'acknowledged'; readonly key: string; readonly judgmentId: string | null }
  | {
      readonly type: 'deferred';
      readonly key: string;
      readonly until: number;
      readonly trouble: 'OFFLINE' | 'SIGNED_OUT' | 'SERVER';
    }
  | {
      readonly type: 'refused';
      readonly key: string;
      readonly code: string;
      readonly message: string;
    }
  | { readonly type: 'dismissed'; readonly key: string }
  | { readonly type: 'woken' };

export const emptyOutbox: Outbox = {
  entries: [],
  notBefore: 0,
  trouble: null,
  taken: new Map(),
};

export function outboxAfter(outbox: Outbox, event: OutboxEvent): Outbox {
  switch (event.type) {
    case 'restored': {
      const known = new Set(outbox.entries.map(({ key }) => key));
      const restored = event.entries
        .filter(({ key }) => !known.has(key))
        .map((entry) => (entry.state.type === 'SENDING' ? withState(entry, waiting) : entry));
      const entries = [...restored, ...outbox.entries].sort((a, b) => a.queuedAt - b.queuedAt);
      return { ...outbox, entries };
    }
    case 'added':
      return { ...outbox, entries: [...outbox.entries, followed(outbox, event.entry)] };
    case 'taken-back':
      return canTakeBack(outbox, event.key) ? without(outbox, event.key) : outbox;
    case 'started':
      return changed(outbox, event.key, (entry) => ({
        ...withState(entry, { type: 'SENDING' }),
        attempts: entry.attempts + 1,
      }));
    case 'acknowledged': {
      const { key, judgmentId } = event;
      const entries = without(outbox, key).entries.map((entry) =>
        pointedAt(entry, key, judgmentId),
      );
      return { entries, notBefore: 0, trouble: null, taken: withTaken(outbox, key) };
    }
    case 'deferred': {
      const { until, trouble } = event;
      const next = changed(outbox, event.key, (entry) => withState(entry, waiting));
      return { ...next, notBefore: until, trouble };
    }
    case 'refused':
      return { ...refuse(outbox, event), notBefore: 0, trouble: null };
    case 'dismissed':
      return without(outbox, event.key);
    case 'woken':
      return { ...outbox, notBefore: 0 };
  }
}

/** What to send now, or null: nothing waits, something is on its way, or it is too early. */
export function nextToSend(outbox: Outbox, now: number): OutboxEntry | null {
  if (now < outbox.notBefore || outbox.entries.some(({ state }) => state.type === 'SENDING'))
    return null;
  return (
    outbox.entries
      .filter(({ state, action }) => {
        const ready = action.type !== 'REVISE' || action.judgment.afterKey === null;
        return ready && state.type === 'WAITING';
      })
      .toSorted((a, b) => a.attempts - b.attempts)[0] ?? null
  );
}

/** Whether an entry has certainly not reached the server, so that it can be withdrawn unseen. */
export function canTakeBack(outbox: Outbox, key: string): boolean {
  const entry = outbox.entries.find((other) => other.key === key);
  return entry?.state.type === 'WAITING' && entry.attempts === 0;
}

/** Entries whose answer is still outstanding. */
export function unsent(outbox: Outbox): readonly OutboxEntry[] {
  return outbox.entries.filter(({ state }) => state.type !== 'REFUSED');
}

/** Judgments of a project made since the page was loaded, those on their way included. */
export function judgedSince(outbox: Outbox, projectId: string): number {
  const onTheirWay = unsent(outbox).filter(
    (entry) => entry.projectId === projectId && entry.action.type === 'SUBMIT',
  );
  return (outbox.taken.get(projectId) ?? 0) + onTheirWay.length;
}

export function refusals(outbox: Outbox): readonly OutboxEntry[] {
  return outbox.entries.filter(({ state }) => state.type === 'REFUSED');
}

/** Milliseconds until the next attempt: 1, 2, 4 … 30 s, each shortened by up to half at random. */
export function backoffMs(attempts: number, random: number): number {
  const full = Math.min(1000 * 2 ** Math.max(attempts - 1, 0), 30_000);
  return full * (1 - random / 2);
}

const waiting: OutboxState = { type: 'WAITING' };

/** A refused judgment takes the corrections that were to follow it along. */
function refuse(
  outbox: Outbox,
  event: { readonly key: string; readonly code: string; readonly message: string },
): Outbox {
  const { code, message } = event;
  const next = changed(outbox, event.key, (entry) =>
    withState(entry, { type: 'REFUSED', code, message }),
  );
  const followers = next.entries.filter(
    ({ action, state }) =>
      action.type === 'REVISE' &&
      action.judgment.afterKey === event.key &&
      state.type === 'WAITING',
  );
  return followers.reduce((rest, { key }) => refuse(rest, { key, code, message }), next);
}

/** A correction of something that was refused meanwhile is refused with it. */
function followed(outbox: Outbox, entry: OutboxEntry): OutboxEntry {
  const { action } = entry;
  if (action.type !== 'REVISE' || action.judgment.afterKey === null) return entry;
  const first = outbox.entries.find(({ key }) => key === action.judgment.afterKey);
  return first?.state.type === 'REFUSED' ? withState(entry, first.state) : entry;
}

function withTaken({ entries, taken }: Outbox, key: string): Outbox['taken'] {
  const entry = entries.find((other) => other.key === key);
  if (entry?.action.type !== 'SUBMIT') return taken;
  return new Map(taken).set(entry.projectId, (taken.get(entry.projectId) ?? 0) + 1);
}

function pointedAt(entry: OutboxEntry, key: string, judgmentId: string | null): OutboxEntry {
  const { action } = entry;
  if (action.type !== 'REVISE' || action.judgment.afterKey !== key || judgmentId === null)
    return entry;
  return { ...entry, action: { ...action, judgment: { id: judgmentId, afterKey: null } } };
}

function withState(entry: OutboxEntry, state: OutboxState): OutboxEntry {
  return { ...entry, state };
}

function changed(outbox: Outbox, key: string, change: (entry: OutboxEntry) => OutboxEntry): Outbox {
  const entries = outbox.entries.map((entry) => (entry.key === key ? change(entry) : entry));
  return { ...outbox, entries };
}

function without(outbox: Outbox, key: string): Outbox {
  return { ...outbox, entries: outbox.entries.filter((entry) => entry.key !== key) };
}
