import { useMutation } from '@apollo/client/react';
import { Alert, Button, Group, Modal, Stack } from '@mantine/core';
import { type SubmitEvent, useState } from 'react';
import { graphql } from '../../__generated__/index.ts';
import { attempt } from '../../api/attempt.ts';
import type { AppProblem } from '../../api/outcome.ts';
import { strings as s } from './strings.ts';
import {
  type ProjectName,
  type SubscriptionDraft,
  SubscriptionFields,
} from './subscription-fields.tsx';

const UpdateEventSubscription = graphql(`
  mutation UpdateEventSubscription($input: UpdateEventSubscriptionInput!) {
    updateEventSubscription(input: $input) {
      __typename
      ... on UpdateEventSubscriptionPayload {
        eventSubscription {
          id
          name
          url
          types
          failingSince
          project {
            id
            name
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
const fields = ['name', 'url', 'types', 'projectId'];

/** Changes what a subscription is told, and where. */
export function EditDialog(props: {
  readonly id: string;
  readonly known: SubscriptionDraft;
  readonly projects: readonly ProjectName[];
  readonly onClose: () => void;
}) {
  const { id, known, projects, onClose } = props;
  const [draft, setDraft] = useState(known);
  const [problem, setProblem] = useState<AppProblem | null>(null);
  const [send, { loading }] = useMutation(UpdateEventSubscription);
  async function save(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    if (draft.types.length === 0) {
      return setProblem({ code: 'INVALID_INPUT', message: s.typesNone, field: 'types' });
    }
    const input = { eventSubscriptionId: id, ...draft, types: [...draft.types] };
    const outcome = await attempt(
      async () => (await send({ variables: { input } })).data?.updateEventSubscription,
    );
    if (outcome.ok) onClose();
    else setProblem(outcome.problem);
  }
  return (
    <Modal opened centered size="lg" title={s.editOf(known.name)} onClose={onClose}>
      <form onSubmit={(event) => void save(event)}>
        <Stack>
          {problem !== null && !fields.includes(problem.field ?? '') && (
            <Alert color="red" role="alert">
              {problem.message}
            </Alert>
          )}
          <SubscriptionFields
            draft={draft}
            projects={projects}
            problemAt={(field) => (problem?.field === field ? problem.message : null)}
            onChange={setDraft}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {s.cancel}
            </Button>
            <Button type="submit" loading={loading}>
              {s.save}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
