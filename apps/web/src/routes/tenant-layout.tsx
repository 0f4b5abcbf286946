import { ApolloProvider, useQuery } from '@apollo/client/react';
import { Container } from '@mantine/core';
import { Link, Navigate, useParams, useRouter } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { graphql } from '../__generated__/index.ts';
import { createApollo } from '../apollo.ts';
import { LoadError } from '../components/states.tsx';
import { useAppLinks } from '../components/use-app-links.ts';
import { isUnauthenticated, messageOf } from '../features/tenancy/session.ts';
import { Shell } from '../features/tenancy/shell.tsx';
import { ShellSkeleton } from '../features/tenancy/shell-skeleton.tsx';
import { strings as s } from '../features/tenancy/strings.ts';

const TenantLayoutRoute = graphql(`
  query TenantLayoutRoute {
    viewer {
      id
      ...Shell_viewer
    }
    tenant {
      id
      ...Shell_tenant
    }
  }
`);

/** /t/:tenant: the frame of every page of an organisation, with a client of its own */
export function Component() {
  const { tenant = '' } = useParams({ strict: false });
  return <Organisation key={tenant} />;
}

function Organisation() {
  const client = useMemo(createApollo, []); // a new organisation gets a new cache
  const { history } = useRouter();
  useAppLinks(useCallback((href: string) => history.push(href), [history]));
  return (
    <ApolloProvider client={client}>
      <Frame />
    </ApolloProvider>
  );
}

function Frame() {
  const { data, error, refetch } = useQuery(TenantLayoutRoute);
  if (error !== undefined && isUnauthenticated(error)) return <Navigate to="/sign-in" replace />;
  if (error !== undefined && data === undefined) {
    return (
      <Container size="sm" py="xl">
        <LoadError message={messageOf(error)} onRetry={() => void refetch()} />
        <Link to="/">{s.otherOrganisation}</Link>
      </Container>
    );
  }
  if (data === undefined) return <ShellSkeleton />;
  return <Shell viewer={data.viewer} tenant={data.tenant} />;
}
