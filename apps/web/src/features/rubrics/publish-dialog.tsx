import { useMutation } from '@apollo/client/react';
import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { graphql } from '../../__generated__/index.ts';
import { attempt } from '../../api/attempt.ts';
import { strings } from './strings.ts';

const PublishRubricVersion = graphql(`
  mutation PublishRubricVersion($input: PublishRubricVersionInput!) {
    publishRubricVersion(input: $input) {
      __typename
      ... on PublishRubricVersionPayload {
        rubricVersion {
          id
          number
          status
          publishedAt
          rubric {
            id
            draft {
              id
            }
            current {
              id
              number
            }
          }
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
const s = strings.publish;

/** Asks before a draft becomes a version that never changes. */
export function PublishDialog(props: {
  readonly name: string;
  readonly versionId: string;
  readonly onClose: () => void;
}) {
  const [problem, setProblem] = useState<string | null>(null);
  const [send, { loading }] = useMutation(PublishRubricVersion);
  async function publish() {
    const input = { rubricVersionId: props.versionId };
    const outcome = await attempt(
      async () => (await send({ variables: { input } })).data?.publishRubricVersion,
    );
    if (!outcome.ok) return setProblem(outcome.problem.message);
    notifications.show({ message: s.done(outcome.payload.rubricVersion.number) });
    props.onClose();
  }
  return (
    <Modal opened centered onClose={props.onClose} title={s.title(props.name)}>
      <Stack>
        {problem !== null && (
          <Alert color="red" role="alert">
            {problem}
          </Alert>
        )}
        <Text>{s.lead}</Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={props.onClose}>
            {s.keep}
          </Button>
          <Button loading={loading} onClick={() => void publish()} data-autofocus>
            {s.confirm}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
