import { useQuery } from '@apollo/client/react';
import { Paper, Skeleton, Text, Title } from '@mantine/core';
import { graphql } from '../../__generated__/index.ts';
import { EstimateText } from '../../components/estimate-text.tsx';
import { plural } from '../../components/figures.ts';
import { EmptyState } from '../../components/states.tsx';
import { When } from '../../components/when.tsx';
import { QueryProblem } from '../tenancy/query-problem.tsx';
import { SettleRedLine } from './settle-red-line.tsx';
import { SideBySide } from './side-by-side.tsx';
import { strings as s } from './strings.ts';

const TaskJudgmentsQuery = graphql(`
  query TaskJudgments($taskId: ID!) {
    task(id: $taskId) {
      id
      kind
      state
      responses {
        id
        label
        model
      }
      redLine {
        settledAt
        settledBy
        stands
        note
      }
      composite {
        value
        n
        undefinedBecause
        interval {
          low
          high
          level
        }
      }
      judgments {
        id
        ...SideBySide_judgment
      }
    }
  }
`);

/** Everybody's judgment of one task, which models answered, and what became of a red line. */
export function TaskJudgments(props: {
  readonly taskId: string;
  /** the page of the project's judgments */
  readonly judgments: string;
  readonly canSettle: boolean;
  readonly onSettled: () => void;
}) {
  const { data, error, refetch } = useQuery(TaskJudgmentsQuery, {
    variables: { taskId: props.taskId },
    fetchPolicy: 'cache-and-network',
  });
  if (error !== undefined && data === undefined) {
    return <QueryProblem error={error} onRetry={() => void refetch()} />;
  }
  if (data === undefined) return <Skeleton height={220} />;
  const { task } = data;
  const judgments = task.judgments ?? [];
  if (judgments.length === 0) return <EmptyState title={s.nobody}>{s.nobodyLong}</EmptyState>;
  const { redLine } = task;
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="judgments-title">
      <Title order={2} id="judgments-title">
        {plural(judgments.length, 'judgment')}
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        {task.responses
          .map(({ label, model }) => `${s.response} ${label}: ${model ?? s.noModel}`)
          .join(' · ')}
      </Text>
      {task.kind === 'RATING' && task.composite != null && (
        <>
          <Text size="xs" c="dimmed">
            {s.meanComposite}
          </Text>
          <EstimateText
            large
            estimate={task.composite}
            counts={plural(task.composite.n, 'rating')}
          />
        </>
      )}
      <SideBySide
        kind={task.kind}
        judgments={judgments}
        hrefOf={(annotatorId) => `${props.judgments}?annotator=${annotatorId}`}
      />
      {redLine != null && (
        <Text size="sm" mt="sm">
          <b>{redLine.stands ? s.settledStands : s.settledStandsNot}</b>,{' '}
          {s.settledBy(redLine.settledBy)} <When at={redLine.settledAt} />
          {redLine.note !== '' && `: ${redLine.note}`}
        </Text>
      )}
      {task.state === 'ON_HOLD' && (
        <SettleRedLine
          taskId={props.taskId}
          canSettle={props.canSettle}
          onSettled={() => {
            void refetch();
            props.onSettled();
          }}
        />
      )}
    </Paper>
  );
}
