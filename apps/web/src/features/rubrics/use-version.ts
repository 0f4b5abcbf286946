import { useQuery } from '@apollo/client/react';
import { useMemo } from 'react';
import { graphql } from '../../__generated__/index.ts';
import { draftOf } from './draft.ts';

const RubricVersionContent = graphql(`
  query RubricVersionContent($id: ID!) {
    node(id: $id) {
      __typename
      ... on RubricVersion {
        id
        revision
        note
        rubric {
          id
          name
          description
        }
        ...RubricContent_version
      }
    }
  }
`);

/** The content of one version, fresh from the server; a draft may have been edited elsewhere. */
export function useVersion(id: string) {
  const { data, error, refetch } = useQuery(RubricVersionContent, {
    variables: { id },
    fetchPolicy: 'network-only',
  });
  const version = useMemo(() => {
    if (data?.node?.__typename !== 'RubricVersion') return null;
    const { revision, note, rubric } = data.node;
    return { revision, note, rubric, content: draftOf(data.node) };
  }, [data]);
  return { version, error, refetch };
}
