import { useMutation } from '@apollo/client/react';
import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { type FragmentType, graphql, readFragment } from '../../__generated__/index.ts';
import { newKey, outcomeOf, unreachable } from '../../api/outcome.ts';
import { AppLink } from '../../components/app-link.tsx';
import { When } from '../../components/when.tsx';
import { strings as s } from './strings.ts';

const LateAnswers_answer = graphql(`
  fragment LateAnswers_answer on LateAnswer {
    id
    savedAt
    annotator {
      id
      name
    }
    task {
      id
      externalId
    }
  }
`);
const AcceptLateAnswer = graphql(`
  mutation AcceptLateAnswer($input: AcceptLateAnswerInput!) {
    acceptLateAnswer(input: $input) {
      __typename
      ... on AcceptLateAnswerPayload {
        judgment {
          id
        }
      }
      ... on AppError {
        code
        message
        field
      }
    }
  }
`);

/** Answers whose slot was given away before they came; a lead may accept them. */
export function LateAnswers(props: {
  readonly answers: readonly FragmentType<typeof LateAnswers_answer>[];
  readonly hrefOf: (taskId: string) => string;
  readonly onAccepted: () => void;
}) {
  const answers = readFragment(LateAnswers_answer, props.answers);
  const [send, { loading }] = useMutation(AcceptLateAnswer);
  const [problem, setProblem] = useState<string | null>(null);
  if (answers.length === 0) return null;

  async function accept(lateAnswerId: string) {
    const input = { idempotencyKey: newKey(), lateAnswerId };
    try {
      const { data } = await send({ variables: { input } });
      const outcome = outcomeOf(data?.acceptLateAnswer);
      setProblem(outcome.ok ? null : outcome.problem.message);
      if (!outcome.ok) return;
      notifications.show({ message: s.lateAccepted });
      props.onAccepted();
    } catch {
      setProblem(unreachable.message);
    }
  }

  return (
    <Paper withBorder p="md" id="late" component="section" aria-labelledby="late-title">
      <Title order={2} id="late-title">
        {s.lateTitle}
      </Title>
      <Text size="sm" c="dimmed" mb="xs">
        {s.lateLead}
      </Text>
      {problem !== null && (
        <Text c="red" role="alert">
          {problem}
        </Text>
      )}
      <Stack gap={4}>
        {answers.map(({ id, annotator, task, savedAt }) => (
          <Group key={id} justify="space-between">
            <Text size="sm">
              {annotator.name},{' '}
              <AppLink href={props.hrefOf(task.id)}>{task.externalId ?? s.lateTask}</AppLink>,{' '}
              <When at={savedAt} />
            </Text>
            <Button
              size="compact-sm"
              variant="default"
              loading={loading}
              onClick={() => void accept(id)}
            >
              {s.lateAccept}
            </Button>
          </Group>
        ))}
      </Stack>
    </Paper>
  );
}
