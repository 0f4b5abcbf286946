import { Button, Text } from '@mantine/core';
import { useCallback, useState } from 'react';
import { newKey } from '../../api/outcome.ts';
import { PageHeader } from '../../components/page-header.tsx';
import { EmptyState, LoadError } from '../../components/states.tsx';
import type { Owner } from './browser-store.ts';
import classes from './history-page.module.css';
import { HistoryTable } from './history-table.tsx';
import pageClasses from './judge-page.module.css';
import { OutboxBanner } from './outbox-banner.tsx';
import { OwnJudgment, type Revision } from './own-judgment.tsx';
import { strings } from './strings.ts';
import { assignmentTitle } from './titles.ts';
import { useOutbox, useOutboxNews } from './use-outbox.ts';
import { useOwnJudgments } from './use-own-judgments.ts';

/** The viewer's own judgments in a project; one of them open, where `judgmentId` says so. */
export function HistoryPage(props: {
  readonly projectId: string;
  readonly owner: Owner;
  readonly judgmentId: string | null;
  readonly onOpen: (judgmentId: string | null) => void;
  readonly onJudge: () => void;
}) {
  const { projectId, onOpen } = props;
  const { outbox, state } = useOutbox(props.owner);
  const { history, reload, more } = useOwnJudgments(projectId);
  const [revised, setRevised] = useState<'QUEUED' | 'SAVED' | null>(null);
  useOutboxNews(
    outbox,
    useCallback(
      (news) => {
        if (news.entry.action.type === 'REVISE')
          setRevised(news.type === 'ACKNOWLEDGED' ? 'SAVED' : null);
        reload();
      },
      [reload],
    ),
  );

  function revise({ judgmentId, assignment, answers, activeSeconds }: Revision) {
    setRevised('QUEUED');
    void outbox.add({
      key: newKey(),
      projectId,
      assignmentId: assignment.id,
      title: assignmentTitle(assignment),
      queuedAt: Date.now(),
      attempts: 0,
      action: {
        type: 'REVISE',
        answers,
        activeSeconds,
        judgment: { id: judgmentId, afterKey: null },
      },
      state: { type: 'WAITING' },
    });
    onOpen(null);
  }

  const banner = <OutboxBanner outbox={state} onSendNow={outbox.wake} onDismiss={outbox.dismiss} />;
  if (props.judgmentId !== null)
    return (
      <div className={pageClasses.page}>
        {banner}
        <OwnJudgment judgmentId={props.judgmentId} onBack={() => onOpen(null)} onRevise={revise} />
      </div>
    );
  const text = strings.history;
  return (
    <>
      {banner}
      <div className={classes.page}>
        <PageHeader title={text.title} lead={text.lead} />
        <Text size="sm" c="dimmed" role="status" className={classes.status ?? ''}>
          {revised === 'SAVED' && text.saved}
          {revised === 'QUEUED' && text.queued}
        </Text>
        {history.failed && <LoadError message={strings.supply.failedText} onRetry={reload} />}
        {!history.failed && !history.loading && history.rows.length === 0 ? (
          <EmptyState
            title={text.empty}
            action={<Button onClick={props.onJudge}>{text.emptyAction}</Button>}
          >
            {text.emptyText}
          </EmptyState>
        ) : (
          <HistoryTable history={history} onOpen={onOpen} onMore={more} />
        )}
      </div>
    </>
  );
}
