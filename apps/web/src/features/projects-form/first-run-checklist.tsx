import { useQuery } from '@apollo/client/react';
import { Anchor, Paper, Stack, Text, ThemeIcon, Title } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { Link, useParams } from '@tanstack/react-router';
import { graphql } from '../../__generated__/index.ts';
import { strings } from './strings.ts';

const FirstRunQuery = graphql(`
  query FirstRun {
    rubrics(first: 20) {
      nodes {
        id
        current {
          id
        }
      }
    }
    projects(first: 20) {
      nodes {
        id
        progress {
          tasks
          judgments
        }
      }
    }
    tenant {
      id
      members {
        id
      }
      invitations {
        id
      }
    }
  }
`);

const s = strings.firstRun;

/** The way from an empty organisation to the first judgment. Gone once all is done. */
export function FirstRunChecklist() {
  const { tenant = '' } = useParams({ strict: false });
  const { data } = useQuery(FirstRunQuery, { fetchPolicy: 'cache-and-network' });
  if (data === undefined) return null;
  const { rubrics, projects } = data;
  const [rubric] = rubrics.nodes;
  const [project] = projects.nodes;
  const base = `/t/${tenant}`;
  const steps = [
    { done: rubric !== undefined, label: s.copy, to: `${base}/rubrics` },
    {
      done: rubrics.nodes.some(({ current }) => current != null),
      label: s.publish,
      to: rubric === undefined ? `${base}/rubrics` : `${base}/rubrics/${rubric.id}`,
    },
    { done: project !== undefined, label: s.project, to: `${base}/new-project` },
    {
      done: projects.nodes.some(({ progress }) => progress.tasks > 0),
      label: s.import,
      to: project === undefined ? `${base}/new-project` : `${base}/projects/${project.id}/data`,
    },
    {
      done: data.tenant.members.length > 1 || data.tenant.invitations.length > 0,
      label: s.invite,
      to: `${base}/settings/members`,
    },
    {
      done: projects.nodes.some(({ progress }) => progress.judgments > 0),
      label: s.judge,
      to: project === undefined ? `${base}/new-project` : `${base}/projects/${project.id}/judge`,
    },
  ];
  if (steps.every(({ done }) => done)) return null;
  const next = steps.findIndex(({ done }) => !done);
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="first-run">
      <Title order={2} id="first-run" mb="xs">
        {s.title}
      </Title>
      <Stack gap={6} component="ol" m={0} p={0} style={{ listStyle: 'none' }}>
        {steps.map(({ done, label, to }, index) => (
          <li key={label} style={{ display: 'flex', gap: 8, alignItems: 'center' }}>
            <ThemeIcon size="sm" radius="xl" variant={done ? 'filled' : 'default'} aria-hidden>
              {done ? <IconCheck size={12} /> : <Text size="xs">{index + 1}</Text>}
            </ThemeIcon>
            {done ? (
              <Text c="dimmed">{s.done(label)}</Text>
            ) : (
              <Anchor component={Link} to={to} fw={index === next ? 600 : 400}>
                {label}
              </Anchor>
            )}
          </li>
        ))}
      </Stack>
    </Paper>
  );
}
