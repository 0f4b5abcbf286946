import { useMutation, useQuery } from '@apollo/client/react';
import { Alert, Button, Container, Group, NativeSelect, NumberInput, Stack } from '@mantine/core';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { type SubmitEvent, useState } from 'react';
import { graphql } from '../../__generated__/index.ts';
import { type AppProblem, newKey, outcomeOf, unreachable } from '../../api/outcome.ts';
import { PageHeader } from '../../components/page-header.tsx';
import { EmptyState, LoadError, PageSkeleton } from '../../components/states.tsx';
import { ProjectFields, type ProjectWords } from '../../features/projects-form/project-fields.tsx';

const CreateProjectRoute = graphql(`
  query CreateProjectRoute {
    rubrics(first: 100) {
      nodes {
        id
        name
        current {
          id
          number
        }
      }
    }
  }
`);
const CreateProject = graphql(`
  mutation CreateProject($input: CreateProjectInput!) {
    createProject(input: $input) {
      __typename
      ... on CreateProjectPayload {
        project {
          id
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

const start: ProjectWords = {
  ...{ name: '', description: '', instructions: '', leaseMinutes: 30, targetAgreement: 0.667 },
  ...{ allowBothGood: false, renderMarkdown: false },
};

/** /t/:tenant/new-project */
export function Component() {
  const { tenant = '' } = useParams({ strict: false });
  const navigate = useNavigate();
  const { data, error, refetch } = useQuery(CreateProjectRoute, {
    fetchPolicy: 'cache-and-network',
  });
  const [words, setWords] = useState(start);
  const [versionId, setVersionId] = useState<string | null>(null);
  const [overlap, setOverlap] = useState(2);
  const [share, setShare] = useState(100);
  const [problem, setProblem] = useState<AppProblem | null>(null);
  const [key] = useState(newKey);
  const [send, { loading }] = useMutation(CreateProject);
  if (error !== undefined && data === undefined) {
    return <LoadError message={error.message} onRetry={() => void refetch()} />;
  }
  if (data === undefined) return <PageSkeleton />;
  const choices = data.rubrics.nodes.flatMap(({ name, current }) =>
    current == null ? [] : [{ value: current.id, label: `${name}, version ${current.number}` }],
  );
  const [first] = choices;
  if (first === undefined) {
    return (
      <EmptyState
        title="Publish a rubric first"
        action={
          <Button component={Link} to={`/t/${tenant}/rubrics`}>
            Go to the rubrics
          </Button>
        }
      >
        A project is judged by a published rubric version, so that all its judgments mean the same.
      </EmptyState>
    );
  }

  async function create(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const input = {
      ...words,
      overlap,
      overlapShare: share / 100,
      rubricVersionId: versionId ?? first?.value ?? '',
    };
    try {
      const { data: made } = await send({
        variables: { input: { ...input, idempotencyKey: `${key}-${input.name.length}` } },
      });
      const outcome = outcomeOf(made?.createProject);
      if (outcome.ok)
        await navigate({ to: `/t/${tenant}/projects/${outcome.payload.project.id}/data` });
      else setProblem(outcome.problem);
    } catch {
      setProblem(unreachable);
    }
  }
  return (
    <Container size="sm" px={0} ml={0}>
      <PageHeader title="New project" lead="Tasks judged under one rubric." />
      <form onSubmit={(event) => void create(event)}>
        <Stack>
          {problem !== null && (
            <Alert color="red" role="alert">
              {problem.message}
            </Alert>
          )}
          <NativeSelect
            label="Rubric"
            data={choices}
            value={versionId ?? first.value}
            onChange={(event) => setVersionId(event.currentTarget.value)}
          />
          <ProjectFields value={words} problem={problem} onChange={setWords} />
          <Group grow align="flex-start">
            <NumberInput
              label="Judgments a task"
              description="Agreement needs at least two."
              min={1}
              max={20}
              value={overlap}
              onChange={(value) => setOverlap(Number(value))}
            />
            <NumberInput
              label="Share of tasks that get them, in per cent"
              description="Drawn at random; the others get one judgment."
              min={0}
              max={100}
              value={share}
              onChange={(value) => setShare(Number(value))}
            />
          </Group>
          <Group>
            <Button type="submit" loading={loading}>
              Create project
            </Button>
          </Group>
        </Stack>
      </form>
    </Container>
  );
}
