import { useMutation } from '@apollo/client/react';
import { notifications } from '@mantine/notifications';
import { graphql } from '../../__generated__/index.ts';
import { attempt } from '../../api/attempt.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { strings } from './strings.ts';

const UnmatchTicket = graphql(`
  mutation UnmatchTicket($input: UnmatchTicketInput!) {
    unmatchTicket(input: $input) {
      __typename
      ... on UnmatchTicketPayload {
        ticket {
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
const s = strings.unmatchOne;

/** Asks before a ticket is said not to be about a task. */
export function UnmatchDialog(props: {
  readonly ticket: { readonly id: string; readonly externalId: string };
  readonly task: { readonly id: string; readonly externalId: string };
  readonly onClose: () => void;
  readonly onDone: () => void;
}) {
  const { ticket, task } = props;
  const [send, { loading }] = useMutation(UnmatchTicket);
  async function unmatch() {
    const variables = { input: { ticketId: ticket.id, taskId: task.id } };
    const outcome = await attempt(async () => (await send({ variables })).data?.unmatchTicket);
    if (!outcome.ok) {
      notifications.show({ message: outcome.problem.message, color: 'red' });
      return props.onClose();
    }
    notifications.show({ message: s.done(ticket.externalId) });
    props.onDone();
  }
  return (
    <ConfirmDialog
      opened
      title={s.title(ticket.externalId, task.externalId)}
      name={null}
      confirm={s.unmatch}
      busy={loading}
      onConfirm={() => void unmatch()}
      onClose={props.onClose}
    >
      {s.long}
    </ConfirmDialog>
  );
}
