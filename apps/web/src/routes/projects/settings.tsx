import { useMutation, useQuery } from '@apollo/client/react';
import { Alert, Button, Group, NativeSelect, Stack, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useParams } from '@tanstack/react-router';
import { type SubmitEvent, useState } from 'react';
import type { ProjectSettingsRouteQuery } from '../../__generated__/graphql.ts';
import { graphql } from '../../__generated__/index.ts';
import { type AppProblem, outcomeOf, unreachable } from '../../api/outcome.ts';
import { LoadError, PageSkeleton } from '../../components/states.tsx';
import { ProjectFields } from '../../features/projects-form/project-fields.tsx';

const ProjectSettingsRoute = graphql(`
  query ProjectSettingsRoute($projectId: ID!) {
    project(id: $projectId) {
      id
      name
      description
      instructions
      leaseMinutes
      targetAgreement
      allowBothGood
      renderMarkdown
      pausedAt
      overlap
      overlapShare
      rubricVersion {
        id
        number
        rubric {
          id
          name
          versions {
            id
            number
            status
          }
        }
      }
    }
  }
`);
const UpdateProject = graphql(`
  mutation UpdateProject($input: UpdateProjectInput!) {
    updateProject(input: $input) {
      __typename
      ... on UpdateProjectPayload {
        project {
          id
          name
          description
          instructions
          leaseMinutes
          targetAgreement
          allowBothGood
          renderMarkdown
          pausedAt
        }
      }
      ... on AppError {
        code
        message
        field
      }
    }
  }
`);
const AdoptRubricVersion = graphql(`
  mutation AdoptRubricVersion($input: AdoptRubricVersionInput!) {
    adoptRubricVersion(input: $input) {
      __typename
      ... on AdoptRubricVersionPayload {
        project {
          id
          rubricVersion {
            id
            number
          }
        }
      }
      ... on AppError {
        code
        message
        field
      }
    }
  }
`);

/** /t/:tenant/projects/:projectId/settings */
export function Component() {
  const { projectId = '' } = useParams({ strict: false });
  const { data, error, refetch } = useQuery(ProjectSettingsRoute, { variables: { projectId } });
  if (error !== undefined && data === undefined) {
    return <LoadError message={error.message} onRetry={() => void refetch()} />;
  }
  if (data === undefined) return <PageSkeleton />;
  return <SettingsForm key={data.project.id} project={data.project} />;
}

function SettingsForm({ project }: { readonly project: ProjectSettingsRouteQuery['project'] }) {
  const [words, setWords] = useState(project);
  const [problem, setProblem] = useState<AppProblem | null>(null);
  const [version, setVersion] = useState(project.rubricVersion.id);
  const [update, { loading }] = useMutation(UpdateProject);
  const [adopt, { loading: adopting }] = useMutation(AdoptRubricVersion);

  async function change(input: object, said: string) {
    try {
      const { data } = await update({ variables: { input: { projectId: project.id, ...input } } });
      const outcome = outcomeOf(data?.updateProject);
      setProblem(outcome.ok ? null : outcome.problem);
      if (outcome.ok) notifications.show({ message: said });
    } catch {
      setProblem(unreachable);
    }
  }
  function save(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const {
      name,
      description,
      instructions,
      leaseMinutes,
      targetAgreement,
      allowBothGood,
      renderMarkdown,
    } = words;
    void change(
      {
        name,
        description,
        instructions,
        leaseMinutes,
        targetAgreement,
        allowBothGood,
        renderMarkdown,
      },
      'Saved',
    );
  }
  async function adoptVersion() {
    try {
      const { data } = await adopt({
        variables: { input: { projectId: project.id, rubricVersionId: version } },
      });
      const outcome = outcomeOf(data?.adoptRubricVersion);
      setProblem(outcome.ok ? null : outcome.problem);
      if (outcome.ok)
        notifications.show({
          message: 'What is claimed from now on is judged under this version.',
        });
    } catch {
      setProblem(unreachable);
    }
  }
  const { rubric } = project.rubricVersion;
  return (
    <Stack gap="xl" maw={640}>
      {problem !== null && (
        <Alert color="red" role="alert">
          {problem.message}
        </Alert>
      )}
      <form onSubmit={save}>
        <Stack>
          <ProjectFields
            value={words}
            problem={problem}
            onChange={(value) => setWords({ ...words, ...value })}
          />
          <Text c="dimmed" size="sm">
            {project.overlap} judgments for {Math.round(project.overlapShare * 100)} % of the tasks;
            fixed when tasks are made.
          </Text>
          <Group>
            <Button type="submit" loading={loading}>
              Save
            </Button>
          </Group>
        </Stack>
      </form>
      <section aria-labelledby="version-title">
        <Title order={2} id="version-title">
          Rubric version
        </Title>
        <Text c="dimmed" mb="xs">
          Another version holds for what is claimed from now on. What is held or done keeps the
          version it was made under, and figures of agreement are told for one version at a time.
        </Text>
        <Group align="flex-end">
          <NativeSelect
            label={rubric.name}
            value={version}
            onChange={(event) => setVersion(event.currentTarget.value)}
            data={rubric.versions
              .filter(({ status }) => status === 'PUBLISHED')
              .map(({ id, number }) => ({ value: id, label: `version ${number}` }))}
          />
          <Button
            variant="default"
            disabled={version === project.rubricVersion.id}
            loading={adopting}
            onClick={() => void adoptVersion()}
          >
            Adopt this version
          </Button>
        </Group>
      </section>
      <section aria-labelledby="pause-title">
        <Title order={2} id="pause-title">
          {project.pausedAt == null ? 'Pause' : 'Paused'}
        </Title>
        <Text c="dimmed" mb="xs">
          While a project is paused no task is given out. What somebody holds can still be
          submitted.
        </Text>
        <Button
          variant="default"
          loading={loading}
          onClick={() =>
            void change(
              { paused: project.pausedAt == null },
              project.pausedAt == null ? 'Paused' : 'Goes on',
            )
          }
        >
          {project.pausedAt == null ? 'Pause the project' : 'Go on'}
        </Button>
      </section>
    </Stack>
  );
}
