import { useMutation } from '@apollo/client/react';
import { Button, Table, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type FragmentType, graphql, readFragment } from '../../__generated__/index.ts';
import { attempt } from '../../api/attempt.ts';
import { When } from '../../components/when.tsx';
import { strings as settings } from '../settings/strings.ts';
import { strings } from './strings.ts';

const InvitationList_invitation = graphql(`
  fragment InvitationList_invitation on Invitation {
    id
    email
    role
    expiresAt
  }
`);
const RevokeInvitation = graphql(`
  mutation RevokeInvitation($input: RevokeInvitationInput!) {
    revokeInvitation(input: $input) {
      __typename
      ... on RevokeInvitationPayload {
        tenant {
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
const s = strings.list;

/** Invitations nobody has used yet. */
export function InvitationList(props: {
  readonly invitations: readonly FragmentType<typeof InvitationList_invitation>[];
  readonly onRevoked: () => void;
}) {
  const invitations = readFragment(InvitationList_invitation, props.invitations);
  const [send, { loading }] = useMutation(RevokeInvitation);

  async function revoke(invitationId: string) {
    const outcome = await attempt(
      async () => (await send({ variables: { input: { invitationId } } })).data?.revokeInvitation,
    );
    if (outcome.ok) props.onRevoked();
    notifications.show(
      outcome.ok ? { message: s.revoked } : { message: outcome.problem.message, color: 'red' },
    );
  }
  return (
    <section aria-labelledby="invitations-title">
      <Title order={2} id="invitations-title" mb="xs">
        {s.title}
      </Title>
      {invitations.length === 0 ? (
        <Text c="dimmed">{s.none}</Text>
      ) : (
        <Table.ScrollContainer minWidth={480}>
          <Table aria-label={s.title}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{s.for}</Table.Th>
                <Table.Th w={160}>{s.role}</Table.Th>
                <Table.Th w={130}>{s.expires}</Table.Th>
                <Table.Th w={110}>{s.actions}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {invitations.map(({ id, email, role, expiresAt }) => (
                <Table.Tr key={id}>
                  <Table.Td>{email ?? s.anyone}</Table.Td>
                  <Table.Td>{settings.roles[role][0]}</Table.Td>
                  <Table.Td>
                    <When at={expiresAt} />
                  </Table.Td>
                  <Table.Td>
                    <Button
                      size="compact-sm"
                      variant="subtle"
                      color="red"
                      disabled={loading}
                      aria-label={s.revokeOf(email ?? s.anyone)}
                      onClick={() => void revoke(id)}
                    >
                      {s.revoke}
                    </Button>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </section>
  );
}
