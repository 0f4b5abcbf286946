import { useQuery } from '@apollo/client/react';
import { Alert, NativeSelect, Stack, Text, Title } from '@mantine/core';
import { useNavigate, useParams } from '@tanstack/react-router';
import type { KpiCompareRouteQuery } from '../../__generated__/graphql.ts';
import { graphql, readFragment } from '../../__generated__/index.ts';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { EstimateText } from '../../components/estimate-text.tsx';
import { EmptyState, PageSkeleton } from '../../components/states.tsx';
import { timeAgo } from '../../components/when.tsx';
import { labelOf, type Named } from '../../features/kpi/label-of.ts';
import { OutcomesNav } from '../../features/kpi/outcomes-nav.tsx';
import { requestText } from '../../features/kpi/request-text.ts';
import { strings } from '../../features/kpi/strings.ts';
import { QueryProblem } from '../../features/tenancy/query-problem.tsx';

const KpiCompareRoute = graphql(`
  query KpiCompareRoute($projectId: ID!, $before: ID!, $after: ID!) {
    project(id: $projectId) {
      id
      kpiRuns(first: 50) {
        nodes {
          id
          createdAt
          request {
            ...RequestText_request
          }
          result {
            ...RequestText_result
            tickets
          }
        }
      }
    }
    earlier: kpiRun(id: $before) {
      ...ComparedRun_run
    }
    later: kpiRun(id: $after) {
      ...ComparedRun_run
    }
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
        coefficient
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
        coefficient
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
const ComparedRun_run = graphql(`
  fragment ComparedRun_run on KpiRun {
    id
    createdAt
    request {
      ...RequestText_request
    }
    result {
      ...RequestText_result
      tickets
      scores {
        key
        label
      }
      outcomes {
        key
        label
      }
    }
  }
`);
type Change = KpiCompareRouteQuery['compareKpiRuns'][number];
const s = strings.compared;
const measureOf = ({ before, after }: Change): string => {
  const coefficient = (after ?? before)?.coefficient;
  return coefficient === undefined ? '—' : strings.explorer.coefficient[coefficient];
};
const isSure = ({ interval }: Pick<Change, 'interval'>): boolean =>
  interval != null && (interval.low > 0 || interval.high < 0);
const absent = { value: null, undefinedBecause: '—' };

interface Names {
  readonly scores: readonly Named[];
  readonly outcomes: readonly Named[];
}

const columnsOf = ({ scores, outcomes }: Names): readonly Column<Change>[] => {
  const pair = ({ score, outcome }: Change) =>
    strings.link(labelOf(scores, score), labelOf(outcomes, outcome));
  return [
    {
      key: 'pair',
      label: s.pair,
      fixed: true,
      csv: (row) => `${pair(row)}, ${measureOf(row)}`,
      cell: (row) => (
        <div>
          {pair(row)}
          <Text size="xs" c="dimmed">
            {measureOf(row)}
          </Text>
        </div>
      ),
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
        <EstimateText
          quiet={!isSure({ interval })}
          estimate={{
            value: difference ?? null,
            interval: interval ?? null,
            undefinedBecause: undefinedBecause ?? null,
          }}
          {...(difference != null && interval == null && { counts: s.noInterval })}
        />
      ),
    },
  ];
};

/** /t/:tenant/projects/:projectId/outcomes/runs/:runId/against/:before: two runs side by side */
export function Component() {
  const { tenant = '', projectId = '', runId = '', before = '' } = useParams({ strict: false });
  const navigate = useNavigate();
  const { data, error, refetch } = useQuery(KpiCompareRoute, {
    variables: { projectId, before, after: runId },
  });
  if (error !== undefined && data === undefined) {
    return <QueryProblem error={error} onRetry={() => void refetch()} />;
  }
  if (data === undefined) return <PageSkeleton />;
  const rows = data.compareKpiRuns;
  const [earlier, later] = [data.earlier, data.later].map((run) =>
    readFragment(ComparedRun_run, run),
  );
  const known = rows.filter(({ interval }) => interval != null).length;
  const others = data.project.kpiRuns.nodes.filter(
    ({ id, result }) => id !== runId && result != null,
  );
  // why there is no interval is the same for all pairs
  const reason = rows.find(({ difference, interval }) => difference != null && interval == null);
  return (
    <Stack>
      <OutcomesNav />
      <Title order={2}>{s.title}</Title>
      {[
        { which: s.before, run: earlier },
        { which: s.after, run: later },
      ].map(({ which, run }) => (
        <Text key={which} size="sm" c="dimmed">
          {run !== undefined &&
            s.run(
              which,
              strings.tickets(run.result?.tickets ?? 0),
              requestText(run.request, run.result),
            )}
        </Text>
      ))}
      {others.length > 1 && (
        <NativeSelect
          label={s.against}
          maw={620}
          value={before}
          data={others.map(({ id, createdAt, request, result }) => ({
            value: id,
            label: s.aboutOf(
              strings.tickets(result?.tickets ?? 0),
              timeAgo(new Date(createdAt), new Date()),
              requestText(request, result),
            ),
          }))}
          onChange={(event) =>
            void navigate({
              to: `/t/${tenant}/projects/${projectId}/outcomes/runs/${runId}/against/${event.currentTarget.value}`,
            })
          }
        />
      )}
      {reason?.undefinedBecause != null && (
        <Alert color="gray" variant="outline" role="note">
          {reason.undefinedBecause}
        </Alert>
      )}
      {rows.length === 0 ? (
        <EmptyState title={strings.none}>{strings.noneLong}</EmptyState>
      ) : (
        <DataTable
          name="compared-runs"
          stacks
          label={s.title}
          columns={columnsOf({
            scores: later?.result?.scores ?? [],
            outcomes: later?.result?.outcomes ?? [],
          })}
          rows={rows}
          keyOf={({ score, outcome }) => `${score} ${outcome}`}
          summary={known === 0 ? s.lead : `${s.lead} ${s.sure(rows.filter(isSure).length, known)}`}
        />
      )}
    </Stack>
  );
}
