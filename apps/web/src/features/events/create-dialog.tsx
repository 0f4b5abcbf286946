import { useMutation } from '@apollo/client/react';
import { useState } from 'react';
import { graphql } from '../../__generated__/index.ts';
import { attempt } from '../../api/attempt.ts';
import { type AppProblem, newKey } from '../../api/outcome.ts';
import { SecretOnce } from '../../components/secret-once.tsx';
import { strings as s } from './strings.ts';
import type { ProjectName, SubscriptionDraft } from './subscription-fields.tsx';
import { SubscriptionForm } from './subscription-form.tsx';

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

/** Makes a subscription; its secret is shown once, until it is said to be copied. */
export function CreateDialog(props: {
  readonly projects: readonly ProjectName[];
  readonly onMade: () => void;
  readonly onClose: () => void;
}) {
  const [secret, setSecret] = useState<string | null>(null);
  const [key, setKey] = useState(newKey);
  const [send, { loading }] = useMutation(CreateEventSubscription);
  async function create(draft: SubscriptionDraft): Promise<AppProblem | null> {
    const input = { idempotencyKey: key, ...draft, types: [...draft.types] };
    const outcome = await attempt(
      async () => (await send({ variables: { input } })).data?.createEventSubscription,
    );
    // what was perhaps made is asked for again under the same key
    if (outcome.ok || outcome.problem.code !== 'UNAVAILABLE') setKey(newKey());
    if (!outcome.ok) return outcome.problem;
    const made = outcome.payload.secret ?? null;
    setSecret(made);
    props.onMade();
    return made === null ? { code: 'CONFLICT', message: s.gone } : null;
  }
  if (secret !== null) return <SecretOnce texts={s} secret={secret} onClose={props.onClose} />;
  return (
    <SubscriptionForm
      title={s.add}
      submit={s.create}
      loading={loading}
      initial={empty}
      projects={props.projects}
      onClose={props.onClose}
      onSubmit={create}
    />
  );
}
