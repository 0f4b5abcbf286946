import { useApolloClient } from '@apollo/client/react';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { draftStore, type KeptDraft, type Owner } from './browser-store.ts';
import { ReleaseAssignment } from './documents.ts';
import { judgingActions } from './judging-actions.ts';
import { judgedSince, unsent } from './outbox.ts';
import type { OutboxNews } from './outbox-runner.ts';
import { emptySession, sessionAfter } from './session.ts';
import { createStore, useStoreState } from './store.ts';
import { useActiveTime } from './use-active-time.ts';
import { useDrafts } from './use-drafts.ts';
import { useLeases } from './use-leases.ts';
import { useOutbox, useOutboxNews } from './use-outbox.ts';
import { type Delivery, useSupply } from './use-supply.ts';

const nothingCounted: ReadonlyMap<string, number> = new Map();

/** Judging in one project: what is on the bench, and everything that can be done with it. */
export function useJudging(projectId: string, owner: Owner) {
  const client = useApolloClient();
  const [store] = useState(() => createStore(sessionAfter, emptySession));
  const { dispatch } = store;
  const session = useStoreState(store);
  const [counted, setCounted] = useState(nothingCounted);
  const { outbox, state } = useOutbox(owner);
  const [takenBefore] = useState(state.taken.get(projectId) ?? 0);
  const { tenant, viewerId } = owner;
  const drafts = useMemo(() => draftStore({ tenant, viewerId }), [tenant, viewerId]);
  const item = session.items[0];
  const clock = useActiveTime(item?.bench.assignment.id ?? null, counted);
  const actions = judgingActions({
    projectId,
    store,
    outbox,
    spent: clock.spent,
    now: () => Date.now(),
  });
  const waiting = unsent(state).filter((entry) => entry.projectId === projectId);
  const leased = session.items.filter(({ basis }) => basis.type === 'LEASE').length;

  const beforeClaim = useLeases(session.items, clock, dispatch);
  const { supply, check, reload } = useSupply({
    projectId,
    drafts,
    held: leased + waiting.filter(({ action }) => action.type !== 'REVISE').length,
    onBench: session.items.length,
    beforeClaim,
    onKept: (kept: ReadonlyMap<string, KeptDraft>) =>
      setCounted(new Map([...kept].map(([id, { activeMs }]) => [id, activeMs]))),
    onDelivery({ assignments, kept }: Delivery) {
      const sending = new Set(outbox.state().entries.map(({ assignmentId }) => assignmentId));
      const open = assignments.filter(({ id }) => !sending.has(id));
      dispatch({ type: 'received', assignments: open, kept, at: Date.now() });
    },
  });
  useDrafts(item, { drafts, clock }, dispatch);
  useUndoEnd(session.undoable?.until ?? null, dispatch);

  const onNews = useCallback(
    (news: OutboxNews) => {
      const { key, assignmentId } = news.entry;
      if (news.type === 'ACKNOWLEDGED') {
        void drafts.remove(assignmentId);
        if (news.judgmentId !== null)
          dispatch({ type: 'acknowledged', key, judgmentId: news.judgmentId });
        check();
      } else {
        // Answers that came too late are a draft on the server; others may be mended and sent again.
        if (news.code === 'LEASE_EXPIRED') void drafts.remove(assignmentId);
        dispatch({ type: 'refused', key, assignmentId });
        reload();
      }
    },
    [drafts, dispatch, check, reload],
  );
  useOutboxNews(outbox, onNews);

  return {
    session,
    supply,
    outbox,
    outboxState: state,
    waiting,
    /** judgments since the page was opened, those on their way included */
    submitted: judgedSince(state, projectId) - takenBefore,
    check,
    ...actions,
    /** Gives the tasks that were not begun back to the queue. */
    async release() {
      const untouched = session.items.filter(
        ({ basis, bench: { answers } }) =>
          basis.type === 'LEASE' &&
          Object.keys(answers.cells).length === 0 &&
          answers.preference === null &&
          answers.flags.length === 0 &&
          answers.note === '',
      );
      await Promise.allSettled(
        untouched.map(({ bench }) =>
          client.mutate({
            mutation: ReleaseAssignment,
            variables: { input: { assignmentId: bench.assignment.id } },
            fetchPolicy: 'no-cache',
          }),
        ),
      );
    },
  };
}

function useUndoEnd(
  until: number | null,
  dispatch: (event: { readonly type: 'undo-ended'; readonly at: number }) => void,
) {
  useEffect(() => {
    if (until === null) return;
    const timer = setTimeout(
      () => dispatch({ type: 'undo-ended', at: Date.now() }),
      Math.max(0, until - Date.now()),
    );
    return () => clearTimeout(timer);
  }, [until, dispatch]);
}
