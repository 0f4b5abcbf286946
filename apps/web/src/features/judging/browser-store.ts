import { createStore, del, delMany, entries, set } from 'idb-keyval';
import type { StoredAnswers } from './assignment.ts';
import type { OutboxEntry } from './outbox.ts';
import type { OutboxStore } from './outbox-runner.ts';

/** Whose work it is: two people may use one browser, and one person two organisations. */
export interface Owner {
  readonly tenant: string;
  readonly viewerId: string;
}

/** Answers to one assignment that the server has not confirmed yet. */
export interface KeptDraft {
  readonly answers: StoredAnswers;
  readonly activeMs: number;
  /** milliseconds of this browser's clock */
  readonly keptAt: number;
}

const weekMs = 7 * 24 * 60 * 60 * 1000;

/** The outbox in IndexedDB. The database's name carries the version of the form stored in it. */
export function outboxStore(owner: Owner): OutboxStore {
  const place = createStore('assay-outbox-1', 'entries');
  return {
    async load() {
      const all = await entries<string, OutboxEntry>(place);
      return all.filter(([name]) => name.startsWith(prefix(owner))).map(([, entry]) => entry);
    },
    save: (entry) => set(prefix(owner) + entry.key, entry, place),
    remove: (key) => del(prefix(owner) + key, place),
  };
}

export type DraftStore = ReturnType<typeof draftStore>;

/** Drafts in IndexedDB, by assignment; each is removed once its judgment is acknowledged. */
export function draftStore(owner: Owner) {
  const place = createStore('assay-drafts-1', 'drafts');
  return {
    /** The owner's drafts. Those of anybody that are older than a week are forgotten. */
    async load(now: number): Promise<ReadonlyMap<string, KeptDraft>> {
      const all = await entries<string, KeptDraft>(place).catch(() => []);
      const old = all.filter(([, { keptAt }]) => now - keptAt > weekMs).map(([name]) => name);
      await delMany(old, place).catch(() => undefined);
      const start = prefix(owner);
      return new Map(
        all
          .filter(([name]) => name.startsWith(start) && !old.includes(name))
          .map(([name, draft]) => [name.slice(start.length), draft]),
      );
    },
    /** A browser that refuses to store loses only the copy: the server has, or will get, the draft. */
    save: (assignmentId: string, draft: KeptDraft) =>
      set(prefix(owner) + assignmentId, draft, place).catch(() => undefined),
    remove: (assignmentId: string) =>
      del(prefix(owner) + assignmentId, place).catch(() => undefined),
  };
}

function prefix({ tenant, viewerId }: Owner): string {
  return `${tenant}/${viewerId}/`;
}
