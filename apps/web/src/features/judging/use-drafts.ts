import { useApolloClient } from '@apollo/client/react';
import { type Dispatch, useEffect, useState } from 'react';
import { answersInput, storedFrom } from './answers.ts';
import type { DraftStore } from './browser-store.ts';
import { SaveDraft } from './documents.ts';
import type { SessionEvent, SessionItem } from './session.ts';
import type { ActiveClock } from './use-active-time.ts';

const typingPauseMs = 800;
const retryMs = 10_000;

/** Keeps the answers on the bench: at once in this browser, after a short pause on the server. */
export function useDrafts(
  item: SessionItem | undefined,
  { drafts, clock }: { readonly drafts: DraftStore; readonly clock: ActiveClock },
  dispatch: Dispatch<SessionEvent>,
) {
  const client = useApolloClient();
  const [failures, setFailures] = useState(0);
  const unsaved =
    item !== undefined && item.basis.type === 'LEASE' && item.saved !== item.bench.answers
      ? item
      : null;
  const assignment = unsaved?.bench.assignment;
  const answers = unsaved?.bench.answers;
  const lapsed = unsaved?.lapsed ?? false;

  useEffect(() => {
    if (assignment === undefined || answers === undefined) return;
    const { id } = assignment;
    const stored = storedFrom(assignment, answers);
    void drafts.save(id, { answers: stored, activeMs: clock.spent(id), keptAt: Date.now() });
    if (lapsed) return;
    const wait = failures === 0 ? typingPauseMs : retryMs;
    const timer = setTimeout(async () => {
      try {
        const { data } = await client.mutate({
          mutation: SaveDraft,
          variables: { input: { assignmentId: id, answers: answersInput(stored) } },
          fetchPolicy: 'no-cache',
        });
        const result = data?.saveDraft;
        if (result?.__typename === 'SaveDraftPayload') {
          const { leasedUntil } = result.assignment;
          dispatch({ type: 'leased', assignmentId: id, leasedUntil, at: Date.now() });
          dispatch({ type: 'draft-saved', assignmentId: id, answers });
          setFailures(0);
        } else if (result?.code === 'LEASE_EXPIRED' || result?.code === 'NOT_FOUND') {
          dispatch({ type: 'lapsed', assignmentId: id });
        }
      } catch {
        // The copy in this browser is there; the server gets it at the next attempt.
        setFailures((count) => count + 1);
      }
    }, wait);
    return () => clearTimeout(timer);
  }, [assignment, answers, lapsed, failures, client, drafts, clock, dispatch]);
}
