import { useMutation } from '@apollo/client/react';
import { Alert, Button, Group, NativeSelect, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { type FragmentType, graphql, readFragment } from '../../__generated__/index.ts';
import { attempt } from '../../api/attempt.ts';
import { strings } from './strings.ts';

const AdoptVersion_project = graphql(`
  fragment AdoptVersion_project on Project {
    id
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
`);
const AdoptRubricVersion = graphql(`
  mutation AdoptRubricVersion($input: AdoptRubricVersionInput!) {
    adoptRubricVersion(input: $input) {
      __typename
      ... on AdoptRubricVersionPayload {
        project {
          id
          ...AdoptVersion_project
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

/** The rubric version a project is judged by, and a newer one to go over to. */
export function AdoptVersion(props: {
  readonly project: FragmentType<typeof AdoptVersion_project>;
}) {
  const { tenant = '' } = useParams({ strict: false });
  const { id: projectId, rubricVersion: used } = readFragment(AdoptVersion_project, props.project);
  const { rubric } = used;
  const [chosen, setChosen] = useState(used.id);
  const [problem, setProblem] = useState<string | null>(null);
  const [send, { loading }] = useMutation(AdoptRubricVersion);
  const choices = rubric.versions.filter(
    ({ status, id }) => status === 'PUBLISHED' || id === used.id,
  );
  const newest = choices.find(({ number }) => number > used.number);

  async function adopt() {
    const input = { projectId, rubricVersionId: chosen };
    const outcome = await attempt(
      async () => (await send({ variables: { input } })).data?.adoptRubricVersion,
    );
    setProblem(outcome.ok ? null : outcome.problem.message);
    if (outcome.ok) notifications.show({ message: s.adopted });
  }
  return (
    <section aria-labelledby="version-title">
      <Title order={2} id="version-title">
        {s.version}
      </Title>
      <Text c="dimmed" mb="xs">
        {s.versionLong}
      </Text>
      {problem !== null && (
        <Alert color="red" role="alert" mb="xs">
          {problem}
        </Alert>
      )}
      <Group align="flex-end">
        <NativeSelect
          label={rubric.name}
          value={chosen}
          onChange={(event) => setChosen(event.currentTarget.value)}
          data={choices.map(({ id, number }) => ({ value: id, label: s.versionOf(number) }))}
        />
        <Button
          variant="default"
          disabled={chosen === used.id}
          loading={loading}
          onClick={() => void adopt()}
        >
          {s.adopt}
        </Button>
        <Button variant="subtle" component={Link} to={`/t/${tenant}/rubrics/${rubric.id}`}>
          {s.read}
        </Button>
      </Group>
      {newest !== undefined && (
        <Text size="sm" mt="xs">
          {s.newer(newest.number)}
        </Text>
      )}
    </section>
  );
}
