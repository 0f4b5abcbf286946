import { useApolloClient } from '@apollo/client/react';
import { type Dispatch, useCallback, useEffect, useRef } from 'react';
import { renewalDue } from './lease.ts';
import { renewLease } from './renew-lease.ts';
import type { SessionEvent, SessionItem } from './session.ts';
import type { ActiveClock } from './use-active-time.ts';

const lookMs = 5_000;

/**
 * Renews leases before they lapse, as long as somebody is at the page.
 *
 * @returns renews at once whatever is due: before a claim, which could hand out a lapsed one anew
 */
export function useLeases(
  items: readonly SessionItem[],
  clock: ActiveClock,
  dispatch: Dispatch<SessionEvent>,
): () => Promise<void> {
  const client = useApolloClient();
  const latest = useRef(items);
  const asking = useRef(new Set<string>());
  useEffect(() => {
    latest.current = items;
  });

  const renewDue = useCallback(async () => {
    async function renew(assignmentId: string) {
      if (asking.current.has(assignmentId)) return;
      asking.current.add(assignmentId);
      const renewal = await renewLease(client, assignmentId);
      asking.current.delete(assignmentId);
      if (renewal.type === 'RENEWED') {
        const { leasedUntil } = renewal;
        dispatch({ type: 'leased', assignmentId, leasedUntil, at: Date.now() });
      }
      if (renewal.type !== 'LOST') return;
      // One that waits unseen simply goes; on the bench somebody's answers are at stake.
      const onBench = latest.current[0]?.bench.assignment.id === assignmentId;
      dispatch({ type: onBench ? 'lapsed' : 'withdrawn', assignmentId });
    }
    const now = Date.now();
    const due = latest.current.filter(
      ({ basis, lapsed, lease }) => basis.type === 'LEASE' && !lapsed && renewalDue(lease, now),
    );
    await Promise.all(due.map(({ bench }) => renew(bench.assignment.id)));
  }, [client, dispatch]);

  useEffect(() => {
    const timer = setInterval(() => clock.isActive() && void renewDue(), lookMs);
    return () => clearInterval(timer);
  }, [clock, renewDue]);
  return renewDue;
}
