import { useQuery } from '@apollo/client/react';
import { Stack } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { graphql } from '../../__generated__/index.ts';
import { EmptyState } from '../../components/states.tsx';
import { AgreementPlot } from '../../features/projects/agreement-plot.tsx';
import { CompositeHistogram } from '../../features/projects/composite-histogram.tsx';
import { DimensionShares } from '../../features/projects/dimension-shares.tsx';
import classes from '../../features/projects/figure-tiles.module.css';
import { FigureTiles } from '../../features/projects/figure-tiles.tsx';
import { JudgmentsByDay } from '../../features/projects/judgments-by-day.tsx';
import { LateAnswers } from '../../features/projects/late-answers.tsx';
import { ModelPlots } from '../../features/projects/model-plots.tsx';
import { NextStepNote } from '../../features/projects/next-step-note.tsx';
import { OverviewSkeleton } from '../../features/projects/overview-skeleton.tsx';
import { PreferenceShares } from '../../features/projects/preference-shares.tsx';
import { strings as s } from '../../features/projects/strings.ts';
import { useProjectActivity } from '../../features/projects/use-project-activity.ts';
import { isLead } from '../../features/tenancy/destinations.ts';
import { QueryProblem } from '../../features/tenancy/query-problem.tsx';

const OverviewRoute = graphql(`
  query OverviewRoute($projectId: ID!, $asLead: Boolean!) {
    project(id: $projectId) {
      id
      ...FigureTiles_project
      targetAgreement
      pausedAt
      progress {
        tasks
        slotsOpen
        slotsLeased
        tasksOnHold
        judgments
        annotators
        submittedByDay {
          day
          ...JudgmentsByDay_days
        }
      }
      scores {
        composite {
          n
        }
        histogram {
          ...CompositeHistogram_bins
        }
        dimensions {
          ...DimensionShares_dimensions
        }
        preferences {
          n
          ...PreferenceShares_preferences
        }
        byModel {
          ...ModelPlots_byModel
        }
      }
      agreements {
        value
        ...AgreementPlot_agreements
      }
      lateAnswers @include(if: $asLead) {
        id
        ...LateAnswers_answer
      }
    }
  }
`);
const OverviewViewer = graphql(`
  query OverviewViewer {
    viewer {
      id
      member {
        id
        role
      }
    }
  }
`);

/** /t/:tenant/projects/:projectId */
export function Component() {
  const { tenant = '', projectId = '' } = useParams({ strict: false });
  const role = useQuery(OverviewViewer).data?.viewer.member?.role;
  const asLead = role !== undefined && isLead(role);
  const { data, error, refetch } = useQuery(OverviewRoute, {
    variables: { projectId, asLead },
    fetchPolicy: 'cache-and-network',
    errorPolicy: 'all', // a figure that fails does not take the others with it
    skip: role === undefined,
  });
  useProjectActivity(projectId, () => void refetch());
  const project = data?.project; // data is null where nothing at all could be read
  if (error !== undefined && project === undefined) {
    return <QueryProblem error={error} onRetry={() => void refetch()} />;
  }
  if (project === undefined) return <OverviewSkeleton />;
  const { progress, scores, agreements, targetAgreement } = project;
  const base = `/t/${tenant}/projects/${projectId}`;
  const judgments = `${base}/judgments`;
  const late = project.lateAnswers ?? [];
  const isBelowTarget = agreements.some(({ value }) => value != null && value < targetAgreement);
  return (
    <Stack gap="md">
      {error !== undefined && (
        <QueryProblem isPartial error={error} onRetry={() => void refetch()} />
      )}
      {asLead && (
        <NextStepNote
          standing={{
            ...progress,
            lateAnswers: late.length,
            isBelowTarget,
            isPaused: project.pausedAt != null,
          }}
          tenant={`/t/${tenant}`}
          project={base}
        />
      )}
      <FigureTiles project={project} base={base} />
      <LateAnswers
        answers={late}
        hrefOf={(taskId) => `/t/${tenant}/tasks/${taskId}`}
        onAccepted={() => void refetch()}
      />
      {progress.judgments === 0 && <EmptyState title={s.noFigures}>{s.noFiguresLong}</EmptyState>}
      {progress.judgments > 0 && (
        <div className={classes.plots}>
          {scores.composite.n > 0 && (
            <>
              <CompositeHistogram bins={scores.histogram} judgments={judgments} />
              <DimensionShares dimensions={scores.dimensions} judgments={judgments} />
            </>
          )}
          {scores.preferences != null && scores.preferences.n > 0 && (
            <PreferenceShares preferences={scores.preferences} judgments={judgments} />
          )}
          <AgreementPlot
            agreements={agreements}
            target={targetAgreement}
            hrefOf={(key) => `${base}/quality?on=${key ?? ''}`}
          />
          {progress.submittedByDay.length > 1 && (
            <JudgmentsByDay days={progress.submittedByDay} judgments={judgments} />
          )}
          <ModelPlots
            byModel={scores.byModel}
            hrefOf={(model) => `${judgments}?model=${encodeURIComponent(model)}`}
          />
        </div>
      )}
    </Stack>
  );
}
