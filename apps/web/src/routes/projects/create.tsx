import { useMutation, useQuery } from '@apollo/client/react';
import { Alert, Button, Container, Group, NativeSelect, NumberInput, Stack } from '@mantine/core';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { type SubmitEvent, useState } from 'react';
import { graphql } from '../../__generated__/index.ts';
import { attempt } from '../../api/attempt.ts';
import { type AppProblem, newKey } from '../../api/outcome.ts';
import { PageHeader } from '../../components/page-header.tsx';
import { EmptyState, PageSkeleton } from '../../components/states.tsx';
import {
  isToldAtField,
  ProjectFields,
  type ProjectWords,
} from '../../features/projects-form/project-fields.tsx';
import { strings } from '../../features/projects-form/strings.ts';
import { QueryProblem } from '../../features/tenancy/query-problem.tsx';

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

const s = strings.create;
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
  const [key, setKey] = useState(newKey);
  const [send, { loading }] = useMutation(CreateProject);
  if (error !== undefined && data === undefined) {
    return <QueryProblem error={error} onRetry={() => void refetch()} />;
  }
  if (data === undefined) return <PageSkeleton />;
  const choices = data.rubrics.nodes.flatMap(({ name, current }) =>
    current == null ? [] : [{ value: current.id, label: s.version(name, current.number) }],
  );
  const [first] = choices;
  if (first === undefined) {
    return (
      <EmptyState
        title={s.publishFirst}
        action={
          <Button component={Link} to={`/t/${tenant}/rubrics`}>
            {s.toRubrics}
          </Button>
        }
      >
        {s.publishFirstLong}
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
    const outcome = await attempt(
      async () =>
        (await send({ variables: { input: { ...input, idempotencyKey: key } } })).data
          ?.createProject,
    );
    if (outcome.ok) {
      return navigate({ to: `/t/${tenant}/projects/${outcome.payload.project.id}/data` });
    }
    if (outcome.problem.code !== 'UNAVAILABLE') setKey(newKey());
    setProblem(outcome.problem);
  }
  const at = (field: string) => (problem?.field === field ? problem.message : null);
  const told =
    problem !== null &&
    (isToldAtField(problem) || at('overlap') !== null || at('overlapShare') !== null);
  return (
    <Container size="sm" px={0} ml={0}>
      <PageHeader title={s.title} lead={s.lead} />
      <form onSubmit={(event) => void create(event)}>
        <Stack>
          {problem !== null && !told && (
            <Alert color="red" role="alert">
              {problem.message}
            </Alert>
          )}
          <NativeSelect
            label={s.rubric}
            data={choices}
            value={versionId ?? first.value}
            onChange={(event) => setVersionId(event.currentTarget.value)}
          />
          <ProjectFields value={words} problem={problem} onChange={setWords} />
          <Group grow align="flex-start">
            <NumberInput
              label={s.overlap}
              description={s.overlapHint}
              min={1}
              max={20}
              allowDecimal={false}
              value={overlap}
              error={at('overlap')}
              onChange={(value) => setOverlap(Number(value) || 0)}
            />
            <NumberInput
              label={s.share}
              description={s.shareHint}
              min={0}
              max={100}
              value={share}
              error={at('overlapShare')}
              onChange={(value) => setShare(Number(value) || 0)}
            />
          </Group>
          <Group>
            <Button type="submit" loading={loading}>
              {s.submit}
            </Button>
          </Group>
        </Stack>
      </form>
    </Container>
  );
}
