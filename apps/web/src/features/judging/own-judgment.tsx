import { useQuery } from '@apollo/client/react';
import { Alert, Button, Group } from '@mantine/core';
import { useState } from 'react';
import { LoadError } from '../../components/states.tsx';
import { answer, openBench } from './answering.ts';
import { answersFrom, missingAnswers, storedFrom } from './answers.ts';
import type { Assignment, StoredAnswers } from './assignment.ts';
import { OwnJudgmentDetail } from './history-documents.ts';
import { JudgeSkeleton } from './judge-skeleton.tsx';
import { JudgingBench } from './judging-bench.tsx';
import { readAnswers, readAssignment } from './read-assignment.ts';
import { createStore, useStoreState } from './store.ts';
import { strings } from './strings.ts';
import { useActiveTime } from './use-active-time.ts';

/** What a revision sends. */
export interface Revision {
  readonly judgmentId: string;
  readonly assignment: Assignment;
  readonly answers: StoredAnswers;
  readonly activeSeconds: number;
}

/** One of the viewer's judgments: to be revised while it may be, to be read otherwise. */
export function OwnJudgment(props: {
  readonly judgmentId: string;
  readonly onBack: () => void;
  readonly onRevise: (revision: Revision) => void;
}) {
  const { data, error, refetch } = useQuery(OwnJudgmentDetail, {
    variables: { id: props.judgmentId },
    fetchPolicy: 'no-cache',
  });
  if (error !== undefined)
    return <LoadError message={strings.supply.failedText} onRetry={() => void refetch()} />;
  if (data === undefined) return <JudgeSkeleton />;
  const judgment = data.node;
  if (judgment?.__typename !== 'OwnJudgment')
    return (
      <Alert color="yellow" m="md">
        {strings.history.notFound}{' '}
        <Button size="compact-sm" variant="default" onClick={props.onBack}>
          {strings.history.back}
        </Button>
      </Alert>
    );
  return (
    <OpenJudgment
      key={`${judgment.id} ${judgment.revision}`}
      judgmentId={judgment.id}
      assignment={readAssignment(judgment.assignment)}
      answers={readAnswers(judgment.answers)}
      revisable={judgment.revisable}
      onBack={props.onBack}
      onRevise={props.onRevise}
    />
  );
}

const nothingCounted: ReadonlyMap<string, number> = new Map();

function OpenJudgment(props: {
  readonly judgmentId: string;
  readonly assignment: Assignment;
  readonly answers: StoredAnswers;
  readonly revisable: boolean;
  readonly onBack: () => void;
  readonly onRevise: (revision: Revision) => void;
}) {
  const { assignment, answers, revisable } = props;
  const [store] = useState(() =>
    createStore(answer, { ...openBench(assignment, answersFrom(assignment, answers)), focus: 0 }),
  );
  const bench = useStoreState(store);
  const clock = useActiveTime(assignment.id, nothingCounted);

  function submit() {
    const bench = store.state();
    if (missingAnswers(bench.assignment, bench.answers).length > 0) {
      store.dispatch({ type: 'submit-refused' });
      return;
    }
    props.onRevise({
      judgmentId: props.judgmentId,
      assignment: bench.assignment,
      answers: storedFrom(bench.assignment, bench.answers),
      activeSeconds: Math.round(clock.spent(bench.assignment.id) / 100) / 10,
    });
  }

  return (
    <JudgingBench
      bench={bench}
      readOnly={!revisable}
      revising
      onAct={store.dispatch}
      onSubmit={submit}
      onSkip={null}
      onUndo={null}
      notice={
        <Alert p="xs" radius={0} {...(!revisable && { color: 'gray' })}>
          <Group gap="sm" justify="space-between">
            <span>{revisable ? strings.page.revising : strings.history.notRevisable}</span>
            <Button size="compact-sm" variant="default" onClick={props.onBack}>
              {revisable ? strings.page.leaveAsSubmitted : strings.history.back}
            </Button>
          </Group>
        </Alert>
      }
    />
  );
}
