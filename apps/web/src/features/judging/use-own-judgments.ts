import { useApolloClient } from '@apollo/client/react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { OwnJudgments } from './history-documents.ts';
import { type HistoryRow, readHistoryRow } from './history-row.ts';

const pageSize = 25;

/** What has been fetched of the history so far. */
export interface OwnHistory {
  readonly rows: readonly HistoryRow[];
  /** where the next page begins; null at the end */
  readonly next: string | null;
  readonly total: { readonly count: number; readonly exact: boolean };
  readonly loading: boolean;
  readonly failed: boolean;
}

const nothing: OwnHistory = {
  rows: [],
  next: null,
  total: { count: 0, exact: true },
  loading: true,
  failed: false,
};

/** The viewer's judgments in a project, newest first, a page at a time; never from the cache. */
export function useOwnJudgments(projectId: string) {
  const client = useApolloClient();
  const [history, setHistory] = useState(nothing);
  const asked = useRef(0);

  const load = useCallback(
    async (after: string | null) => {
      asked.current += 1;
      const turn = asked.current;
      setHistory((now) => ({ ...now, loading: true, failed: false }));
      try {
        const { data } = await client.query({
          query: OwnJudgments,
          variables: { projectId, first: pageSize, after },
          fetchPolicy: 'no-cache',
        });
        if (turn !== asked.current || data === undefined) return;
        const { nodes, pageInfo, totalCount, totalCountIsExact } = data.ownJudgments;
        const rows = nodes.map(readHistoryRow);
        setHistory((now) => ({
          rows: after === null ? rows : [...now.rows, ...rows],
          next: pageInfo.hasNextPage ? pageInfo.endCursor : null,
          total: { count: totalCount, exact: totalCountIsExact },
          loading: false,
          failed: false,
        }));
      } catch {
        if (turn === asked.current) setHistory((now) => ({ ...now, loading: false, failed: true }));
      }
    },
    [client, projectId],
  );

  const reload = useCallback(() => void load(null), [load]);
  useEffect(reload, [reload]);
  return { history, reload, more: () => void load(history.next) };
}
