import {
  backoffMs,
  canTakeBack,
  emptyOutbox,
  nextToSend,
  type Outbox,
  type OutboxEntry,
  type OutboxEvent,
  outboxAfter,
} from './outbox.ts';

/** The server's answer to one entry. DEFERRED is tried again, with the same key. */
export type SendResult =
  | { readonly type: 'ACKNOWLEDGED'; readonly judgmentId: string | null }
  | { readonly type: 'REFUSED'; readonly code: string; readonly message: string }
  | { readonly type: 'DEFERRED'; readonly trouble: 'OFFLINE' | 'SIGNED_OUT' | 'SERVER' };

/** Where entries outlive the page. A store that fails costs durability over a reload, nothing else. */
export interface OutboxStore {
  readonly load: () => Promise<readonly OutboxEntry[]>;
  readonly save: (entry: OutboxEntry) => Promise<void>;
  readonly remove: (key: string) => Promise<void>;
}

export interface OutboxEnvironment {
  readonly store: OutboxStore;
  readonly send: (entry: OutboxEntry) => Promise<SendResult>;
  readonly now: () => number;
  readonly random: () => number;
  readonly later: (run: () => void, ms: number) => void;
}

/** What became of an entry, for whoever waits for it. */
export type OutboxNews =
  | {
      readonly type: 'ACKNOWLEDGED';
      readonly entry: OutboxEntry;
      readonly judgmentId: string | null;
    }
  | { readonly type: 'REFUSED'; readonly entry: OutboxEntry; readonly code: string };

export type RunningOutbox = ReturnType<typeof runOutbox>;

/** Sends what is put into it, in order, one at a time, until the server has answered. */
export function runOutbox({ store, send, now, random, later }: OutboxEnvironment) {
  let state: Outbox = emptyOutbox;
  let stopped = false;
  const watchers = new Set<() => void>();
  const listeners = new Set<(news: OutboxNews) => void>();

  function apply(event: OutboxEvent) {
    state = outboxAfter(state, event);
    for (const watch of watchers) watch();
  }

  function find(key: string) {
    return state.entries.find((entry) => entry.key === key);
  }

  /** Writes an entry as it now is; what cannot be stored is still sent. */
  async function keep(key: string) {
    const entry = find(key);
    await (entry === undefined ? store.remove(key) : store.save(entry)).catch(() => undefined);
  }

  async function pump() {
    const entry = stopped ? null : nextToSend(state, now());
    if (entry === null) return;
    apply({ type: 'started', key: entry.key });
    await keep(entry.key);
    // A revision that waited for its judgment has been pointed at it meanwhile.
    const result = await send(find(entry.key) ?? entry).catch(
      (): SendResult => ({ type: 'DEFERRED', trouble: 'SERVER' }),
    );
    await settle(entry, result);
    await pump();
  }

  /** Timers may fire a little early: then the rest is waited for. */
  function retryLater() {
    const wait = state.notBefore - now();
    if (wait <= 0) void pump();
    else later(retryLater, Math.ceil(wait));
  }

  async function settle(entry: OutboxEntry, result: SendResult) {
    const { key } = entry;
    if (result.type === 'DEFERRED') {
      const wait = backoffMs(entry.attempts + 1, random());
      apply({ type: 'deferred', key, until: now() + wait, trouble: result.trouble });
      retryLater();
      return;
    }
    const before = state.entries;
    if (result.type === 'ACKNOWLEDGED')
      apply({ type: 'acknowledged', key, judgmentId: result.judgmentId });
    else apply({ type: 'refused', key, code: result.code, message: result.message });
    const touched = before.filter((other) => find(other.key) !== other);
    await Promise.all(touched.map((other) => keep(other.key)));
    const news: OutboxNews =
      result.type === 'ACKNOWLEDGED'
        ? { type: 'ACKNOWLEDGED', entry, judgmentId: result.judgmentId }
        : { type: 'REFUSED', entry, code: result.code };
    for (const listen of listeners) listen(news);
  }

  return {
    state: () => state,
    /** Calls back after every change, until the returned function is called. */
    watch(callback: () => void) {
      watchers.add(callback);
      return () => void watchers.delete(callback);
    },
    /** Calls back when the server has answered an entry for good. */
    listen(callback: (news: OutboxNews) => void) {
      listeners.add(callback);
      return () => void listeners.delete(callback);
    },
    /** Loads what an earlier page left behind and begins to send. */
    async start() {
      stopped = false;
      const entries = await store.load().catch(() => []);
      apply({ type: 'restored', entries });
      await pump();
    },
    stop() {
      stopped = true;
    },
    /** Takes an entry; it is stored before it is sent. */
    async add(entry: OutboxEntry) {
      apply({ type: 'added', entry });
      await keep(entry.key);
      await pump();
    },
    /** Withdraws an entry that was never sent; false where it may have reached the server. */
    takeBack(key: string): boolean {
      if (!canTakeBack(state, key)) return false;
      apply({ type: 'taken-back', key });
      void keep(key);
      return true;
    },
    dismiss(key: string) {
      apply({ type: 'dismissed', key });
      void keep(key);
    },
    /** Tries at once: the connection is back, or somebody asked. */
    wake() {
      apply({ type: 'woken' });
      void pump();
    },
  };
}
