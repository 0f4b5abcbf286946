import { useMutation } from '@apollo/client/react';
import { Alert, Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { graphql } from '../../__generated__/index.ts';
import { outcomeOf, unreachable } from '../../api/outcome.ts';
import { strings as s } from './strings.ts';

const SettleRedLineMutation = graphql(`
  mutation SettleRedLine($input: SettleRedLineInput!) {
    settleRedLine(input: $input) {
      __typename
      ... on SettleRedLinePayload {
        task {
          id
          state
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

/** A second person's word on a red line. */
export function SettleRedLine(props: {
  readonly taskId: string;
  readonly canSettle: boolean;
  readonly onSettled: () => void;
}) {
  const [note, setNote] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [send, { loading }] = useMutation(SettleRedLineMutation);

  async function settle(stands: boolean) {
    const input = { taskId: props.taskId, stands, note };
    try {
      const outcome = outcomeOf((await send({ variables: { input } })).data?.settleRedLine);
      if (outcome.ok) props.onSettled();
      else setProblem(outcome.problem.message);
    } catch {
      setProblem(unreachable.message);
    }
  }

  return (
    <Alert color="red" variant="outline" title={s.holdTitle} mt="md">
      <Stack gap="xs" align="flex-start">
        <Text>{s.hold}</Text>
        {props.canSettle && (
          <>
            <Textarea
              label={s.note}
              value={note}
              onChange={(event) => setNote(event.currentTarget.value)}
              w="100%"
              maw={520}
            />
            {problem !== null && (
              <Text c="red" role="alert">
                {problem}
              </Text>
            )}
            <Group>
              <Button color="red" loading={loading} onClick={() => void settle(true)}>
                {s.stands}
              </Button>
              <Button variant="default" loading={loading} onClick={() => void settle(false)}>
                {s.standsNot}
              </Button>
            </Group>
          </>
        )}
      </Stack>
    </Alert>
  );
}
