import { useQuery } from '@apollo/client/react';
import { Alert, Button, Group, Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import type { SignalRouteQuery } from '../../__generated__/graphql.ts';
import { graphql } from '../../__generated__/index.ts';
import { DataTable } from '../../components/data-table.tsx';
import { EstimateText } from '../../components/estimate-text.tsx';
import { plural, shown } from '../../components/figures.ts';
import { IntervalDots } from '../../components/plots/interval-dots.tsx';
import { PlotFigure } from '../../components/plots/plot-figure.tsx';
import { EmptyState, PageSkeleton } from '../../components/states.tsx';
import { When } from '../../components/when.tsx';
import { labelOf } from '../../features/kpi/label-of.ts';
import { OutcomesNav } from '../../features/kpi/outcomes-nav.tsx';
import { modelColumns, taskColumns } from '../../features/kpi/signal-columns.tsx';
import { signalStrings as s } from '../../features/kpi/signal-strings.ts';
import { useProjectActivity } from '../../features/projects/use-project-activity.ts';
import { QueryProblem } from '../../features/tenancy/query-problem.tsx';

const SignalRoute = graphql(`
  query SignalRoute($projectId: ID!) {
    project(id: $projectId) {
      id
      calibration {
        id
        version
        outcome
        kpiRun {
          id
          result {
            outcomes {
              key
              label
            }
          }
        }
        map
        noneBecause
        expiresAt
        brier {
          value
          n
          undefinedBecause
          interval {
            low
            high
            level
          }
        }
        brierOfBaseRate {
          value
          n
          undefinedBecause
          interval {
            low
            high
            level
          }
        }
        expectedCalibrationError {
          value
          n
          undefinedBecause
          interval {
            low
            high
            level
          }
        }
        reliability {
          low
          high
          mean
          n
          interval {
            low
            high
            level
          }
        }
      }
      modelSignals {
        model
        calibrated {
          value
          n
          undefinedBecause
          interval {
            low
            high
            level
          }
        }
        composite {
          value
          n
          undefinedBecause
          interval {
            low
            high
            level
          }
        }
      }
      feedbackSignal(first: 50) {
        nodes {
          task {
            id
            externalId
          }
          model
          calibratedScore
          undefinedBecause
          confidence
          suggestedWeight
          composite
          ratings
        }
      }
    }
  }
`);
type Project = SignalRouteQuery['project'];
type Calibration = NonNullable<Project['calibration']>;

/** /t/:tenant/projects/:projectId/outcomes/signal: what a training pipeline reads */
export function Component() {
  const { tenant = '', projectId = '' } = useParams({ strict: false });
  const { data, error, refetch } = useQuery(SignalRoute, {
    variables: { projectId },
    fetchPolicy: 'cache-and-network',
  });
  useProjectActivity(projectId, () => void refetch());
  if (error !== undefined && data === undefined) {
    return <QueryProblem error={error} onRetry={() => void refetch()} />;
  }
  if (data === undefined) return <PageSkeleton />;
  const { calibration, modelSignals, feedbackSignal } = data.project;
  return (
    <Stack gap="lg">
      <OutcomesNav />
      <Text c="dimmed" maw={760}>
        {s.lead}
      </Text>
      {calibration == null ? (
        <EmptyState
          title={s.none}
          action={
            <Button
              variant="default"
              component={Link}
              to={`/t/${tenant}/projects/${projectId}/outcomes/runs`}
            >
              {s.toRuns}
            </Button>
          }
        >
          {s.noneLong}
        </EmptyState>
      ) : (
        <CalibrationPart calibration={calibration} />
      )}
      {modelSignals.length > 0 && (
        <DataTable
          name="model-signals"
          label={s.models}
          columns={modelColumns}
          rows={modelSignals}
          keyOf={({ model }) => model}
          summary={s.modelsLead}
        />
      )}
      {feedbackSignal.nodes.length > 0 && (
        <DataTable
          name="task-signals"
          label={s.tasks}
          columns={taskColumns(`/t/${tenant}/tasks`)}
          rows={feedbackSignal.nodes}
          keyOf={({ task }) => task.id}
          summary={s.tasksLead}
        />
      )}
    </Stack>
  );
}

function CalibrationPart({ calibration }: { readonly calibration: Calibration }) {
  const { version, outcome, kpiRun, map, noneBecause, brier, expiresAt, reliability } = calibration;
  const isExpired = new Date(expiresAt) <= new Date();
  return (
    <Stack>
      <Group>
        <Title order={2}>{s.calibration(version, labelOf(kpiRun.result?.outcomes, outcome))}</Title>
        <Text size="sm" c="dimmed">
          {isExpired ? (
            s.expired
          ) : (
            <>
              {s.expires} <When at={expiresAt} />
            </>
          )}
        </Text>
      </Group>
      {map == null && (
        <Alert color="gray" variant="outline" title={s.withheld}>
          {noneBecause}
        </Alert>
      )}
      {reliability.length > 0 && (
        <SimpleGrid cols={{ base: 1, lg: 2 }}>
          <PlotFigure
            title={s.reliability}
            sub={s.sub(brier.n)}
            definition={s.reliabilityDefinition}
            docs="feedback-signal"
            fileName={`reliability-${outcome}`}
            table={{
              head: ['Forecast from', 'to', 'Observed', 'Low', 'High', 'n'],
              rows: reliability.map(({ low, high, mean, interval, n }) => [
                ...[low, high, mean, interval?.low, interval?.high].map((one) =>
                  one == null ? null : shown(one, 'percent'),
                ),
                n,
              ]),
            }}
          >
            {(width) => (
              <IntervalDots
                width={width}
                label={s.reliability}
                xAxis={s.forecast}
                yAxis={s.observed}
                diagonal
                dots={reliability.map(({ low, high, mean, interval, n }) => ({
                  x: (low + high) / 2,
                  y: mean,
                  low: interval?.low ?? null,
                  high: interval?.high ?? null,
                  label: `${shown(low, 'percent')} to ${shown(high, 'percent')}: ${shown(mean, 'percent')} of ${n}`,
                }))}
              />
            )}
          </PlotFigure>
          <Paper withBorder p="md">
            <Stack gap="md">
              <Figure label={s.brier} about={s.brierLong} estimate={calibration.brier} />
              <Figure
                label={s.brierBase}
                about={s.brierBaseLong}
                estimate={calibration.brierOfBaseRate}
              />
              <Figure
                label={s.error}
                about={s.errorLong}
                estimate={calibration.expectedCalibrationError}
              />
            </Stack>
          </Paper>
        </SimpleGrid>
      )}
    </Stack>
  );
}

function Figure(props: {
  readonly label: string;
  readonly about: string;
  readonly estimate: Calibration['brier'];
}) {
  return (
    <div>
      <Text size="sm" fw={600}>
        {props.label}
      </Text>
      <Text size="xs" c="dimmed">
        {props.about}
      </Text>
      <EstimateText estimate={props.estimate} counts={plural(props.estimate.n, 'ticket')} />
    </div>
  );
}
