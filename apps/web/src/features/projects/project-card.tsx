import { useQuery } from '@apollo/client/react';
import { Badge, Group, Progress, Skeleton, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type FragmentType, graphql, readFragment } from '../../__generated__/index.ts';
import { shown, shownInterval } from '../../components/figures.ts';
import classes from './project-card.module.css';
import { strings as s } from './strings.ts';

const ProjectCard_project = graphql(`
  fragment ProjectCard_project on Project {
    id
    name
    description
    pausedAt
    progress {
      tasks
      tasksOnHold
      slotsPlanned
      slotsSubmitted
      judgments
      annotators
    }
  }
`);
const ProjectHealth = graphql(`
  query ProjectHealth($projectId: ID!) {
    project(id: $projectId) {
      id
      targetAgreement
      scores {
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
      agreements {
        value
      }
    }
  }
`);

/** A project with how far it is and whether its figures can be trusted. */
export function ProjectCard(props: {
  readonly project: FragmentType<typeof ProjectCard_project>;
  readonly tenant: string;
}) {
  const { id, name, description, pausedAt, progress } = readFragment(
    ProjectCard_project,
    props.project,
  );
  const { slotsPlanned, slotsSubmitted } = progress;
  const percent = slotsPlanned === 0 ? 0 : Math.round((100 * slotsSubmitted) / slotsPlanned);
  return (
    <article className={classes.card}>
      <Group justify="space-between" wrap="nowrap" gap="xs">
        <Link
          to="/t/$tenant/projects/$projectId"
          params={{ tenant: props.tenant, projectId: id }}
          className={classes.name ?? ''}
        >
          {name}
        </Link>
        {pausedAt != null && (
          <Badge variant="light" color="gray">
            {s.paused}
          </Badge>
        )}
        {progress.tasksOnHold > 0 && (
          <Badge variant="light" color="red">
            {progress.tasksOnHold} {s.held}
          </Badge>
        )}
      </Group>
      <Text size="sm" c="dimmed" lineClamp={2} flex={1}>
        {description}
      </Text>
      {progress.judgments > 0 && <Health projectId={id} />}
      <div>
        <Progress value={percent} size="sm" aria-label={s.progress} />
        <Text size="xs" c="dimmed" mt={4}>
          {s.progressOf(slotsSubmitted, slotsPlanned)} ·{' '}
          {s.sizeOf(progress.tasks, progress.annotators)}
        </Text>
      </div>
    </article>
  );
}

function Health({ projectId }: { readonly projectId: string }) {
  const { data, error } = useQuery(ProjectHealth, { variables: { projectId } });
  if (error !== undefined) return null; // the card still says how far the project is
  if (data === undefined) return <Skeleton height={38} />;
  const { scores, agreements, targetAgreement } = data.project;
  const { composite } = scores;
  const defined = agreements.filter(({ value }) => value != null);
  const met = defined.filter(({ value }) => (value ?? 0) >= targetAgreement).length;
  return (
    <dl className={classes.figures}>
      {composite.value != null && (
        <div>
          <dt>{s.composite}</dt>
          <dd title={shownInterval(composite, 'fraction')}>
            {shown(composite.value, 'fraction')}{' '}
            <small>
              ±{' '}
              {shown(
                ((composite.interval?.high ?? 0) - (composite.interval?.low ?? 0)) / 2,
                'fraction',
              )}
            </small>
          </dd>
        </div>
      )}
      <div>
        <dt>{s.agreement}</dt>
        <dd>{defined.length === 0 ? '—' : `${met} of ${defined.length}`}</dd>
      </div>
    </dl>
  );
}
