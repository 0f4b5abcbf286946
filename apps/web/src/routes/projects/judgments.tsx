import { useQuery } from '@apollo/client/react';
import { Button, Group, NativeSelect, Skeleton } from '@mantine/core';
import { useNavigate, useParams } from '@tanstack/react-router';
import { graphql } from '../../__generated__/index.ts';
import { EmptyState } from '../../components/states.tsx';
import { FilterChips } from '../../features/judgments/filter-chips.tsx';
import { JudgmentTable } from '../../features/judgments/judgment-table.tsx';
import { chipsOf, readFilter } from '../../features/judgments/read-filter.ts';
import { strings as s } from '../../features/judgments/strings.ts';
import { useSearchTexts } from '../../features/search/use-search-texts.ts';
import { choicesOf, flagLabels } from '../../features/tasks/strings.ts';
import { QueryProblem } from '../../features/tenancy/query-problem.tsx';

const JudgmentsRoute = graphql(`
  query JudgmentsRoute($projectId: ID!, $filter: JudgmentFilter, $after: String) {
    project(id: $projectId) {
      id
      rubricVersion {
        id
        dimensions {
          id
          key
          label
          tiers {
            id
            index
            label
          }
        }
      }
      judgments(first: 50, after: $after, filter: $filter) {
        totalCount
        totalCountIsExact
        edges {
          cursor
          node {
            id
            annotator {
              id
              name
            }
            ...JudgmentTable_judgment
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`);

/** /t/:tenant/projects/:projectId/judgments: the judgments behind a figure */
export function Component() {
  const { tenant = '', projectId = '' } = useParams({ strict: false });
  const navigate = useNavigate();
  const [search, change] = useSearchTexts();
  const filter = readFilter(search);
  const { data, previousData, error, refetch, fetchMore, loading } = useQuery(JudgmentsRoute, {
    variables: { projectId, filter },
    fetchPolicy: 'cache-and-network',
  });
  const shown = data ?? previousData;
  if (error !== undefined && shown === undefined) {
    return <QueryProblem error={error} onRetry={() => void refetch()} />;
  }
  const page = shown?.project.judgments;
  const dimension = shown?.project.rubricVersion.dimensions.find(
    ({ key }) => key === filter.dimensionKey,
  );
  const chips = chipsOf(filter, {
    annotator: page?.edges.find(({ node }) => node.annotator.id === filter.annotatorId)?.node
      .annotator.name,
    dimension: dimension?.label,
    tier: dimension?.tiers.find(({ index }) => index === filter.tier)?.label,
  });
  return (
    <>
      <Group justify="space-between" align="flex-end" mb="sm" gap="xs">
        <FilterChips
          chips={chips}
          onRemove={({ keys }) => change(Object.fromEntries(keys.map((key) => [key, null])))}
        />
        <NativeSelect
          label={s.flag}
          value={search.flag ?? ''}
          onChange={(event) => change({ flag: event.currentTarget.value })}
          data={choicesOf(flagLabels, s.all)}
        />
      </Group>
      {page === undefined && <Skeleton height={420} aria-busy />}
      {page?.edges.length === 0 && <EmptyState title={s.none}>{s.noneLong}</EmptyState>}
      {page !== undefined && page.edges.length > 0 && (
        <JudgmentTable
          judgments={page.edges.map(({ node }) => node)}
          tenant={tenant}
          onOpen={(taskId) => void navigate({ to: `/t/${tenant}/tasks/${taskId}` })}
          summary={`${s.count(page.totalCount, page.totalCountIsExact)}, ${s.summary}`}
          footer={
            page.pageInfo.hasNextPage && (
              <Button
                mt="sm"
                variant="default"
                loading={loading}
                onClick={() => void fetchMore({ variables: { after: page.pageInfo.endCursor } })}
              >
                {s.more}
              </Button>
            )
          }
        />
      )}
    </>
  );
}
