import { useMutation } from '@apollo/client/react';
import { Alert, Button, Group, Stack, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type SubmitEvent, useState } from 'react';
import type { UpdateProjectInput } from '../../__generated__/graphql.ts';
import { type FragmentType, graphql, readFragment } from '../../__generated__/index.ts';
import { attempt } from '../../api/attempt.ts';
import type { AppProblem } from '../../api/outcome.ts';
import { isToldAtField, ProjectFields, type ProjectWords } from './project-fields.tsx';
import { strings } from './strings.ts';

const SettingsForm_project = graphql(`
  fragment SettingsForm_project on Project {
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
  }
`);
const UpdateProject = graphql(`
  mutation UpdateProject($input: UpdateProjectInput!) {
    updateProject(input: $input) {
      __typename
      ... on UpdateProjectPayload {
        project {
          id
          ...SettingsForm_project
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
const s = strings.settings;

/** Changes the words and rules of a project, and pauses it. */
export function SettingsForm(props: {
  readonly project: FragmentType<typeof SettingsForm_project>;
}) {
  const project = readFragment(SettingsForm_project, props.project);
  const { id: projectId, overlap, overlapShare, pausedAt } = project;
  const [words, setWords] = useState<ProjectWords>(() => wordsOf(project));
  const [problem, setProblem] = useState<AppProblem | null>(null);
  const [update, { loading }] = useMutation(UpdateProject);
  const isPaused = pausedAt != null;

  async function change(input: Omit<UpdateProjectInput, 'projectId'>, said: string) {
    const outcome = await attempt(
      async () =>
        (await update({ variables: { input: { projectId, ...input } } })).data?.updateProject,
    );
    setProblem(outcome.ok ? null : outcome.problem);
    if (outcome.ok) notifications.show({ message: said });
  }
  function save(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    void change(words, s.saved);
  }
  return (
    <Stack gap="xl">
      <form onSubmit={save}>
        <Stack>
          {problem !== null && !isToldAtField(problem) && (
            <Alert color="red" role="alert">
              {problem.message}
            </Alert>
          )}
          <ProjectFields value={words} problem={problem} onChange={setWords} />
          <Text c="dimmed" size="sm">
            {s.overlap(overlap, Math.round(overlapShare * 100))}
          </Text>
          <Group>
            <Button type="submit" loading={loading}>
              {s.save}
            </Button>
          </Group>
        </Stack>
      </form>
      <section aria-labelledby="pause-title">
        <Title order={2} id="pause-title">
          {isPaused ? s.paused : s.pause}
        </Title>
        <Text c="dimmed" mb="xs">
          {s.pauseLong}
        </Text>
        <Button
          variant="default"
          loading={loading}
          onClick={() => void change({ paused: !isPaused }, isPaused ? s.goesOn : s.isPaused)}
        >
          {isPaused ? s.goOn : s.pauseDo}
        </Button>
      </section>
    </Stack>
  );
}

const wordsOf = (project: ProjectWords): ProjectWords => ({
  name: project.name,
  description: project.description,
  instructions: project.instructions,
  leaseMinutes: project.leaseMinutes,
  targetAgreement: project.targetAgreement,
  allowBothGood: project.allowBothGood,
  renderMarkdown: project.renderMarkdown,
});
