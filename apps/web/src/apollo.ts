import { ApolloClient, ApolloLink, HttpLink, InMemoryCache } from '@apollo/client';
import { SetContextLink } from '@apollo/client/link/context';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { relayStylePagination } from '@apollo/client/utilities';
import { OperationTypeNode } from 'graphql';
import { createClient } from 'graphql-ws';
import possible from './__generated__/possible-types.ts';
import { LatestAnswerLink } from './latest-answer.ts';

/** The organisation of the page: the `:tenant` of `/t/:tenant/…`. */
export function tenantOfPage(): string | null {
  return /^\/t\/([^/]+)/.exec(location.pathname)?.[1] ?? null;
}

/** Every request names the organisation of the page it is made from. */
const withTenant = new SetContextLink(({ headers, tenant = tenantOfPage() }) => ({
  headers: { ...headers, ...(typeof tenant === 'string' && { 'assay-tenant': tenant }) },
}));

const socket = new GraphQLWsLink(
  createClient({
    url: () => `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/graphql`,
    connectionParams: () => ({ tenant: tenantOfPage() }),
    lazy: true,
    retryAttempts: Number.POSITIVE_INFINITY,
  }),
);

const pages = (keys: readonly string[] = []) => relayStylePagination([...keys]);

/** One client an organisation: nothing of one is ever in the cache of another. */
export function createApollo(): ApolloClient {
  return new ApolloClient({
    queryDeduplication: false, // LatestAnswerLink says why
    link: ApolloLink.split(
      ({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION,
      socket,
      ApolloLink.from([
        withTenant,
        new LatestAnswerLink(),
        new HttpLink({ uri: '/graphql', credentials: 'same-origin' }),
      ]),
    ),
    cache: new InMemoryCache({
      possibleTypes: possible.possibleTypes,
      typePolicies: {
        Query: {
          fields: {
            projects: pages(),
            rubrics: pages(),
            auditEntries: pages(),
            tickets: pages(['filter']),
            ownJudgments: pages(['projectId']),
          },
        },
        Project: {
          fields: {
            tasks: pages(['filter']),
            judgments: pages(['filter']),
            imports: pages(),
            datasetReleases: pages(),
          },
        },
        Tenant: {
          // a list that was fetched again replaces the one before
          fields: { members: { merge: false }, invitations: { merge: false } },
        },
        Import: { fields: { problems: pages() } },
        // parts of a project that several pages read different fields of
        ProjectProgress: { merge: true },
        ProjectScores: { merge: true },
      },
    }),
  });
}
