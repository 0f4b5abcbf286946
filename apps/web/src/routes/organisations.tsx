import { useQuery } from '@apollo/client/react';
import { Button, Card, Container, Group, Stack, Text } from '@mantine/core';
import { Link, Navigate } from '@tanstack/react-router';
import { graphql } from '../__generated__/index.ts';
import { PageHeader } from '../components/page-header.tsx';
import { EmptyState, LoadError, PageSkeleton } from '../components/states.tsx';
import { isUnauthenticated, messageOf } from '../features/tenancy/session.ts';
import { SignOutButton } from '../features/tenancy/sign-out-button.tsx';
import { strings as s } from '../features/tenancy/strings.ts';

const OrganisationsRoute = graphql(`
  query OrganisationsRoute {
    viewer {
      id
      memberships {
        role
        tenant {
          id
          slug
          name
          simulated
        }
      }
    }
  }
`);

/** /: to the only organisation of the viewer, or a choice of several */
export function Component() {
  const { data, error, refetch } = useQuery(OrganisationsRoute, { fetchPolicy: 'network-only' });
  if (error !== undefined && isUnauthenticated(error)) return <Navigate to="/sign-in" replace />;
  const [only, ...others] = data?.viewer.memberships ?? [];
  if (only !== undefined && others.length === 0) {
    return <Navigate to="/t/$tenant" params={{ tenant: only.tenant.slug }} replace />;
  }
  return (
    <Container size="sm" py="xl" component="main">
      <PageHeader
        title={s.organisations}
        actions={
          <>
            <Button component={Link} to="/new-organisation">
              {s.newOrganisation}
            </Button>
            <SignOutButton />
          </>
        }
      />
      {error !== undefined && (
        <LoadError message={messageOf(error)} onRetry={() => void refetch()} />
      )}
      {data === undefined && error === undefined && <PageSkeleton />}
      {data !== undefined && only === undefined && (
        <EmptyState
          title={s.beginTitle}
          action={
            <Button component={Link} to="/new-organisation">
              {s.createOrganisation}
            </Button>
          }
        >
          {s.begin}
        </EmptyState>
      )}
      <Stack gap="xs">
        {data?.viewer.memberships.map(({ tenant, role }) => (
          <Card key={tenant.id} withBorder component={Link} to={`/t/${tenant.slug}`}>
            <Group justify="space-between">
              <Text fw={600}>{tenant.name}</Text>
              <Text c="dimmed">{s.roles[role]}</Text>
            </Group>
          </Card>
        ))}
      </Stack>
    </Container>
  );
}
