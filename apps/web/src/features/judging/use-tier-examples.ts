import { useQuery } from '@apollo/client/react';
import { useMemo } from 'react';
import type { TierExample } from './assignment.ts';
import { TierExamples } from './documents.ts';

/** The examples of one tier. */
export type ExamplesOf = (dimensionKey: string, tier: number) => readonly TierExample[];

/** The examples of every tier of a rubric version; none until they have come. */
export function useTierExamples(rubricVersionId: string): ExamplesOf {
  const { data } = useQuery(TierExamples, {
    variables: { rubricVersionId },
    fetchPolicy: 'no-cache',
  });
  return useMemo(() => {
    const version = data?.node?.__typename === 'RubricVersion' ? data.node : null;
    const examples = new Map(
      version?.dimensions.flatMap(({ key, tiers }) =>
        tiers.map((tier) => [`${key} ${tier.index}`, tier.examples] as const),
      ),
    );
    return (dimensionKey, tier) => examples.get(`${dimensionKey} ${tier}`) ?? [];
  }, [data]);
}
