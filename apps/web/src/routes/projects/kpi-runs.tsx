import { useQuery } from '@apollo/client/react';
import { Stack } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { graphql } from '../../__generated__/index.ts';
import { EmptyState, PageSkeleton } from '../../components/states.tsx';
import { OutcomesNav } from '../../features/kpi/outcomes-nav.tsx';
import { RunCard } from '../../features/kpi/run-card.tsx';
import { ScheduleForm } from '../../features/kpi/schedule-form.tsx';
import { StartRunForm } from '../../features/kpi/start-run-form.tsx';
import { strings as s } from '../../features/kpi/strings.ts';
import { isLead } from '../../features/tenancy/destinations.ts';
import { QueryProblem } from '../../features/tenancy/query-problem.tsx';

const KpiRunsRoute = graphql(`
  query KpiRunsRoute($projectId: ID!) {
    viewer {
      id
      member {
        id
        role
      }
    }
    project(id: $projectId) {
      id
      kpiSchedule {
        ...ScheduleForm_schedule
      }
      kpiDefaults {
        ...StartRunForm_defaults
      }
      kpiRuns(first: 20) {
        nodes {
          id
          finishedAt
          ...RunCard_run
        }
      }
      latestKpiRun {
        id
        result {
          outcomes {
            key
            label
          }
          selection {
            attribute
          }
        }
      }
    }
  }
`);

/** What can be tracked before any run has said what there is. */
const usual = [
  { key: 'resolved', label: 'Resolved' },
  { key: 'csat', label: 'Satisfaction' },
  { key: 'full_resolution:calendar', label: 'Full resolution' },
];

/** /t/:tenant/projects/:projectId/outcomes/runs: what was computed, and when more is */
export function Component() {
  const { tenant = '', projectId = '' } = useParams({ strict: false });
  const { data, error, refetch } = useQuery(KpiRunsRoute, {
    variables: { projectId },
    fetchPolicy: 'cache-and-network',
  });
  if (error !== undefined && data === undefined) {
    return <QueryProblem error={error} onRetry={() => void refetch()} />;
  }
  if (data === undefined) return <PageSkeleton />;
  const { project } = data;
  const known = project.latestKpiRun?.result?.outcomes ?? [];
  const selection = project.latestKpiRun?.result?.selection ?? [];
  const role = data.viewer.member?.role ?? 'ANNOTATOR';
  const runs = project.kpiRuns.nodes;
  const again = () => void refetch();
  return (
    <Stack gap="lg" maw={1000}>
      <OutcomesNav />
      <StartRunForm
        projectId={projectId}
        outcomes={known.length > 0 ? known : usual}
        attributes={[...new Set(selection.map(({ attribute }) => attribute))]}
        defaults={project.kpiDefaults}
        mayKeep={isLead(role)}
        onStarted={again}
      />
      <Stack gap="sm">
        {runs.length === 0 && <EmptyState title={s.none}>{s.noneLong}</EmptyState>}
        {runs.map((run, index) => (
          <RunCard
            key={run.id}
            run={run}
            base={`/t/${tenant}/projects/${projectId}/outcomes/runs`}
            before={runs.slice(index + 1).find(({ finishedAt }) => finishedAt != null)?.id ?? null}
            onChange={again}
          />
        ))}
      </Stack>
      {isLead(role) && (
        <ScheduleForm projectId={projectId} schedule={project.kpiSchedule ?? null} />
      )}
    </Stack>
  );
}
