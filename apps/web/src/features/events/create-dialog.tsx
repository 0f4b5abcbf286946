import { useMutation } from '@apollo/client/react';
import { Alert, Button, Group, Modal, Stack } from '@mantine/core';
import { type SubmitEvent, useState } from 'react';
import { graphql } from '../../__generated__/index.ts';
import { attempt } from '../../api/attempt.ts';
import { type AppProblem, newKey } from '../../api/outcome.ts';
import { SecretOnce } from './secret-once.tsx';
import { strings as s } from './strings.ts';
import {
  type ProjectName,
  type SubscriptionDraft,
  SubscriptionFields,
} from './subscription-fields.tsx';

const CreateEventSubscription = graphql(`
  mutation CreateEventSubscription($input: CreateEventSubscriptionInput!) {
    createEventSubscription(input: $input) {
      __typename
      ... on CreateEventSubscriptionPayload {
        secret
        eventSubscription {
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
const empty: SubscriptionDraft = {
  name: '',
  url: 'https://',
  types: ['KPI_RUN_COMPLETED'],
  projectId: null,
};
const fields = ['name', 'url', 'types', 'projectId'];

/** Makes a subscription; its secret is shown once, until it is said to be copied. */
export function CreateDialog(props: {
  readonly projects: readonly ProjectName[];
  readonly onMade: () => void;
  readonly onClose: () => void;
}) {
  const [draft, setDraft] = useState(empty);
  const [problem, setProblem] = useState<AppProblem | null>(null);
  const [secret, setSecret] = useState<string | null>(null);
  const [key, setKey] = useState(newKey);
  const [send, { loading }] = useMutation(CreateEventSubscription);
  async function create(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    if (draft.types.length === 0) {
      return setProblem({ code: 'INVALID_INPUT', message: s.typesNone, field: 'types' });
    }
    const input = { idempotencyKey: key, ...draft, types: [...draft.types] };
    const outcome = await attempt(
      async () => (await send({ variables: { input } })).data?.createEventSubscription,
    );
    // what was perhaps made is asked for again under the same key
    if (outcome.ok || outcome.problem.code !== 'UNAVAILABLE') setKey(newKey());
    if (!outcome.ok) return setProblem(outcome.problem);
    const made = outcome.payload.secret ?? null;
    setSecret(made);
    setProblem(made === null ? { code: 'CONFLICT', message: s.gone } : null);
    props.onMade();
  }
  if (secret !== null) return <SecretOnce secret={secret} onClose={props.onClose} />;
  return (
    <Modal opened centered size="lg" title={s.add} onClose={props.onClose}>
      <form onSubmit={(event) => void create(event)}>
        <Stack>
          {problem !== null && !fields.includes(problem.field ?? '') && (
            <Alert color="red" role="alert">
              {problem.message}
            </Alert>
          )}
          <SubscriptionFields
            draft={draft}
            projects={props.projects}
            problemAt={(field) => (problem?.field === field ? problem.message : null)}
            onChange={setDraft}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={props.onClose}>
              {s.cancel}
            </Button>
            <Button type="submit" loading={loading}>
              {s.create}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
