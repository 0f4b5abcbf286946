import { useMutation } from '@apollo/client/react';
import { graphql } from '../../__generated__/index.ts';
import { attempt } from '../../api/attempt.ts';
import type { AppProblem } from '../../api/outcome.ts';
import { strings as s } from './strings.ts';
import type { ProjectName, SubscriptionDraft } from './subscription-fields.tsx';
import { SubscriptionForm } from './subscription-form.tsx';

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

/** Changes what a subscription is told, and where. */
export function EditDialog(props: {
  readonly id: string;
  readonly known: SubscriptionDraft;
  readonly projects: readonly ProjectName[];
  readonly onClose: () => void;
}) {
  const { id, known, projects, onClose } = props;
  const [send, { loading }] = useMutation(UpdateEventSubscription);
  async function save(draft: SubscriptionDraft): Promise<AppProblem | null> {
    const input = { eventSubscriptionId: id, ...draft, types: [...draft.types] };
    const outcome = await attempt(
      async () => (await send({ variables: { input } })).data?.updateEventSubscription,
    );
    if (!outcome.ok) return outcome.problem;
    onClose();
    return null;
  }
  return (
    <SubscriptionForm
      title={s.editOf(known.name)}
      submit={s.save}
      loading={loading}
      initial={known}
      projects={projects}
      onClose={onClose}
      onSubmit={save}
    />
  );
}
