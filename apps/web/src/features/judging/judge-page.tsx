import { Alert, Button, VisuallyHidden } from '@mantine/core';
import { useState } from 'react';
import type { Owner } from './browser-store.ts';
import { EmptyBench } from './empty-bench.tsx';
import { JudgeHeader } from './judge-header.tsx';
import classes from './judge-page.module.css';
import { JudgingBench } from './judging-bench.tsx';
import { OutboxBanner } from './outbox-banner.tsx';
import { strings } from './strings.ts';
import { assignmentTitle } from './titles.ts';
import { useJudging } from './use-judging.ts';

/** What waits for the viewer in this project, as it was when the page was opened. */
export interface Queue {
  readonly projectName: string;
  readonly instructions: string;
  readonly waiting: number;
  readonly doneToday: number;
}

/** The judge page: one task after another until none is left. */
export function JudgePage(props: {
  readonly projectId: string;
  readonly owner: Owner;
  readonly queue: Queue;
  readonly onHistory: () => void;
  readonly onHome: () => void;
}) {
  const { queue } = props;
  const judging = useJudging(props.projectId, props.owner);
  const { session, outbox } = judging;
  const item = session.items[0];
  const revising = item?.basis.type === 'REVISION';
  const onUndo = session.undoable === null ? null : judging.undo;
  const [doneBefore] = useState(queue.doneToday);
  const doneToday = doneBefore + judging.submitted;

  async function stop() {
    await judging.release();
    props.onHome();
  }

  return (
    <div className={classes.page}>
      <JudgeHeader
        projectName={queue.projectName}
        instructions={queue.instructions}
        doneToday={doneToday}
        unsent={judging.waiting.length}
        onStop={() => void stop()}
      />
      <OutboxBanner
        outbox={judging.outboxState}
        onSendNow={outbox.wake}
        onDismiss={outbox.dismiss}
      />
      <VisuallyHidden role="status">
        {session.undoable !== null && strings.actions.submitted}{' '}
        {item !== undefined && assignmentTitle(item.bench.assignment)}
      </VisuallyHidden>
      {item === undefined ? (
        <EmptyBench
          supply={judging.supply}
          unsent={judging.waiting.length}
          doneToday={doneToday}
          onUndo={onUndo}
          onCheck={judging.check}
          onHistory={props.onHistory}
          onHome={props.onHome}
        />
      ) : (
        <JudgingBench
          bench={item.bench}
          readOnly={false}
          revising={revising}
          onAct={judging.act}
          onSubmit={judging.submit}
          onSkip={revising ? null : judging.skip}
          onUndo={onUndo}
          notice={
            <>
              {revising && <RevisingNotice onLeave={judging.leaveAsSubmitted} />}
              {item.lapsed && (
                <Alert color="yellow" p="xs" radius={0}>
                  {strings.page.lapsed}
                </Alert>
              )}
            </>
          }
        />
      )}
    </div>
  );
}

function RevisingNotice({ onLeave }: { readonly onLeave: () => void }) {
  return (
    <Alert p="xs" radius={0}>
      {strings.page.revising}{' '}
      <Button ml="sm" size="compact-sm" variant="default" onClick={onLeave}>
        {strings.page.leaveAsSubmitted}
      </Button>
    </Alert>
  );
}
