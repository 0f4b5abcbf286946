import { useMutation, useQuery } from '@apollo/client/react';
import {
  Alert,
  Anchor,
  Button,
  Card,
  Center,
  PasswordInput,
  Stack,
  Text,
  TextInput,
  Title,
} from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { type SubmitEvent, useState } from 'react';
import { graphql } from '../__generated__/index.ts';
import { outcomeOf, unreachable } from '../api/outcome.ts';
import { auth } from '../auth.ts';
import { PageSkeleton } from '../components/states.tsx';
import { isUnauthenticated, signOut } from '../features/tenancy/session.ts';

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

/** /invite/:tenant/:token */
export function Component() {
  const { tenant = '', token = '' } = useParams({ strict: false });
  const context = { tenant };
  const { data, error, loading, refetch } = useQuery(InviteRoute, {
    variables: { token },
    context,
    fetchPolicy: 'network-only',
  });
  const [accept, { loading: accepting }] = useMutation(AcceptInvitation, { context });
  const [problem, setProblem] = useState<string | null>(null);

  async function join() {
    try {
      const { data: done } = await accept({ variables: { input: { token } } });
      const outcome = outcomeOf(done?.acceptInvitation);
      if (outcome.ok) location.assign(`/t/${outcome.payload.tenant.slug}`);
      else setProblem(outcome.problem.message);
    } catch {
      setProblem(unreachable.message);
    }
  }
  return (
    <Center mih="100vh" p="md">
      <Card withBorder w="100%" maw={440} p="lg">
        <Stack>
          {problem !== null && (
            <Alert color="red" role="alert">
              {problem}
            </Alert>
          )}
          {loading && data === undefined && <PageSkeleton />}
          {error !== undefined && isUnauthenticated(error) && (
            <Account onDone={() => void refetch()} />
          )}
          {error !== undefined && !isUnauthenticated(error) && (
            <>
              <Title order={1}>This invitation does not work</Title>
              <Text>It was used or revoked, or its seven days are over. Ask for a new link.</Text>
              <Anchor href="/">Go to the start</Anchor>
            </>
          )}
          {data !== undefined && (
            <>
              <Title order={1}>Join {data.invitation.tenantName}</Title>
              <Text>
                You are invited as {data.invitation.role.toLowerCase()}. You are signed in as{' '}
                {data.viewer.name} ({data.viewer.email}).
              </Text>
              <Button loading={accepting} onClick={() => void join()}>
                Join
              </Button>
              <Anchor component="button" onClick={() => void signOut()}>
                I am somebody else
              </Anchor>
            </>
          )}
        </Stack>
      </Card>
    </Center>
  );
}

/** Sign in or sign up in place, so that the link is not lost. */
function Account(props: { readonly onDone: () => void }) {
  const [isNew, setIsNew] = useState(true);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  async function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? '');
    setBusy(true);
    const credentials = { email: text('email'), password: text('password') };
    const { error } = isNew
      ? await auth.signUp.email({ ...credentials, name: text('name') })
      : await auth.signIn.email(credentials);
    setBusy(false);
    if (error === null) props.onDone();
    else setProblem(error.message ?? 'That did not work. Check the address and the password.');
  }
  return (
    <form onSubmit={(event) => void submit(event)}>
      <Stack>
        <Title order={1}>You are invited</Title>
        <Text c="dimmed">
          {isNew ? 'Create an account to see the invitation.' : 'Sign in to see the invitation.'}
        </Text>
        {problem !== null && (
          <Alert color="red" role="alert">
            {problem}
          </Alert>
        )}
        {isNew && <TextInput name="name" label="Name" autoComplete="name" required />}
        <TextInput name="email" type="email" label="E-mail" autoComplete="email" required />
        <PasswordInput
          name="password"
          label="Password"
          minLength={isNew ? 10 : 1}
          autoComplete={isNew ? 'new-password' : 'current-password'}
          required
        />
        <Button type="submit" loading={busy}>
          {isNew ? 'Create account' : 'Sign in'}
        </Button>
        <Anchor component="button" type="button" onClick={() => setIsNew(!isNew)}>
          {isNew ? 'I have an account' : 'Create an account'}
        </Anchor>
      </Stack>
    </form>
  );
}
