import { useApolloClient } from '@apollo/client/react';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Assignment, StoredAnswers } from './assignment.ts';
import type { DraftStore, KeptDraft } from './browser-store.ts';
import { ClaimAssignment, HeldAssignments } from './documents.ts';
import { readAssignment } from './read-assignment.ts';
import { renewLease } from './renew-lease.ts';
import { resultOfError } from './send-result.ts';

/** How many assignments are held at once: the one on the bench and the next two. */
export const heldMax = 3;

const recheckMs = 20_000;

/** Where tasks come from, as far as the page has to say it. */
export type Supply =
  | { readonly type: 'LOADING' }
  | { readonly type: 'READY' }
  | { readonly type: 'ASKING' }
  /** the server gave fewer than were asked for */
  | { readonly type: 'EMPTY' }
  | { readonly type: 'REFUSED'; readonly message: string }
  | { readonly type: 'FAILED'; readonly signedOut: boolean };

export interface Delivery {
  readonly assignments: readonly Assignment[];
  readonly kept: ReadonlyMap<string, StoredAnswers>;
}

/** Fetches what is held, then claims until `heldMax` are here or there are no more. */
export function useSupply(props: {
  readonly projectId: string;
  readonly drafts: DraftStore;
  /** how many are on the bench, loaded, or answered and not yet sent */
  readonly held: number;
  /** how many of them can be judged now */
  readonly onBench: number;
  readonly beforeClaim: () => Promise<void>;
  readonly onKept: (kept: ReadonlyMap<string, KeptDraft>) => void;
  readonly onDelivery: (delivery: Delivery) => void;
}) {
  const { projectId, drafts, held, onBench } = props;
  const client = useApolloClient();
  const [supply, setSupply] = useState<Supply>({ type: 'LOADING' });
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });

  const takeUp = useCallback(
    async (assignment: Assignment): Promise<readonly Assignment[]> => {
      if (assignment.state === 'LEASED') return [assignment];
      const renewal = await renewLease(client, assignment.id);
      return renewal.type === 'RENEWED'
        ? [{ ...assignment, state: 'LEASED', leasedUntil: renewal.leasedUntil }]
        : [];
    },
    [client],
  );

  const load = useCallback(async () => {
    try {
      const kept = await drafts.load(Date.now());
      latest.current.onKept(kept);
      const { data } = await client.query({
        query: HeldAssignments,
        variables: { projectId },
        fetchPolicy: 'no-cache',
      });
      const held = (data?.assignments ?? []).map(readAssignment);
      const assignments = (await Promise.all(held.map(takeUp))).flat();
      const answers = new Map([...kept].map(([id, draft]) => [id, draft.answers]));
      latest.current.onDelivery({ assignments, kept: answers });
      setSupply({ type: 'READY' });
    } catch (error) {
      setSupply(supplyOf(error));
    }
  }, [client, projectId, drafts, takeUp]);

  const claim = useCallback(
    async (count: number) => {
      setSupply({ type: 'ASKING' });
      try {
        await latest.current.beforeClaim();
        const { data } = await client.mutate({
          mutation: ClaimAssignment,
          variables: { input: { projectId, count } },
          fetchPolicy: 'no-cache',
        });
        const result = data?.claimAssignment;
        if (result?.__typename !== 'ClaimAssignmentPayload') {
          // NOT_FOUND is how the API says that no task is waiting.
          const none = result?.code === 'NOT_FOUND';
          setSupply(none ? { type: 'EMPTY' } : { type: 'REFUSED', message: result?.message ?? '' });
          return;
        }
        const assignments = result.assignments.map(readAssignment);
        latest.current.onDelivery({ assignments, kept: new Map() });
        setSupply({ type: assignments.length < count ? 'EMPTY' : 'READY' });
      } catch (error) {
        setSupply(supplyOf(error));
      }
    },
    [client, projectId],
  );

  useEffect(() => {
    if (supply.type === 'LOADING') void load();
  }, [supply, load]);

  useEffect(() => {
    if (supply.type === 'READY' && held < heldMax) void claim(heldMax - held);
  }, [supply, held, claim]);

  /** Asks again: something was answered, time has passed, or somebody wants to know. */
  const check = useCallback(() => {
    setSupply((now) => {
      if (now.type === 'LOADING' || now.type === 'ASKING') return now;
      return now.type === 'FAILED' ? { type: 'LOADING' } : { type: 'READY' };
    });
  }, []);
  /** Fetches again what is held: something that was answered came back. */
  const reload = useCallback(() => setSupply({ type: 'LOADING' }), []);

  useEffect(() => {
    addEventListener('online', check);
    return () => removeEventListener('online', check);
  }, [check]);

  const idle = onBench === 0 && supply.type !== 'READY';
  useEffect(() => {
    if (!idle) return;
    const timer = setInterval(() => !document.hidden && check(), recheckMs);
    return () => clearInterval(timer);
  }, [idle, check]);

  return { supply, check, reload };
}

function supplyOf(error: unknown): Supply {
  const result = resultOfError(error);
  if (result.type === 'REFUSED') return { type: 'REFUSED', message: result.message };
  return {
    type: 'FAILED',
    signedOut: result.type === 'DEFERRED' && result.trouble === 'SIGNED_OUT',
  };
}
