import { useMutation, useQuery } from '@apollo/client/react';
import { Alert, Anchor, Button, Card, Center, Stack, Text, Title } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { graphql } from '../__generated__/index.ts';
import { attempt } from '../api/attempt.ts';
import { LoadError, PageSkeleton } from '../components/states.tsx';
import { When } from '../components/when.tsx';
import { AccountForm } from '../features/invitations/account-form.tsx';
import { strings } from '../features/invitations/strings.ts';
import { strings as settings } from '../features/settings/strings.ts';
import { isNotFound, isUnauthenticated } from '../features/tenancy/session.ts';

const InviteRoute = graphql(`
  query InviteRoute($token: String!) {
    viewer {
      id
      name
      email
    }
    invitation(token: $token) {
      tenantName
      role
      expiresAt
    }
  }
`);
const AcceptInvitation = graphql(`
  mutation AcceptInvitation($input: AcceptInvitationInput!) {
    acceptInvitation(input: $input) {
      __typename
      ... on AcceptInvitationPayload {
        tenant {
          id
          slug
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
const s = strings.page;

/** /invite/:tenant/:token: who invites, then an account, then one click */
export function Component() {
  const { tenant = '', token = '' } = useParams({ strict: false });
  const context = { tenant };
  const { data, error, refetch } = useQuery(InviteRoute, {
    variables: { token },
    context,
    fetchPolicy: 'network-only',
  });
  const [accept, { loading: accepting }] = useMutation(AcceptInvitation, { context });
  const [problem, setProblem] = useState<string | null>(null);
  const again = () => void refetch();

  async function join() {
    const outcome = await attempt(
      async () => (await accept({ variables: { input: { token } } })).data?.acceptInvitation,
    );
    if (outcome.ok) location.assign(`/t/${outcome.payload.tenant.slug}`);
    else setProblem(outcome.problem.message);
  }
  async function leave() {
    const { auth } = await import('../auth.ts'); // only for those who are signed in as somebody else
    await auth.signOut();
    location.reload();
  }
  return (
    <Center mih="100vh" p="md">
      <Card withBorder w="100%" maw={440} p="lg" component="main">
        <Stack>
          {problem !== null && (
            <Alert color="red" role="alert">
              {problem}
            </Alert>
          )}
          {data === undefined && error === undefined && <PageSkeleton />}
          {error !== undefined && data === undefined && (
            <Problem error={error} onRetry={again} onSignedIn={again} />
          )}
          {data !== undefined && (
            <>
              <Title order={1}>{s.title(data.invitation.tenantName)}</Title>
              <Text>
                {s.as(settings.roles[data.invitation.role][0].toLowerCase())}{' '}
                {settings.roles[data.invitation.role][1]}
              </Text>
              <Text size="sm" c="dimmed">
                {s.signedInAs(`${data.viewer.name} (${data.viewer.email ?? '—'})`)} {s.expires}{' '}
                <When at={data.invitation.expiresAt} />.
              </Text>
              <Button loading={accepting} onClick={() => void join()}>
                {s.accept(data.invitation.tenantName)}
              </Button>
              <Anchor component="button" type="button" onClick={() => void leave()}>
                {s.other}
              </Anchor>
            </>
          )}
        </Stack>
      </Card>
    </Center>
  );
}

function Problem(props: {
  readonly error: Error;
  readonly onRetry: () => void;
  readonly onSignedIn: () => void;
}) {
  if (isUnauthenticated(props.error)) return <AccountForm onDone={props.onSignedIn} />;
  if (!isNotFound(props.error)) {
    return <LoadError message={props.error.message} onRetry={props.onRetry} />;
  }
  return (
    <>
      <Title order={1}>{s.invalid}</Title>
      <Text>{s.invalidLong}</Text>
      <Anchor href="/">{s.home}</Anchor>
    </>
  );
}
