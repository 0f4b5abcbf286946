import type { ApolloClient } from '@apollo/client';
import { useApolloClient } from '@apollo/client/react';
import { useEffect, useSyncExternalStore } from 'react';
import { type Owner, outboxStore } from './browser-store.ts';
import { unsent } from './outbox.ts';
import { type RunningOutbox, runOutbox } from './outbox-runner.ts';
import { entrySender } from './send-entry.ts';

/** One outbox a person and organisation for the life of the page: it goes on sending on every page. */
const outboxes = new Map<string, RunningOutbox>();

function outboxOf(client: ApolloClient, owner: Owner): RunningOutbox {
  const name = `${owner.tenant}/${owner.viewerId}`;
  const known = outboxes.get(name);
  if (known !== undefined) return known;
  const outbox = runOutbox({
    store: outboxStore(owner),
    send: entrySender(client, owner.tenant),
    now: () => Date.now(),
    random: () => Math.random(),
    later: (run, ms) => void setTimeout(run, ms),
  });
  outboxes.set(name, outbox);
  addEventListener('online', () => outbox.wake());
  addEventListener('beforeunload', (event) => {
    if (unsent(outbox.state()).length > 0) event.preventDefault();
  });
  void outbox.start();
  return outbox;
}

/** The viewer's outbox and what is in it. The first use on a page sends what an earlier one left. */
export function useOutbox(owner: Owner) {
  const outbox = outboxOf(useApolloClient(), owner);
  const state = useSyncExternalStore(outbox.watch, outbox.state);
  return { outbox, state };
}

/** Tells what became of entries while the component is there. */
export function useOutboxNews(
  outbox: RunningOutbox,
  onNews: Parameters<RunningOutbox['listen']>[0],
) {
  useEffect(() => outbox.listen(onNews), [outbox, onNews]);
}
