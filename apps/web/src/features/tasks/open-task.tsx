import { useMutation } from '@apollo/client/react';
import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import { graphql } from '../../__generated__/index.ts';
import { outcomeOf, unreachable } from '../../api/outcome.ts';
import { strings as s } from './strings.ts';

const OpenTaskMutation = graphql(`
  mutation OpenTask($input: OpenTaskInput!) {
    openTask(input: $input) {
      __typename
      ... on OpenTaskPayload {
        task {
          id
          blind
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

/** The gate before the judgments of a task that the viewer may still judge. */
export function OpenTask(props: { readonly taskId: string; readonly onOpened: () => void }) {
  const [asked, { open, close }] = useDisclosure(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [send, { loading }] = useMutation(OpenTaskMutation);

  async function confirm() {
    try {
      const { data } = await send({ variables: { input: { taskId: props.taskId } } });
      const outcome = outcomeOf(data?.openTask);
      if (outcome.ok) props.onOpened();
      else setProblem(outcome.problem.message);
    } catch {
      setProblem(unreachable.message);
    }
    close();
  }

  return (
    <Alert variant="light" title={s.blindTitle}>
      <Stack gap="xs" align="flex-start">
        <Text>{s.blind}</Text>
        {problem !== null && (
          <Text c="red" role="alert">
            {problem}
          </Text>
        )}
        <Button variant="default" onClick={open}>
          {s.open}
        </Button>
      </Stack>
      <Modal opened={asked} onClose={close} title={s.openTitle}>
        <Stack>
          <Text>{s.openLong}</Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {s.keep}
            </Button>
            <Button loading={loading} onClick={() => void confirm()}>
              {s.open}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </Alert>
  );
}
