import { useQuery } from '@apollo/client/react';
import { Stack, Text, Title } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import type { KpiCompareRouteQuery } from '../../__generated__/graphql.ts';
import { graphql } from '../../__generated__/index.ts';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { EstimateText } from '../../components/estimate-text.tsx';
import { EmptyState, PageSkeleton } from '../../components/states.tsx';
import { OutcomesNav } from '../../features/kpi/outcomes-nav.tsx';
import { strings } from '../../features/kpi/strings.ts';
import { QueryProblem } from '../../features/tenancy/query-problem.tsx';

const KpiCompareRoute = graphql(`
  query KpiCompareRoute($before: ID!, $after: ID!) {
    compareKpiRuns(before: $before, after: $after) {
      score
      outcome
      difference
      undefinedBecause
      interval {
        low
        high
        level
      }
      before {
        value
        undefinedBecause
        n
        interval {
          low
          high
          level
        }
      }
      after {
        value
        undefinedBecause
        n
        interval {
          low
          high
          level
        }
      }
    }
  }
`);
type Change = KpiCompareRouteQuery['compareKpiRuns'][number];
const s = strings.compared;
const absent = { value: null, undefinedBecause: '—' };

const columns: readonly Column<Change>[] = [
  {
    key: 'pair',
    label: strings.explorer.score,
    fixed: true,
    csv: ({ score, outcome }) => strings.link(score, outcome),
    cell: ({ score, outcome }) => strings.link(score, outcome),
  },
  ...(['before', 'after'] as const).map(
    (which): Column<Change> => ({
      key: which,
      label: s[which],
      csv: (row) => row[which]?.value ?? null,
      cell: (row) => {
        const estimate = row[which];
        return (
          <EstimateText
            estimate={estimate ?? absent}
            counts={estimate == null ? '' : strings.tickets(estimate.n)}
          />
        );
      },
    }),
  ),
  {
    key: 'difference',
    label: s.difference,
    csv: ({ difference }) => difference ?? null,
    cell: ({ difference, interval, undefinedBecause }) => (
      <>
        <EstimateText
          estimate={{
            value: difference ?? null,
            interval: interval ?? null,
            undefinedBecause: undefinedBecause ?? null,
          }}
        />
        {difference != null && interval == null && (
          <Text size="xs" c="dimmed" maw={280}>
            {undefinedBecause}
          </Text>
        )}
      </>
    ),
  },
];

/** /t/:tenant/projects/:projectId/outcomes/runs/:runId/against/:before: two runs side by side */
export function Component() {
  const { runId = '', before = '' } = useParams({ strict: false });
  const { data, error, refetch } = useQuery(KpiCompareRoute, {
    variables: { before, after: runId },
  });
  if (error !== undefined && data === undefined) {
    return <QueryProblem error={error} onRetry={() => void refetch()} />;
  }
  if (data === undefined) return <PageSkeleton />;
  const rows = data.compareKpiRuns;
  return (
    <Stack>
      <OutcomesNav />
      <Title order={2}>{s.title}</Title>
      {rows.length === 0 ? (
        <EmptyState title={strings.none}>{strings.noneLong}</EmptyState>
      ) : (
        <DataTable
          name="compared-runs"
          label={s.title}
          columns={columns}
          rows={rows}
          keyOf={({ score, outcome }) => `${score} ${outcome}`}
          summary={s.lead}
        />
      )}
    </Stack>
  );
}
